// The service worker, served as /service-worker.js behind a line that says what this release keeps:
// const RELEASE = {version, language, files, shells}. It keeps, each in a cache of its own:
//   static-<version>  files and empty pages of this release; goes with it
//   pages             the last pages that somebody opened, all made for one and the same reader
//   pictures          covers of these
//   reader            whom the last answer was made for (header X-Kept-For)
//   book-…            books kept on purpose (downloads.js); only the reader removes them
/* global RELEASE */

const STATIC = `static-${RELEASE.version}`;
const [PAGES, PICTURES, READER, BOOK] = ["pages", "pictures", "reader", "book-"];
const [MOST_PAGES, MOST_PICTURES] = [30, 200];
const PATIENCE = 4000; // ms that a page may keep somebody waiting who has a kept copy of it
const KEPT = /^\/(?:$|search$|(?:records|lists|shelves|read|listen)\/[^/]|help(?:\/|$))/;
const FORM_OF_SIGN_IN = /^\/(?:account|staff)(?:\/|$)/;
const BASE = new URL(self.registration.scope).pathname.slice(0, -1); // what a proxy puts before every path
const LOOSE = { ignoreSearch: true, ignoreVary: true };

const pathOf = (url) => url.pathname.slice(BASE.length);
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/* A release comes and goes --------------------------------------------------------------------------------- */

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function fill() {
  const cache = await caches.open(STATIC);
  await Promise.all([cache.addAll(RELEASE.files), ...RELEASE.shells.map((page) => fillPage(cache, page))]);
}

/** Without cookies: a page that is made for nobody can be shown to everybody, and changes nobody's sign-in. */
function fetchForNobody(page) {
  return fetch(page, { credentials: "omit", cache: "no-store", headers: { "X-Keep-In": RELEASE.language } });
}

async function fillPage(cache, page) {
  const answer = await fetchForNobody(page);
  if (!answer.ok) throw new TypeError(`${page}: ${answer.status}`);
  await cache.put(page, answer);
}

async function takeOver() {
  const mine = (name) => [STATIC, PAGES, PICTURES, READER].includes(name) || name.startsWith(BOOK);
  for (const name of await caches.keys()) if (!mine(name)) await caches.delete(name);
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
  await learnReader();
  keepFirstPages().catch(() => {}); // not waited for: until this ends, the browser asks the worker for nothing
}

/** What a visitor had open before there was a worker, a scanned book mostly, and the page that the app begins with. */
async function keepFirstPages() {
  if ((await reader()) !== "everybody") return;
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const addresses = new Set([`${location.origin}${BASE}/`, ...open.map((tab) => tab.url.split("#")[0])]);
  for (const address of addresses) {
    const url = new URL(address);
    if (!KEPT.test(pathOf(url)) || (await copyOf(url))) continue;
    const began = ++asked;
    await note(url, await fetchForNobody(address), began);
  }
}

/** The page that installed the worker was not seen by it. */
async function learnReader() {
  const began = ++asked;
  const answer = await fetch(`${BASE}/service-worker.js`, { cache: "no-store" }).catch(() => null);
  if (answer) await note(new URL(answer.url), answer, began);
}

/* Which request is what ------------------------------------------------------------------------------------ */

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  const path = pathOf(url);
  if (request.mode === "navigate") {
    if (request.method === "GET") event.respondWith(page(event, url));
    else if (FORM_OF_SIGN_IN.test(path)) event.waitUntil(forgetReader());
  } else if (request.method === "GET") {
    if (path.startsWith("/static/")) event.respondWith(file(event, url));
    else if (path.startsWith("/media/covers/")) event.respondWith(cover(event, url));
    else if (path.startsWith("/media/")) event.respondWith(fromBooks(url, request).then((kept) => kept ?? fetch(request)));
  }
});

/* Whom the kept pages are for ------------------------------------------------------------------------------ */

let asked = 0; // counts the pages asked for, so that a late answer is known for one
let changed = 0; // when the reader last changed, by that count
let turn = Promise.resolve(); // what changes `pages` or `reader` is done one after the other

