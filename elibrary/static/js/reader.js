// On pages of a book: keeps the place on this device and offers it on opening, turns the look without a reload,
// fetches the next page image ahead, says when a picture did not come. The pages work without it.

import { characterOnTop, keepPlace, keptPlace, showCharacter } from "./reader_place.js";

const RESUME = "#resume";
const MARKED = /^#at=(\d+)$/; // a bookmark: the first character on the screen
const SAVED_AFTER = 400; // ms without scrolling
const SIZES = 7;
const PAGE_MARGIN = 0.09; // of a page's width: a page seen closely begins where its lines begin

const root = document.querySelector("[data-reader]");
const part = (name) => root.querySelector(`[data-${name}]`);
const { book, position } = root.dataset;
const text = part("text");

/* The place ---------------------------------------------------------------------------------------------- */

/** On opening a book that was read before, the kept place stays until the reader says which one counts. */
let asking = false;

function save() {
  if (asking) return;
  const character = text ? characterOnTop(text) : 0;
  keepPlace(book, { position: Number(position), name: root.dataset.name, character, share: shareRead(character) });
}

/** How much of the book lies above the top of the screen; 1 once its last line has been on it. */
function shareRead(character) {
  const pages = Number(root.dataset.bookLength);
  const here = Number(position);
  if (here + 1 === pages && pages > 1 && (!text || text.getBoundingClientRect().bottom <= innerHeight)) return 1;
  const read = text ? character / Math.max(1, text.textContent.length) : Math.min(1, here);
  return Math.min(0.999, (here + read) / pages);
}

function followScrolling() {
  let timer = 0;
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVED_AFTER);
  }, { passive: true });
  addEventListener("pagehide", save);
}

function offerResume(place) {
  const banner = part("resume");
  const link = part("resume-link");
  link.textContent = root.dataset.sayResume.replace("{name}", place.name);
  const address = new URL(root.dataset.place, location);
  address.pathname = address.pathname.replace(/\d+$/, place.position);
  address.hash = RESUME;
  link.href = address.href;
  banner.hidden = false;
  asking = true;
  part("resume-no").addEventListener("click", () => {
    asking = false;
    banner.hidden = true;
    save();
  });
}

function begin() {
  const kept = keptPlace(book);
  const marked = MARKED.exec(location.hash)?.[1];
  if (marked && text) {
    document.fonts.ready.then(() => showCharacter(text, Number(marked))).then(save);
  } else if ("opening" in root.dataset && kept && (kept.position > 0 || kept.character > 0)) {
    offerResume(kept);
  } else if (location.hash === RESUME && kept?.position === Number(position)) {
    if (text) document.fonts.ready.then(() => showCharacter(text, kept.character));
    history.replaceState(history.state, "", location.pathname + location.search);
  } else {
    save();
    const sought = new URLSearchParams(location.search).has("q") && text?.querySelector("mark");
    if (sought) document.fonts.ready.then(() => sought.scrollIntoView({ block: "center" }));
  }
}

/* The look ----------------------------------------------------------------------------------------------- */

function bindLook() {
  const links = [...root.querySelectorAll("[data-look]")];
  const [smaller, larger, ...papers] = links;
  function show(look) {
    const [size, paper] = look.split(".");
    text.className = text.className.replace(/size-\d/, `size-${size}`);
    document.body.className = document.body.className.replace(/paper-\w+/, `paper-${paper}`);
    smaller.dataset.look = `${Math.max(0, size - 1)}.${paper}`;
    larger.dataset.look = `${Math.min(SIZES - 1, Number(size) + 1)}.${paper}`;
    for (const link of papers) {
      const own = link.dataset.look.split(".")[1];
      link.dataset.look = `${size}.${own}`;
      link.classList.toggle("is-chosen", own === paper);
      if (own === paper) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const character = characterOnTop(text);
      const secure = location.protocol === "https:" ? ";secure" : "";
      document.cookie = `reading=${link.dataset.look};path=/read;max-age=63072000;samesite=lax${secure}`;
      show(link.dataset.look);
      if (character > 0) showCharacter(text, character);
    });
  }
  const chosen = /(?:^|; )reading=(\d\.\w+)/.exec(document.cookie)?.[1];
  if (chosen) show(chosen); // a chapter kept on the device was made without it
}

/* Page images -------------------------------------------------------------------------------------------- */

function bindPage(image) {
  const frame = image.closest(".is-close");
  if (frame) frame.scrollLeft = frame.scrollWidth * PAGE_MARGIN;
  const failed = () => {
    image.hidden = true;
    part("page-trouble").hidden = false;
  };
  if (image.complete && image.naturalWidth === 0) failed();
  image.addEventListener("error", failed);
  const { ahead } = root.dataset;
  if (!ahead || navigator.connection?.saveData) return;
  const fetchAhead = () => {
    const width = new URL(image.currentSrc).searchParams.get("w");
    new Image().src = ahead + width;
  };
  if (image.complete) fetchAhead();
  else image.addEventListener("load", fetchAhead, { once: true });
}

function bindKeyboard() {
  const turns = { ArrowLeft: "prev", ArrowRight: "next" };
  document.addEventListener("keydown", (event) => {
    const turn = turns[event.key];
    if (!turn || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, select, textarea, .is-close")) return;
    root.querySelector(`[rel="${turn}"]`)?.click();
  });
}

begin();
followScrolling();
bindKeyboard();
if (text) bindLook();
if (part("page")) bindPage(part("page"));
root.dataset.ready = "";
