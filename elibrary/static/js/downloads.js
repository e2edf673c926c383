// On the player and the reader: "keep this book on the device" (templates/offline/parts.html).

import { about, canKeep, openBook, remove, room, sizeWords, write } from "./downloads_kept.js";
import { Gone, dropTrack, fetchFile, fetchPage, fetchTrack, hasTrack } from "./downloads_fetch.js";

const ROOM_TO_SPARE = 1.1; // the browser's own bookkeeping takes room too
const LARGE = 5e6; // bytes of a text; more is said before it is fetched
const PAGE_SIZE = 12e3; // bytes of a chapter's frame, about

const panel = document.querySelector("[data-keeper]");
const part = (name) => panel.querySelector(`[data-${name}]`);
const say = (name, values = {}) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), panel.dataset[`say${name}`]);

class NoRoom extends Error {
  constructor(need, free) {
    super("no room");
    Object.assign(this, { need, free });
  }
}

/* A recording: its tracks ---------------------------------------------------------------------------------- */

class Recording {
  constructor(tracks) {
    this.tracks = tracks;
  }

  get size() {
    return this.tracks.reduce((sum, track) => sum + track.size, 0);
  }

  async fetch(cache, chosen, moved, signal) {
    const sizes = chosen.reduce((sum, track) => sum + track.size, 0);
    let done = 0;
    for (const track of chosen) {
      await fetchTrack(cache, track.url, track.size, (bytes) => moved((done += bytes) / sizes), signal);
    }
  }

  /** Bytes of the tracks that are whole on this device, and whether that is all of them; `cache`: null for none. */
  async kept(cache) {
    const here = [];
    for (const track of this.tracks) if (cache && (await hasTrack(cache, track.url, track.size))) here.push(track);
    for (const button of panel.querySelectorAll("[data-part]")) {
      const has = here.some((track) => track.url === button.dataset.part);
      button.disabled = has || Boolean(going);
      for (const one of button.querySelectorAll("[data-here]")) one.hidden = !has;
      for (const one of button.querySelectorAll("[data-not-here]")) one.hidden = has;
    }
    return { size: here.reduce((sum, track) => sum + track.size, 0), whole: here.length === this.tracks.length };
  }

  async drop(cache, chosen) {
    for (const track of chosen) if (!(await hasTrack(cache, track.url, track.size))) await dropTrack(cache, track.url);
  }
}

/* A digital book: its pages -------------------------------------------------------------------------------- */

class Text {
  #now = null; // what the download of this moment has brought

  constructor({ pages, place, fileSize }) {
    Object.assign(this, { count: Number(pages), place, fileSize: Number(fileSize) });
    const image = document.querySelector("[data-page]");
    this.width = image && new URL(image.currentSrc || image.src, location.href).searchParams.get("w");
    this.image = image;
  }

  /** About how many bytes it will be: page images are as large as the one that is shown. */
  async estimate() {
    if (!this.image) return this.fileSize + this.count * PAGE_SIZE;
    const shown = await fetch(this.image.currentSrc || this.image.src).then((answer) => answer.blob());
    return this.count * (shown.size + PAGE_SIZE);
  }

  async fetch(cache, _chosen, moved, signal) {
    this.#now = { size: 0, whole: false };
    for (let number = 0; number < this.count; number++) {
      const address = this.place.replace(/\/0(?=$|\?)/, `/${number}`);
      this.#now.size += await fetchPage(cache, address, this.width, signal);
      moved((number + 1) / this.count);
    }
    this.#now.whole = true;
  }

