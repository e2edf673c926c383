/* A picture of the sheet of labels: used ones are crossed out, a tap chooses the first that is left. */

const form = document.querySelector("[data-label-form]");
const layouts = JSON.parse(form.dataset.layouts);
const place = form.querySelector("[data-sheet-place]");
const sheet = form.querySelector("[data-sheet]");
const layout = form.querySelector("[name=layout]");
const start = form.querySelector("[name=start]");
const PAGE = { width: 210, height: 297 }; // A4 in millimetres

function percent(length, whole) {
  return `${(100 * length) / whole}%`;
}

function label(kind, position) {
  const row = Math.floor((position - 1) / kind.columns);
  const column = (position - 1) % kind.columns;
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1; // the number field says the same to keyboards and screen readers
  button.className = "sticker";
  button.textContent = position;
  button.style.left = percent(kind.left + column * (kind.width + kind.gapX), PAGE.width);
  button.style.top = percent(kind.top + row * (kind.height + kind.gapY), PAGE.height);
  button.style.width = percent(kind.width, PAGE.width);
  button.style.height = percent(kind.height, PAGE.height);
  button.addEventListener("click", () => {
    start.value = position;
    mark();
  });
  return button;
}

function draw() {
  const kind = layouts[layout.value];
  const count = kind.columns * kind.rows;
  start.max = count;
  if (Number(start.value) > count) start.value = 1;
  sheet.replaceChildren(...Array.from({ length: count }, (_, index) => label(kind, index + 1)));
  mark();
}

function mark() {
  const first = Number(start.value);
  [...sheet.children].forEach((sticker, index) => {
    sticker.classList.toggle("is-used", index + 1 < first);
    sticker.classList.toggle("is-first", index + 1 === first);
  });
}

sheet.setAttribute("aria-hidden", "true");
layout.addEventListener("change", draw);
start.addEventListener("input", mark);
place.hidden = false;
draw();
