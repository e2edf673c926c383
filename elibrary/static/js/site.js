/* On every page: the large-type switch, kept on this device. */

const KEY = "large-type";
const root = document.documentElement;

function kept() {
  try {
    return localStorage.getItem(KEY) === "1";
  } catch {
    return false; // storage is closed in some private windows: the switch then lasts for the page
  }
}

function show(large) {
  root.classList.toggle("large", large);
  for (const button of document.querySelectorAll("[data-large-type]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(large));
  }
}

function turn() {
  const large = !root.classList.contains("large");
  try {
    localStorage.setItem(KEY, large ? "1" : "0");
  } catch {
    // as above
  }
  show(large);
}

root.classList.toggle("large", kept()); // before the first paint: base.html loads this with blocking="render"
document.addEventListener("DOMContentLoaded", () => {
  show(kept());
  for (const button of document.querySelectorAll("[data-large-type]")) button.addEventListener("click", turn);
});
