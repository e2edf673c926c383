// What the player keeps: the place in each book, and the speed. With a card the place goes to all of its devices.

import { about, isUnsent, latest, noteOpened, read, write } from "./kept.js";
import { begin, placeNow, send } from "./shelf_sync.js";

const root = document.querySelector("[data-player], [data-sound-here]");
const name = (book) => `listen:${book}`;

/** Seconds into the book; null at its beginning. */
export function keptPlace(book) {
  const place = latest(name(book), root);
  return Number.isFinite(place?.seconds) && place.seconds > 0 && place.share !== 1 ? place.seconds : null;
}

/** Keep `seconds` into the book, null: it is over. `stopped`: somebody may go on with another device now.
 *  A place that is kept already stays as old as it is: closing a forgotten tab must not win over another phone. */
export function keepPlace(book, seconds, { chapter = "", stopped = false } = {}) {
  const facts = about(root);
  const place = seconds === null
    ? { seconds: 0, share: 1 }
    : { seconds: Math.round(seconds * 10) / 10, share: Math.min(0.999, seconds / facts.of) };
  const before = latest(name(book), root);
  if (before?.seconds !== place.seconds || (before.share === 1) !== (place.share === 1)) {
    const { sent, stamp } = before ?? {};
    write(name(book), { ...facts, ...place, name: chapter, at: Date.now(), sent, stamp });
  }
  send(stopped || seconds === null);
}

/** Seconds into the book, if another device has gone on since this one stopped; else null. */
export async function placeElsewhere(book) {
  const here = latest(name(book), root);
  const place = await placeNow("audio", book);
  if (!place || place.stamp <= (here?.stamp ?? 0) || (here && isUnsent(here) && here.at > place.at)) return null;
  write(name(book), { ...about(root), ...place });
  return place.seconds;
}

/** Somebody has begun to listen. */
export function keepOpened() {
  noteOpened(root);
}

export function keptSpeed() {
  const speed = read("listen:speed", "");
  return Number.isFinite(speed) ? Math.min(3, Math.max(0.5, speed)) : 1;
}

export function keepSpeed(speed) {
  write("listen:speed", speed, "");
}

begin();
