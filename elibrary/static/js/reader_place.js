// Where somebody stopped in a book: the chapter, and the first character of it on the screen, which stays the
// same whatever the size of type. A browser may refuse to keep it.

const SHOWN_BELOW = 16; // pixels; a line that ends above is taken for read

const key = (book) => `read:${book}`;

export function keptPlace(book) {
  try {
    const place = JSON.parse(localStorage.getItem(key(book)));
    return Number.isInteger(place?.position) ? place : null;
  } catch {
    return null;
  }
}

export function keepPlace(book, place) {
  try {
    localStorage.setItem(key(book), JSON.stringify({ ...place, at: Date.now() }));
  } catch {
    // private browsing, or no room
  }
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