function inTurn(work) {
  turn = turn.then(work, work);
  return turn;
}

async function reader() {
  const kept = await (await caches.open(READER)).match("/reader");
  return kept ? kept.text() : null;
}

/** What was kept for somebody else goes before anything is kept for this reader; null: nobody knows who comes. */
async function becomes(who) {
  await Promise.all([caches.delete(PAGES), caches.delete(PICTURES), caches.delete(READER)]);
  if (who !== null) await (await caches.open(READER)).put("/reader", new Response(who));
}

/** A form that may sign somebody in or out was sent: whoever it is, they do not see what was kept before. */
function forgetReader() {
  changed = ++asked;
  return inTurn(() => becomes(null));
}

/** Years up to which this reader is shown books; of an unknown reader only those for everybody. */
async function readingAge() {
  const who = await reader();
  if (who === null) return 0;
  return Number(/;age=(\d+)/.exec(who)?.[1] ?? Infinity);
}

/* Pages ---------------------------------------------------------------------------------------------------- */

async function page(event, url) {
  const began = ++asked;
  const answering = fromNetwork(event);
  event.waitUntil(answering.then((answer) => note(url, answer, began)).catch(() => {}));
  const copy = await copyOf(url);
  const without = async () => shown(copy ?? (await instead(url)), "data-offline");
  if (!copy) return answering.catch(without);
  return Promise.race([answering, pause(PATIENCE).then(() => copy)]).catch(without);
}

async function fromNetwork(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}

function note(url, answer, began) {
  const madeFor = answer.headers.get("X-Kept-For");
  if (!madeFor) return undefined;
  const copy = mayKeep(url, answer, madeFor) ? answer.clone() : null; // now: the browser is about to read it
  return inTurn(async () => {
    if (began < changed) return; // asked for before the reader changed
    if (madeFor !== (await reader())) {
      changed = began;
      await becomes(madeFor);
    }
    if (copy) await keep(PAGES, keyOf(url), copy, MOST_PAGES);
  });
}

function mayKeep(url, answer, madeFor) {
  return (
    answer.status === 200 &&
    !answer.redirected &&
    !madeFor.startsWith("nobody") &&
    KEPT.test(pathOf(url)) &&
    !/no-store/.test(answer.headers.get("Cache-Control")) &&
    /^text\/html/.test(answer.headers.get("Content-Type"))
  );
}

/** A page is the same page by whichever way somebody came to it. */
function keyOf(url) {
  const key = new URL(url);
  key.searchParams.delete("via");
  return key.href;
}

async function keep(name, key, answer, most) {
  const cache = await caches.open(name);
  await cache.delete(key, { ignoreVary: true }); // the youngest comes last
  await cache.put(key, answer);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(old, { ignoreVary: true });
}

async function copyOf(url) {
  if (RELEASE.shells.includes(url.pathname)) return inRelease(url.pathname);
  const kept = await fromBooks(url);
  if (kept) return kept;
  const seen = await (await caches.open(PAGES)).match(keyOf(url), { ignoreVary: true });
  return seen && dated(seen);
}

/** The page itself says how old it is, and that there is no network: offline.js shows it. */
function dated(seen) {
  return shown(seen, `data-kept-at="${new Date(seen.headers.get("Date")).toISOString()}"`);
}

async function shown(answer, mark) {
  if (answer.status !== 200) return answer;
  const text = await answer.text();
  return new Response(text.replace("<html ", `<html ${mark} `), { headers: answer.headers });
}

async function instead(url) {
  const number = /^\/read\/\d+\/page$/.test(pathOf(url)) && Number(url.searchParams.get("number"));
  if (number > 0) return Response.redirect(url.href.replace(/\/page\?.*/, `/${number - 1}`));
  return inRelease(RELEASE.shells[0]);
}

async function inRelease(key) {
  return (await caches.open(STATIC)).match(key, { ignoreVary: true });
}

