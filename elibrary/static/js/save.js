// The button "Lưu lại" of a visitor: the title is put aside on this device. With a card it is a plain form.

import { read, write } from "./kept.js";

for (const button of document.querySelectorAll("[data-save]")) {
  const { record, title, people, cover } = button.dataset;
  const name = `saved:${record}`;
  const show = () => {
    const saved = read(name, "") !== null;
    button.setAttribute("aria-pressed", String(saved));
    button.querySelector("[data-when-saved]").hidden = !saved;
    button.querySelector("[data-when-not]").hidden = saved;
  };
  button.addEventListener("click", () => {
    write(name, read(name, "") ? null : { title, people, cover, at: Date.now() }, "");
    show();
  });
  show();
}
