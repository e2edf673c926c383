// The audiobook player: joins the page that the server rendered (templates/listening/listen.html), the sound,
// the time line and what is kept on this device. Without this script the page offers plain <audio> elements.

import { TimeLine, clock } from "./player_line.js";
import { Sound } from "./player_sound.js";
import { keepOpened, keepPlace, keepSpeed, keptPlace, keptSpeed, placeElsewhere } from "./player_kept.js";
import { Every, Listening, Sleep } from "./player_time.js";
import { bindSession } from "./player_session.js";

const BACK = 15;
const FORWARD = 30;
const SAVED_EVERY = 10;
const REPORTED_EVERY = 60;
const MOST_REPORTED = 120;

const root = document.querySelector("[data-player]");
const part = (name) => root.querySelector(`[data-${name}]`);
const say = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), root.dataset[`say${name}`]);

const line = readLine();
const sound = new Sound(soleAudio(), line);
const book = root.dataset.book;
const listening = new Listening();
const sleep = new Sleep();
const saving = new Every(SAVED_EVERY, () => keep());
const reporting = new Every(REPORTED_EVERY, report);
const session = bindSession(root.dataset, {
  play: () => sound.play(),
  pause: () => sound.pause(),
  seekbackward: () => go(sound.place - BACK),
  seekforward: () => go(sound.place + FORWARD),
  previoustrack: () => go(line.previous(sound.place)),
  nexttrack: () => go(line.next(sound.place) ?? sound.place),
  seekto: (details) => go(details.seekTime),
});
let begun = false;
let shownChapter = null;
let dragging = false;
let notice = ""; // what the status line says while nothing is loading

function readLine() {
  const numbers = (element) => ({ start: Number(element.dataset.start), end: Number(element.dataset.end) });
  const tracks = [...root.querySelectorAll("[data-track]")].map((one) => ({
    url: one.dataset.track, start: Number(one.dataset.start), duration: Number(one.dataset.duration),
  }));
  const chapters = [...root.querySelectorAll("[data-chapter]")].map((one) => ({
    ...numbers(one), name: one.querySelector("[data-name]").textContent, link: one,
  }));
  return new TimeLine(tracks, chapters, Number(root.dataset.duration));
}

/** One element for all tracks: lock screens and autoplay rules know only the element that was started by hand. */
function soleAudio() {
  const audio = root.querySelector("audio");
  audio.controls = false;
  root.append(audio);
  part("tracks").remove();
  return audio;
}

function chapterName(seconds) {
  return line.chapters[line.chapterAt(seconds)]?.name ?? "";
}

/** Keep the place; `stopped`: nothing plays now. */
function keep(stopped = false) {
  keepPlace(book, sound.place, { chapter: chapterName(sound.place), stopped });
}

/** The place that the address asks for (?t= or #t=), in seconds; null where it asks for none. */
function askedPlace() {
  const inHash = /^#t=(\d+(?:\.\d+)?)/.exec(location.hash)?.[1];
  const asked = inHash ?? root.dataset.asked;
  return asked === undefined ? null : Math.min(Number(asked), line.duration);
}

function go(seconds) {
  sound.seek(seconds);
  if (sleep.untilChapterEnd) setSleep("chapter");
  if (begun) keep();
  else showStart(sound.place, "From");
}

function toggle() {
  if (sound.playing) sound.pause();
  else sound.play();
}

/* What the page shows ------------------------------------------------------------------------------------ */

function showPlace() {
  const place = sound.place;
  const left = line.duration - place;
  part("clock").textContent = clock(place);
  part("left").textContent = say("Left", { clock: clock(left) });
  const seek = part("seek");
  if (!dragging) seek.value = Math.floor(place);
  seek.setAttribute("aria-valuetext", say("Place", { clock: clock(place), whole: clock(line.duration) }));
  const chapter = line.chapterAt(place);
  if (chapter === shownChapter) return;
  shownChapter = chapter;
  const name = line.chapters[chapter]?.name ?? "";
  part("chapter-now").textContent = name;
  for (const [index, one] of line.chapters.entries()) {
    if (index === chapter) one.link.setAttribute("aria-current", "true");
    else one.link.removeAttribute("aria-current");
  }
  if (begun) session.chapter(name);
}

function showState() {
  const playing = sound.playing;
  part("when-paused").hidden = playing;
  part("when-playing").hidden = !playing;
  if (begun) part("play-word").textContent = playing ? say("Pause") : say("Play");
  showNotice();
  session.place(sound.place, line.duration, sound.audio.playbackRate, playing);
}

function showNotice(words = notice) {
  notice = words;
  part("status").textContent = sound.waiting ? say("Loading") : notice;
}

function showStart(place, word) {
  const name = chapterName(place);
  const text = place > 0 ? say(name ? word : "ResumePlain", { clock: clock(place), chapter: name }) : say("Begin");
  part("play-word").textContent = text;
  part("again").hidden = place <= 0;
}

function showTrouble() {
  part("trouble-words").textContent = say(navigator.onLine ? "Broken" : "Offline");
  part("retry").textContent = say("Retry", { clock: clock(sound.place) });
  part("trouble").hidden = false;
  part("trouble").scrollIntoView({ block: "nearest" });
}

