// The scanner's page (templates/browse/scan.html): joins the camera, the reader of symbols and the page.
// What a symbol means is for the server to say (GET /scan?code=…): only codes of the library lead on.

import { Camera, trouble } from "./scanner_camera.js";
import { openReader } from "./scanner_reader.js";

const PAUSE = 120; // milliseconds between two looks: the phone stays cool
const BUZZ = 60;

const root = document.querySelector("[data-scanner]");
const part = (name) => root.querySelector(`[data-${name}]`);
const camera = new Camera(part("video"));
let looking = 0; // counts the starts, so that an older loop knows that it is over
let wanted = false; // the camera was on when the page was hidden
let lastText = "";

function say(name) {
  part("said").textContent = name ? root.dataset[`say${name}`] : "";
}

function show(on) {
  part("view").hidden = !on;
  part("start").hidden = on;
  part("stop").hidden = !on;
  part("torch").hidden = !(on && camera.hasTorch);
  part("torch").setAttribute("aria-pressed", "false");
}

async function start() {
  const turn = ++looking;
  lastText = "";
  part("start").disabled = true;
  say("Loading");
  try {
    const [read] = await Promise.all([openReader(root.dataset), camera.start()]);
    if (turn !== looking) return camera.stop(); // left meanwhile
    show(true);
    say("Look");
    look(read, turn);
  } catch (error) {
    stop();
    say(trouble(error));
  } finally {
    part("start").disabled = false;
  }
}

function stop() {
  looking += 1;
  camera.stop();
  show(false);
  say("");
}

async function look(read, turn) {
  while (turn === looking) {
    const text = await read(part("video"));
    if (turn === looking && text && text !== lastText && (await follow(text))) return;
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
}

/** Ask where a text leads and go there; true when the page is being left. */
async function follow(text) {
  const address = `${root.dataset.where}?${new URLSearchParams({ code: text })}`;
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(BUZZ); // refused before a first touch
  try {
    const answer = await fetch(address, { redirect: "manual" });
    if (answer.type === "opaqueredirect") {
      say("Found");
      camera.stop();
      location.assign(address);
      return true;
    }
    lastText = text;
    showAnswer(await answer.text());
    say("Look");
  } catch {
    say("Unsure");
  }
  return false;
}

/** The server's words about a code that does not lead on: the same as without a camera. */
function showAnswer(page) {
  const answer = new DOMParser().parseFromString(page, "text/html").querySelector("[data-answer]");
  document.querySelector("[data-answer]").replaceWith(answer);
}

async function turnTorch() {
  const on = part("torch").getAttribute("aria-pressed") !== "true";
  part("torch").setAttribute("aria-pressed", String(await camera.light(on)));
}

async function begin() {
  root.hidden = false;
  part("start").addEventListener("click", start);
  part("stop").addEventListener("click", stop);
  part("torch").addEventListener("click", turnTorch);
  addEventListener("pagehide", stop);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      wanted = camera.on;
      stop();
    } else if (wanted) {
      start();
    }
  });
  if (await camera.isAllowed()) start(); // allowed before: no second press
}

begin();
