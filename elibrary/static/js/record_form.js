/* The form of a record: one more line for a contributor, and a word of warning before unsaved work is left. */

const form = document.querySelector("[data-record-form]");
const rows = form.querySelector("[data-rows]");
const unsaved = form.querySelector("[data-unsaved]");
let dirty = false;

function addRow() {
  const number = rows.children.length;
  const row = rows.lastElementChild.cloneNode(true);
  for (const error of row.querySelectorAll(".field-error")) error.remove();
  for (const control of row.querySelectorAll("input, select")) {
    const part = control.name.split("-").pop();
    control.name = control.id = `contributors-${number}-${part}`;
    control.setAttribute("aria-label", control.getAttribute("aria-label").replace(/\d+/, number + 1));
    control.removeAttribute("aria-invalid");
    if (control.matches("input")) control.value = "";
    else control.selectedIndex = 0;
  }
  rows.append(row);
  row.querySelector("input").focus();
}

const add = form.querySelector("[data-add-row]");
add.hidden = false;
add.addEventListener("click", addRow);

form.addEventListener("input", () => {
  dirty = true;
  unsaved.hidden = false;
});
form.addEventListener("submit", () => {
  dirty = false;
});
window.addEventListener("beforeunload", (event) => {
  if (dirty) event.preventDefault();
});