function retry() {
  part("trouble").hidden = true;
  sound.audio.load();
  sound.seek(sound.place);
  sound.play();
}

/* Time listened ------------------------------------------------------------------------------------------ */

function report(seconds) {
  const body = new Blob([JSON.stringify({ seconds: Math.min(seconds, MOST_REPORTED) })], { type: "application/json" });
  navigator.sendBeacon?.(root.dataset.minutes, body);
}

function moved() {
  const rate = sound.audio.playbackRate;
  const gone = sound.playing ? listening.step(sound.place, rate) : 0;
  saving.add(gone);
  reporting.add(gone);
  const loudness = sleep.loudness(gone, sound.place, rate);
  if (loudness > 0) {
    sound.audio.volume = loudness;
  } else {
    fallAsleep();
  }
  showPlace();
}

function fallAsleep() {
  sound.pause();
  sound.audio.volume = 1;
  part("sleep").value = "";
  sleep.set("");
  showNotice(say("SleepOver"));
}

function setSleep(choice) {
  sleep.set(choice, line.chapters[line.chapterAt(sound.place)]?.end ?? line.duration);
  showNotice(sleepWords());
}

function sleepWords() {
  const choice = part("sleep").value;
  if (!choice) return "";
  return choice === "chapter" ? say("SleepChapter") : say("SleepMinutes", { minutes: choice });
}

/** Back on a page left open: another device may have gone on meanwhile. */
async function comeBack() {
  if (document.hidden || sound.playing) return;
  const place = await placeElsewhere(book);
  if (place === null || sound.playing) return;
  begun = false;
  sound.seek(place);
  showStart(place, "Resume");
}

function leave() {
  if (!begun) return;
  if (sound.place < line.duration - 1) keep(true);
  reporting.finish();
}

/* Wiring ------------------------------------------------------------------------------------------------- */

function bindSound() {
  sound.addEventListener("move", moved);
  sound.addEventListener("state", () => {
    if (sound.playing && !begun) {
      begun = true;
      keepOpened();
      part("again").hidden = true;
      session.chapter(chapterName(sound.place));
    }
    if (sound.playing) part("trouble").hidden = true;
    if (!sound.playing && begun && sound.place < line.duration - 1) keep(true);
    showState();
  });
  sound.addEventListener("trouble", showTrouble);
  sound.addEventListener("refused", () => showNotice(say("Tap")));
  sound.addEventListener("over", () => {
    keepPlace(book, null);
    reporting.finish();
    sound.seek(0);
    begun = false;
    showStart(0);
    showNotice(say("Over"));
  });
  sound.audio.addEventListener("stalled", () => navigator.onLine || showTrouble());
}

function bindButtons() {
  const pressed = (name, act) => part(name).addEventListener("click", act);
  pressed("play", toggle);
  pressed("back", () => go(sound.place - BACK));
  pressed("forward", () => go(sound.place + FORWARD));
  pressed("previous", () => go(line.previous(sound.place)));
  pressed("next", () => go(line.next(sound.place) ?? sound.place));
  pressed("retry", retry);
  pressed("again", () => (go(0), sound.play()));
  const seek = part("seek");
  seek.addEventListener("input", () => {
    dragging = true;
    part("clock").textContent = clock(seek.valueAsNumber);
    part("chapter-now").textContent = chapterName(seek.valueAsNumber);
  });
  seek.addEventListener("change", () => {
    dragging = false;
    shownChapter = null;
    go(seek.valueAsNumber);
  });
  part("speed").addEventListener("change", (event) => {
    sound.speed = Number(event.target.value);
    keepSpeed(Number(event.target.value));
  });
  part("sleep").addEventListener("change", (event) => setSleep(event.target.value));
  for (const chapter of line.chapters) {
    chapter.link.addEventListener("click", (event) => {
      event.preventDefault();
      go(chapter.start);
      sound.play();
    });
  }
}

function bindKeyboard() {
  const keys = {
    " ": toggle,
    ArrowLeft: () => go(sound.place - BACK),
    ArrowRight: () => go(sound.place + FORWARD),
  };
  document.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.altKey || event.ctrlKey || event.metaKey) return;
    const own = event.key === " " ? "button, a, select, input, summary, textarea" : "select, input:not([type=range]), textarea";
    if (event.target.closest(own)) return; // the key means something to what has the focus
    event.preventDefault();
    act();
  });
}

function start() {
  const speed = keptSpeed();
  sound.speed = speed;
  part("speed").value = String(speed);
  const asked = askedPlace();
  const place = asked ?? keptPlace(book) ?? 0;
  bindSound();
  bindButtons();
  bindKeyboard();
  if (place > 0) sound.seek(place);
  showPlace();
  showStart(place, asked === null ? "Resume" : "From");
  part("desk").hidden = false;
  root.dataset.ready = "";
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", comeBack);
  addEventListener("hashchange", () => askedPlace() === null || go(askedPlace()));
  addEventListener("online", () => part("trouble").hidden || retry());
}

start();
