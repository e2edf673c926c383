// /downloads and the page shown in place of one that is not there: what is on this device. Works from it alone.

import { books, canKeep, pages, remove, room, sizeWords } from "./downloads_kept.js";

const LITTLE = 1e9; // bytes; above, browsers do not tell how much room there is

const section = document.querySelector("[data-books]");
const part = (name) => section.querySelector(`[data-${name}]`);

function lineOf(book) {
  const line = section.querySelector("template").content.cloneNode(true).firstElementChild;
  const inside = (name) => line.querySelector(`[data-${name}]`);
  inside("cover").src = book.cover;
  inside("title").textContent = book.title;
  inside("people").textContent = book.people;
  inside("name").textContent = `: ${book.title}`;
  inside("size").textContent = book.whole ? sizeWords(book.size) : `${sizeWords(book.size)} · ${section.dataset.sayPart}`;
  for (const link of line.querySelectorAll("[data-open]")) {
    if (link.dataset.open === book.kind) link.href = book.href;
    else link.remove();
  }
  inside("remove").addEventListener("click", async () => {
    await remove(book.kind, book.id);
    await show();
    say(section.dataset.sayRemoved.replace("{title}", book.title));
  });
  return line;
}

function say(words) {
  part("done").textContent = words;
  part("done").tabIndex = -1;
  part("done").focus(); // the button that was pressed is gone
}

async function show() {
  const found = await books();
  part("list").replaceChildren(...found.map(lineOf));
  part("none").hidden = found.length > 0;
  part("all").hidden = found.length < 2;
  const free = await room();
  const size = found.reduce((sum, book) => sum + book.size, 0);
  const words = free < LITTLE ? section.dataset.sayLittle : section.dataset.sayUsing;
  part("using").textContent = words.replace("{size}", sizeWords(size)).replace("{free}", sizeWords(free));
  part("using").hidden = !found.length;
}

async function removeAll() {
  const found = await books();
  if (!confirm(section.dataset.saySure.replace("{count}", found.length))) return;
  for (const book of found) await remove(book.kind, book.id);
  await show();
  say(section.dataset.sayAllRemoved);
}

async function showPages() {
  const frame = document.querySelector("[data-pages]");
  if (!frame) return;
  const found = await pages();
  const library = ` – ${document.title.split(" – ").at(-1)}`; // behind the title of most pages
  frame.querySelector("[data-list]").replaceChildren(
    ...found.map(({ href, title }) => {
      const line = document.createElement("li");
      line.append(Object.assign(document.createElement("a"), { href, textContent: title.replace(library, "") || href }));
      return line;
    }),
  );
  frame.hidden = !found.length;
}

function bindTryAgain() {
  const button = document.querySelector("[data-try]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => location.reload());
  addEventListener("online", () => location.reload());
}

bindTryAgain();
if (canKeep()) {
  part("all").addEventListener("click", removeAll);
  await Promise.all([show(), showPages()]);
} else {
  section.hidden = true;
  document.querySelector("[data-cannot]").hidden = false;
}
section.dataset.known = "";
