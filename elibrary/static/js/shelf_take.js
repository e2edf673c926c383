// On a patron's shelf, on their own phone: what it kept before they signed in is taken along once, if they agree.

import { card, entries, places, read, remove, token, write } from "./kept.js";
import { begin, put } from "./shelf_sync.js";

begin();

const ask = document.querySelector("[data-take]");
const asked = `taken:${card}`;
const waiting = () => places("").length + entries("saved:", "").length + entries("mark:", "").length > 0;

async function post(address, values) {
  const body = new URLSearchParams({ ...values, csrf_token: token });
  try {
    return (await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } })).ok;
  } catch {
    return false;
  }
}

/** Send everything, one after another; whatever arrived, or belongs to a book that is gone, leaves the device. */
async function take() {
  for (const [name, place, kind, book] of places("")) {
    const { status } = await put(kind, book, place);
    if (status === 200 || status === 404) remove(name, "");
  }
  for (const [name] of entries("saved:", "").reverse()) {
    if (await post(ask.dataset.saved.replace("/0", `/${name.split(":")[1]}`), {})) remove(name, "");
  }
  for (const [name, mark] of entries("mark:", "").reverse()) {
    const kind = mark.kind === "audio" ? "audio" : "digital";
    const address = ask.dataset.marks.replace("audio/0", `${kind}/${mark.book}`);
    const { position = 0, character = 0, note } = mark;
    const values = { position, character, seconds: Math.floor(mark.seconds ?? 0), note };
    if (await post(address, values)) remove(name, "");
  }
}

function bind() {
  const yes = ask.querySelector("[data-yes]");
  yes.addEventListener("click", async () => {
    yes.disabled = true;
    await take();
    yes.disabled = false;
    if (!waiting()) {
      location.reload();
      return;
    }
    const trouble = ask.querySelector("[data-trouble]");
    trouble.querySelector("span").textContent = ask.dataset.sayBroken;
    trouble.hidden = false;
  });
  ask.querySelector("[data-no]").addEventListener("click", () => {
    write(asked, { at: Date.now() }, "");
    ask.hidden = true;
  });
  ask.hidden = false;
}

if (ask && waiting() && read(asked, "") === null) bind();
