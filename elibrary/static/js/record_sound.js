// Sound on a record's page itself, for somebody who scanned its code: one tap and it plays, also where a browser
// lets a page sound only after a touch of its own. Without this script the button leads to the player's page.

import { TimeLine, clock } from "./player_line.js";
import { Sound } from "./player_sound.js";
import { keepPlace, keptPlace, keptSpeed } from "./player_kept.js";
import { Every, Listening } from "./player_time.js";

const SAVED_EVERY = 10;
const REPORTED_EVERY = 60;
const MOST_REPORTED = 120;

const root = document.querySelector("[data-sound-here]");
const part = (name) => root.querySelector(`[data-${name}]`);
const book = root.dataset.book;
const line = readLine();
const sound = new Sound(new Audio(), line);
const listening = new Listening();
const saving = new Every(SAVED_EVERY, () => keepPlace(book, sound.place));
const reporting = new Every(REPORTED_EVERY, report);
let begun = false;

function readLine() {
  const tracks = [...root.querySelectorAll("[data-track]")].map((one) => ({
    url: one.dataset.track, start: Number(one.dataset.start), duration: Number(one.dataset.duration),
  }));
  return new TimeLine(tracks, [], Number(root.dataset.duration));
}

function say(words, status) {
  part("word").textContent = words;
  part("status").textContent = status;
}

function offer() {
  const place = sound.place;
  say(place > 0 ? root.dataset.sayResume.replace("{clock}", clock(place)) : root.dataset.sayBegin, "");
}

function where() {
  return root.dataset.sayPlace.replace("{clock}", clock(sound.place)).replace("{whole}", clock(line.duration));
}

function report(seconds) {
  const body = new Blob([JSON.stringify({ seconds: Math.min(seconds, MOST_REPORTED) })], { type: "application/json" });
  navigator.sendBeacon?.(root.dataset.minutes, body);
}

function moved() {
  const gone = sound.playing ? listening.step(sound.place, sound.audio.playbackRate) : 0;
  saving.add(gone);
  reporting.add(gone);
  if (sound.playing && !sound.waiting) part("status").textContent = where();
}

function changed() {
  if (!sound.playing) {
    if (begun) keepPlace(book, sound.place);
    offer();
    return;
  }
  begun = true;
  say(root.dataset.sayPause, sound.waiting ? root.dataset.sayLoading : where());
}

function press(event) {
  event.preventDefault();
  if (sound.playing) sound.pause();
  else sound.play();
}

function leave() {
  if (!begun) return;
  keepPlace(book, sound.place);
  reporting.finish();
}

sound.speed = keptSpeed();
sound.addEventListener("move", moved);
sound.addEventListener("state", changed);
sound.addEventListener("trouble", () => { part("status").textContent = root.dataset.sayTrouble; });
sound.addEventListener("over", () => {
  keepPlace(book, null);
  reporting.finish();
  begun = false;
  sound.seek(0);
  offer();
});
part("play").setAttribute("role", "button");
part("play").addEventListener("click", press);
addEventListener("pagehide", leave);
if (keptPlace(book)) sound.seek(keptPlace(book));
offer();
root.dataset.ready = "";
