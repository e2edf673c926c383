// Where somebody stopped in a book: the chapter, and the first character of it on the screen, which stays the
// same whatever the size of type. With a card it goes to all of its devices. A browser may refuse to keep it.

import { about, latest, noteOpened, write } from "./kept.js";
import { begin, send } from "./shelf_sync.js";

const SHOWN_BELOW = 16; // pixels; a line that ends above is taken for read

const root = document.querySelector("[data-reader]");
const name = (book) => `read:${book}`;
const isOver = (place) => place.share === 1;

export function keptPlace(book) {
  const place = latest(name(book), root);
  return Number.isInteger(place?.position) && place.share !== 1 ? place : null;
}

/** Keep a place {position, character, name, share}; one that is kept already stays as old as it is:
 *  closing a forgotten tab must not win over another phone. */
export function keepPlace(book, place) {
  const before = latest(name(book), root);
  const same = before?.position === place.position && before.character === place.character;
  if (same && isOver(before) === isOver(place)) return;
  const { sent, stamp } = before ?? {};
  write(name(book), { ...about(root), ...place, at: Date.now(), sent, stamp });
  send();
}

/** Text nodes of `text` with the number of characters before each. */
function* pieces(text) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let before = 0; walker.nextNode(); before += walker.currentNode.length) yield [walker.currentNode, before];
}

function rangeOf(node, from, to) {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return range;
}

/** How many characters of the chapter are scrolled away above the top of the screen. */
export function characterOnTop(text) {
  if (text.getBoundingClientRect().top >= 0) return 0;
  for (const [node, before] of pieces(text)) {
    if (!node.data.trim() || rangeOf(node, 0, node.length).getBoundingClientRect().bottom <= SHOWN_BELOW) continue;
    let [gone, shown] = [0, node.length];
    while (shown - gone > 1) {
      const middle = (gone + shown) >> 1;
      if (rangeOf(node, 0, middle).getBoundingClientRect().bottom <= SHOWN_BELOW) gone = middle;
      else shown = middle;
    }
    return before + gone;
  }
  return 0;
}

/** Scroll so that the line with this character of the chapter stands at the top of the screen. */
export function showCharacter(text, character) {
  for (const [node, before] of pieces(text)) {
    if (character >= before + node.length || !node.data.trim()) continue;
    const from = Math.max(0, character - before);
    const { top } = rangeOf(node, from, Math.min(node.length, from + 1)).getBoundingClientRect();
    scrollTo(0, top + scrollY - SHOWN_BELOW / 2);
    return;
  }
}

noteOpened(root);
begin();