  async kept(cache, before) {
    return cache ? (this.#now ?? before) : { size: 0, whole: false };
  }

  async drop() {
    await remove(panel.dataset.kind, panel.dataset.id);
  }
}

/* The panel ------------------------------------------------------------------------------------------------ */

const { kind, id } = panel?.dataset ?? {};
const getWords = panel && part("get-words").textContent;
const tracks = panel && [...panel.querySelectorAll("[data-part]")].map((one) => ({ url: one.dataset.part, size: Number(one.dataset.size) }));
const book = panel && (kind === "listen" ? new Recording(tracks) : new Text(part("get").dataset));
let going = null; // the AbortController of the download that goes on
let warned = false;
let told = 0; // percent that the words said last

async function show(words) {
  const before = await about(kind, id);
  const { size, whole } = await book.kept(before && (await openBook(kind, id)), before);
  const state = whole ? say("Kept", { size: sizeWords(size) }) : size > 0 ? say("Part", { size: sizeWords(size) }) : "";
  part("words").textContent = words ?? state;
  part("words").hidden = !part("words").textContent;
  part("get").hidden = whole || Boolean(going);
  part("get-words").textContent = before ? restWords(size) : getWords;
  part("remove").hidden = !before || Boolean(going);
  part("stop").hidden = part("progress").hidden = !going;
}

/** What the button fetches when some of the book is here: a recording's other parts, or what is missing of a text. */
function restWords(size) {
  return kind === "listen" && size ? say("Rest", { size: sizeWords(book.size - size) }) : say("GoOn");
}

function moved(share) {
  const percent = Math.floor(share * 100);
  part("progress").value = percent;
  if (percent - told < 10) return; // not each step is read out
  told = percent;
  part("words").textContent = say("Going", { percent });
}

async function note(state) {
  const { title, people, cover, href, age } = panel.dataset;
  const before = await about(kind, id);
  await write({ kind, id, title, people, cover, href, age: Number(age), at: before?.at ?? Date.now(), size: 0, whole: false, ...state });
}

async function needRoom(bytes) {
  const free = await room();
  if (bytes * ROOM_TO_SPARE > free) throw new NoRoom(bytes, free);
}

async function bring(chosen, signal) {
  const before = await about(kind, id);
  await needRoom(chosen ? chosen.reduce((sum, track) => sum + track.size, 0) : await book.estimate());
  await navigator.storage?.persist?.();
  const cache = await openBook(kind, id);
  await note(before ?? {});
  await fetchFile(cache, panel.dataset.href, signal);
  await fetchFile(cache, panel.dataset.record, signal);
  await fetchFile(cache, panel.dataset.cover, signal);
  await book.fetch(cache, chosen, moved, signal);
}

function wordsFor(error) {
  if (error.name === "AbortError") return say("Stopped");
  if (error instanceof NoRoom) return say("NoRoom", { need: sizeWords(error.need), free: sizeWords(error.free) });
  if (error.name === "QuotaExceededError") return say("Full");
  return say(error instanceof Gone ? "Gone" : "Broken");
}

async function get(chosen) {
  if (going) return;
  going = new AbortController();
  part("progress").value = told = 0;
  await show(say("Going", { percent: 0 }));
  let words;
  try {
    await bring(chosen, going.signal);
  } catch (error) {
    words = wordsFor(error);
    if (error.name === "QuotaExceededError") await book.drop(await openBook(kind, id), chosen);
  }
  going = null;
  const before = await about(kind, id);
  if (before) await note(await book.kept(await openBook(kind, id), before)).catch(() => {}); // no room even for that
  await show(words);
}

async function getText() {
  const size = await book.estimate().catch(() => 0); // no network: the download itself will say so
  if (size > LARGE && !warned) {
    warned = true;
    await show(say("Large", { size: sizeWords(size) }));
    return;
  }
  await get(null);
}

async function start() {
  part("get").addEventListener("click", () => (kind === "listen" ? get(tracks) : getText()));
  part("stop").addEventListener("click", () => going?.abort());
  part("remove").addEventListener("click", async () => {
    await remove(kind, id);
    warned = false;
    await show(say("Removed"));
  });
  for (const [index, button] of [...panel.querySelectorAll("[data-part]")].entries()) {
    button.addEventListener("click", () => get([tracks[index]]));
  }
  await show();
  panel.hidden = false;
  panel.dataset.known = "";
}

if (panel && canKeep()) await start();