/* Files and pictures --------------------------------------------------------------------------------------- */

/** A file whose address has a version never changes. */
async function file(event, url) {
  const { request } = event;
  const cache = await caches.open(STATIC);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answering = fetch(request);
  if (url.searchParams.has("v")) {
    event.waitUntil(answering.then((answer) => answer.ok && cache.put(request, answer.clone())).catch(() => {}));
  }
  return answering.catch(async () => (await cache.match(request, LOOSE)) ?? Response.error());
}

async function cover(event, url) {
  const key = url.href;
  const kept = await (await caches.open(PICTURES)).match(key);
  if (kept) return kept;
  const began = asked;
  const answering = fetch(event.request);
  event.waitUntil(
    answering
      .then((answer) => answer.ok && keepCover(key, answer.clone(), began))
      .catch(() => {}),
  );
  return answering.catch(async () => (await fromBooks(url)) ?? (await otherSize(key)) ?? Response.error());
}

async function otherSize(key) {
  return (await caches.open(PICTURES)).match(key, LOOSE);
}

function keepCover(key, answer, began) {
  return inTurn(() => (began < changed ? undefined : keep(PICTURES, key, answer, MOST_PICTURES)));
}

/* Books kept on purpose ------------------------------------------------------------------------------------ */

/** The answer out of a kept book, for a page, a picture or sound; undefined where none has it for this reader. */
async function fromBooks(url, request) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(BOOK)) continue;
    const cache = await caches.open(name);
    const found = await cache.match(url.href, LOOSE);
    if (!found) continue;
    const about = await (await cache.match("/downloads/about")).json();
    if (about.age > (await readingAge())) continue;
    return found.headers.has("X-Piece-Size") ? sound(cache, url, request, found) : found;
  }
  return undefined;
}

/**
 * Sound is kept in pieces of X-Piece-Size bytes, under its address with ?piece=0, 1, …
 * A range is answered up to the end of the piece that it begins in: RFC 9110 §15.3.7 lets a server send less
 * than was asked for, Content-Range says how much, and the browser asks for the rest.
 */
async function sound(cache, url, request, first) {
  const [size, length] = ["X-Whole-Size", "X-Piece-Size"].map((name) => Number(first.headers.get(name)));
  const headers = { "Accept-Ranges": "bytes", "Cache-Control": "no-store" };
  for (const name of ["Content-Type", "ETag"]) headers[name] = first.headers.get(name);
  const piece = (number) => cache.match(`${url.pathname}?piece=${number}`).then((found) => found?.blob());
  const range = rangeOf(request, size, headers.ETag);
  if (!range) {
    const pieces = await Promise.all(Array.from({ length: Math.ceil(size / length) }, (_, number) => piece(number)));
    return pieces.every(Boolean) ? new Response(new Blob(pieces), { headers }) : undefined;
  }
  if (range.first >= size) return new Response(null, { status: 416, headers: { ...headers, "Content-Range": `bytes */${size}` } });
  const number = Math.floor(range.first / length);
  const bytes = await piece(number);
  if (!bytes) return undefined;
  const begins = number * length;
  const last = Math.min(range.last, begins + bytes.size - 1);
  headers["Content-Range"] = `bytes ${range.first}-${last}/${size}`;
  return new Response(bytes.slice(range.first - begins, last + 1 - begins), { status: 206, headers });
}

/** The one range asked for (RFC 9110 §14.1.2); null for the whole, also where it is not understood (§14.2). */
function rangeOf(request, size, etag) {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/i.exec(request?.headers.get("Range") ?? "") ?? [];
  const condition = request?.headers.get("If-Range");
  if ((!first && !last) || (condition && condition !== etag)) return null;
  if (!first) return Number(last) > 0 ? { first: Math.max(0, size - last), last: size - 1 } : { first: size, last: size };
  if (last && Number(last) < Number(first)) return null;
  return { first: Number(first), last: last ? Math.min(Number(last), size - 1) : size - 1 };
}
