// The books on this device. Each has a cache of its own, book-<kind>-<id>, which the service worker answers from
// (offline_worker.js); what it is stands in there under ABOUT.

const ABOUT = "/downloads/about";
const PREFIX = "book-";

export const canKeep = () => "caches" in window && Boolean(navigator.serviceWorker);

const nameOf = (kind, id) => `${PREFIX}${kind}-${id}`;

export const openBook = (kind, id) => caches.open(nameOf(kind, id));

async function aboutIn(name) {
  const found = await (await caches.open(name)).match(ABOUT);
  return found ? found.json() : null;
}

/** What is known of a kept book; null where it is not on this device. */
export async function about(kind, id) {
  const name = nameOf(kind, id);
  return (await caches.has(name)) ? aboutIn(name) : null;
}

/** {kind, id, title, people, cover, href, age, size, whole, at}: size in bytes, whole: nothing is missing. */
export async function write(book) {
  const cache = await openBook(book.kind, book.id);
  await cache.put(ABOUT, new Response(JSON.stringify(book), { headers: { "Content-Type": "application/json" } }));
}

export const remove = (kind, id) => caches.delete(nameOf(kind, id));

/** Years up to which whoever the last page was made for is shown books, as the worker judges it. */
async function readingAge() {
  const kept = await (await caches.open("reader")).match("/reader");
  if (!kept) return 0;
  return Number(/;age=(\d+)/.exec(await kept.text())?.[1] ?? Infinity);
}

/** All books for this reader, the youngest first. */
export async function books() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const [age, ...found] = await Promise.all([readingAge(), ...names.map(aboutIn)]);
  return found.filter((book) => book && book.age <= age).sort((one, other) => other.at - one.at);
}

/** The pages that were opened last: [{href, title}]. */
export async function pages() {
  const cache = await caches.open("pages");
  const found = [];
  for (const request of (await cache.keys()).reverse()) {
    const text = await (await cache.match(request, { ignoreVary: true })).text();
    found.push({ href: request.url, title: new DOMParser().parseFromString(text, "text/html").title });
  }
  return found;
}

/** Bytes that may still be kept, as the browser says (Chromium: ten gigabytes, always); Infinity: it does not. */
export async function room() {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  return Number.isFinite(quota) ? Math.max(0, quota - usage) : Infinity;
}

/** A size as people say it, in the page's language, as the server's filter `file_size` does. */
export function sizeWords(bytes) {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  const [value, unit] = bytes < 1e9 ? [bytes / 1e6, "MB"] : [bytes / 1e9, "GB"];
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  return `${format.format(value)} ${unit}`;
}
