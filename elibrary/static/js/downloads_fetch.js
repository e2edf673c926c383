// Brings the parts of a book to this device. Everything is asked for without cookies: what is kept is what any
// visitor gets, and says nothing about whoever kept it.

const PIECE = 2 ** 20; // bytes; sound comes and is kept in pieces, so that an interrupted download goes on

/** The library does not give this (any more); trying again as it is would not help. */
export class Gone extends Error {}

async function ask(url, headers, signal) {
  const language = document.documentElement.lang;
  const answer = await fetch(url, { credentials: "omit", cache: "no-store", signal, headers: { ...headers, "X-Keep-In": language } });
  if (!answer.ok || answer.redirected) throw new Gone(`${url}: ${answer.status}`);
  return answer;
}

/** Keep the answer of `url` unless it is kept already; its bytes. */
export async function fetchFile(cache, url, signal) {
  const kept = await cache.match(url, { ignoreVary: true });
  if (kept) return (await kept.blob()).size;
  const answer = await ask(url, {}, signal);
  const body = await answer.blob();
  await cache.put(url, new Response(body, { headers: answer.headers }));
  return body.size;
}

/** Keep a page of a book and the pictures in its text; their bytes. `width`: of page images, in pixels. */
export async function fetchPage(cache, url, width, signal) {
  let size = await fetchFile(cache, url, signal);
  const text = await (await cache.match(url, { ignoreVary: true })).text();
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const image of page.querySelectorAll("[data-reader] img")) {
    const address = new URL(image.getAttribute("src"), location.href);
    if (address.origin !== location.origin) continue;
    if (address.searchParams.has("w") && width) address.searchParams.set("w", width);
    size += await fetchFile(cache, address.href, signal);
  }
  return size;
}

const pieceOf = (url, number) => `${url}?piece=${number}`;

/** Whether all of a track of `size` bytes is kept. */
export async function hasTrack(cache, url, size) {
  return Boolean(await cache.match(pieceOf(url, Math.ceil(size / PIECE) - 1), { ignoreVary: true }));
}

/** Keep a track of `size` bytes; `moved(bytes)` is called for each piece that is there. */
export async function fetchTrack(cache, url, size, moved, signal) {
  let etag = null;
  for (let number = 0; number * PIECE < size; number++) {
    const first = number * PIECE;
    const last = Math.min(size, first + PIECE) - 1;
    const kept = await cache.match(pieceOf(url, number), { ignoreVary: true });
    etag = kept ? kept.headers.get("ETag") : await fetchPiece(cache, url, { number, first, last, size, etag }, signal);
    moved(last - first + 1);
  }
}

async function fetchPiece(cache, url, { number, first, last, size, etag }, signal) {
  const answer = await ask(url, { Range: `bytes=${first}-${last}` }, signal);
  const found = answer.headers.get("ETag");
  const right = answer.headers.get("Content-Range") === `bytes ${first}-${last}/${size}` && (!etag || etag === found);
  if (!right) {
    await dropTrack(cache, url); // of another file than the one that is there now
    throw new Gone(`${url}: not the piece that was asked for`);
  }
  const headers = { "Content-Type": answer.headers.get("Content-Type"), ETag: found, "X-Whole-Size": size, "X-Piece-Size": PIECE };
  await cache.put(pieceOf(url, number), new Response(await answer.blob(), { headers }));
  return found;
}

/** Drop what is kept of a track. */
export async function dropTrack(cache, url) {
  await cache.delete(url, { ignoreSearch: true, ignoreVary: true });
}
