// "Đánh dấu chỗ này" in player and reader: with a card it is sent without leaving the page (the sound goes on),
// for a visitor it is kept on this device.

import { about, token, write } from "./kept.js";

const fold = document.querySelector("[data-mark]");
const root = document.querySelector("[data-player], [data-reader]");
const form = fold.querySelector("form");
const field = (name) => form.elements[name];

/** The place that is marked: where the reader or the sound stood when the fold was opened. */
async function place() {
  const seek = root.querySelector("[data-seek]");
  if (seek) {
    const name = root.querySelector("[data-chapter-now]").textContent;
    return { position: 0, character: 0, seconds: seek.valueAsNumber, name };
  }
  const text = root.querySelector("[data-text]");
  const { characterOnTop } = await import("./reader_place.js");
  const { position, name } = root.dataset;
  return { position: Number(position), character: text ? characterOnTop(text) : 0, seconds: 0, name };
}

let marked = null;

function show(name) {
  for (const one of ["done", "failed"]) fold.querySelector(`[data-mark-${one}]`).hidden = one !== name;
  form.hidden = name === "done";
}

fold.addEventListener("toggle", async () => {
  if (!fold.open) return;
  show("");
  marked = await place();
  for (const name of ["position", "character", "seconds"]) field(name).value = marked[name];
  field("note").focus({ preventScroll: true });
});

async function keep() {
  if (!token) {
    const mark = { ...about(root), ...marked, book: Number(root.dataset.book), note: field("note").value.trim() };
    write(`mark:${Date.now()}`, { ...mark, at: Date.now() }, "");
    return true;
  }
  try {
    const headers = { Accept: "application/json" };
    return (await fetch(form.action, { method: "POST", body: new FormData(form), headers })).ok;
  } catch {
    return false;
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const kept = await keep();
  show(kept ? "done" : "failed");
  if (kept) field("note").value = "";
});
