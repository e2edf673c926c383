/* The desk of a reading list: titles move without a new page, the box for further titles suggests some, and unsaved
   work is not left without a word. Without this every button sends the form and does the same on the server. */

const LEAST = 2; // letters before the server is asked
const WAIT = 200; // ms of rest before that

const form = document.querySelector("[data-list-form]");
const list = form.querySelector("[data-rows]");
const unsaved = form.querySelector("[data-unsaved]");
const said = form.querySelector("[data-moved]");
let dirty = false;

function changed() {
  dirty = true;
  unsaved.hidden = false;
}

/* The server reads the order from the numbers in the names. */
function number() {
  const rows = [...list.children];
  rows.forEach((row, place) => {
    for (const control of row.querySelectorAll("[name^=notes-]")) {
      control.name = control.id = control.name.replace(/\d+/, place);
    }
    row.querySelector("[data-step=up]").disabled = place === 0;
    row.querySelector("[data-step=down]").disabled = place === rows.length - 1;
  });
}

function move(row, button) {
  if (button.dataset.step === "up") row.previousElementSibling.before(row);
  else row.nextElementSibling.after(row);
  number();
  changed();
  const other = row.querySelector(`[data-step]:not([disabled])`);
  (button.disabled ? other : button).focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  said.textContent = said.dataset.moved.replace("0", [...list.children].indexOf(row) + 1);
}

list?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step=up], [data-step=down]");
  if (!button) return;
  event.preventDefault();
  move(button.closest("[data-row]"), button);
});

form.addEventListener("input", (event) => {
  if (event.target.name !== "find") changed();
});
window.addEventListener("beforeunload", (event) => {
  if (dirty) event.preventDefault();
});

/* Titles that begin so; one that only one record has is put in at once by its number. */
const box = form.querySelector("[name=find]");
const offers = document.createElement("datalist");
const numbers = new Map();
offers.id = "find-offers";
box.after(offers);
box.setAttribute("list", offers.id);
let timer;

async function suggest(text) {
  const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(text)}`).catch(() => null);
  if (!answer?.ok || box.value.trim() !== text) return;
  const titles = (await answer.json()).suggestions.filter((one) => one.kind === "title" && one.url);
  numbers.clear();
  for (const { text: title, url } of titles) {
    numbers.set(title, numbers.has(title) ? "" : `#${url.match(/\/records\/(\d+)/)?.[1] ?? ""}`);
  }
  offers.replaceChildren(...[...numbers.keys()].map((title) => new Option(title, title)));
}

box.addEventListener("input", () => {
  clearTimeout(timer);
  const text = box.value.trim();
  if (text.length >= LEAST && !numbers.has(text)) timer = setTimeout(() => suggest(text), WAIT);
});

form.addEventListener("submit", () => {
  dirty = false;
  const only = numbers.get(box.value.trim());
  if (only?.length > 1) box.value = only;
});
