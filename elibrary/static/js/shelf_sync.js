// Sends the places of a signed-in patron to their card: some seconds after they change, when the page is left,
// when the network comes back, and on the next page that is opened. Nobody signed in: nothing is sent.

import { card, forgetCards, isUnsent, placeOf, places, read, token, write } from "./kept.js";

const PLACES = "/account/places";
const SOON = 3000; // ms
const SELDOM = 30000; // ms between two sendings while somebody listens or reads
const LATER = new Set([0, 408, 409, 429, 500, 502, 503, 504, 507]);

let key = token;
let timer = 0;
let last = 0;
let ended = !card;

const unsent = ([, place]) => isUnsent(place);

/** A place has changed; `now`: somebody has stopped, so another device may be opened next. */
export function send(now = false) {
  if (ended) return;
  if (now) sendAll();
  else if (!timer) timer = setTimeout(sendAll, Math.max(SOON, last + SELDOM - Date.now()));
}

export async function sendAll() {
  clearTimeout(timer);
  timer = 0;
  if (ended || !places().some(unsent)) return;
  last = Date.now();
  if (!key && !(await askForKey())) return;
  await Promise.all(places().filter(unsent).map(sendOne));
}

async function sendOne([name, place, kind, book]) {
  let { status, now } = await put(kind, book, place);
  if (status === 400 && key === token && (await askForKey())) ({ status, now } = await put(kind, book, place));
  if (status === 401) ended = true;
  else if (!LATER.has(status)) noteSent(name, place, now);
}

/** The answer is the place that counts: another device's where that was later. */
function noteSent(name, place, now) {
  const here = read(name);
  if (!here) return;
  const same = here.at === place.at;
  write(name, same && now ? { ...here, ...now } : { ...here, sent: place.at, stamp: now?.stamp ?? here.stamp });
}

/** Send one place; the answer's status (0 without network) and the place now. It goes on after the page is left. */
export async function put(kind, book, place) {
  const { position, character, seconds } = place;
  const body = { position, character, seconds, over: place.share === 1, ago: Math.max(0, Date.now() - place.at) / 1000 };
  const headers = { "Content-Type": "application/json", "X-CSRFToken": key, Accept: "application/json" };
  const call = { method: "PUT", keepalive: true, headers, body: JSON.stringify(body) };
  try {
    const answer = await fetch(`${PLACES}/${kind}/${book}`, call);
    return { status: answer.status, now: answer.ok ? placeOf(await answer.json()) : null };
  } catch {
    return { status: 0, now: null };
  }
}

/** Where the card stands in a book now; null where it has no place there, or without network. */
export async function placeNow(kind, book) {
  if (ended || !key) return null;
  try {
    const answer = await fetch(`${PLACES}/${kind}/${book}`, { headers: { Accept: "application/json" }, redirect: "manual" });
    return answer.ok ? placeOf(await answer.json()) : null;
  } catch {
    return null;
  }
}

/** A page that was kept for reading without network carries no token; whoever has signed out is led to sign in. */
async function askForKey() {
  try {
    const answer = await fetch(PLACES, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.type === "opaqueredirect") {
      ended = true;
      forgetCards();
    }
    if (!answer.ok) return false;
    key = (await answer.json()).token;
    return true;
  } catch {
    return false; // no network yet
  }
}

/** On every page that keeps places; after the page's own listeners, so that what they keep on leaving is sent. */
export async function begin() {
  if (ended) return;
  addEventListener("online", sendAll);
  document.addEventListener("DOMContentLoaded", () => {
    addEventListener("pagehide", sendAll);
    document.addEventListener("visibilitychange", () => document.hidden && sendAll());
  });
  if (!token) await askForKey();
  await sendAll();
}
