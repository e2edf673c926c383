/* On every page of a shared computer with a card open: a minute before the server's time is over somebody is asked whether
   they are still there; then the card is signed out and the home page opens. The server ends it in any case. */

const WARNED = 60; // seconds before the end
const TOLD = 30; // seconds between two words to the server that the page is in use
const LOOK = 1000; // ms

const dialog = document.querySelector("[data-card-idle]");
const form = dialog.querySelector("form");
const limit = Number(dialog.dataset.cardIdle) * 1000;
const others = "BroadcastChannel" in window ? new BroadcastChannel("card-in-use") : null;

let used = Date.now();
let told = used;
let over = false;

function post(address) {
  return fetch(address, { method: "POST", body: new URLSearchParams(new FormData(form)) });
}

function home() {
  location.replace(dialog.dataset.home);
}

async function tell() {
  told = Date.now();
  try {
    const answer = await post(dialog.dataset.stay);
    if (answer.status === 401) home(); // ended on the server, from another device say
  } catch {
    // no network: the next use tells
  }
}

function use() {
  if (dialog.open || over) return; // what is under the question does not answer it
  used = Date.now();
  others?.postMessage(used);
  if (used - told > TOLD * 1000) tell();
}

function stay() {
  dialog.close();
  use();
  tell();
}

async function end() {
  over = true;
  try {
    await post(form.action);
  } finally {
    home();
  }
}

function look() {
  const idle = Date.now() - used;
  if (over) return;
  if (idle >= limit) end();
  else if (idle >= limit - WARNED * 1000 && !dialog.open) dialog.showModal();
}

others?.addEventListener("message", ({ data }) => {
  used = Math.max(used, data);
  if (dialog.open) dialog.close();
});
for (const kind of ["pointerdown", "keydown", "scroll", "timeupdate"]) {
  document.addEventListener(kind, use, { capture: true, passive: true });
}
dialog.querySelector("[data-card-stay]").addEventListener("click", stay);
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  stay();
});
document.addEventListener("visibilitychange", look);
setInterval(look, LOOK);
