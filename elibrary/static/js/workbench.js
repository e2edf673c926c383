/* On every page of the workbench: the first mistake of a form gets the focus, and shortcuts: `data-shortcut="Alt+N"` on a
   link, a button or a field says what opens, is pressed or gets the focus; the <kbd> that shows it appears only when this runs. */

const touch = matchMedia("(pointer: coarse)").matches;

function named(event) {
  const key = event.code.startsWith("Key") ? event.code.slice(3) : event.key.toUpperCase();
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${key}`;
}

function act(target) {
  if (target.matches("input")) {
    target.focus();
    target.select();
  } else {
    target.click();
  }
}

document.addEventListener("keydown", (event) => {
  if (!(event.altKey || event.ctrlKey || event.metaKey) || event.shiftKey || event.isComposing) return;
  const target = document.querySelector(`[data-shortcut="${CSS.escape(named(event))}"]`);
  if (!target) return;
  event.preventDefault();
  act(target);
});

const mistake = document.querySelector("main [aria-invalid=true]");
if (mistake) {
  mistake.focus({ preventScroll: true });
  mistake.scrollIntoView({ block: "center" });
}

if (!touch) for (const key of document.querySelectorAll("kbd.key")) key.hidden = false;
for (const target of document.querySelectorAll("[data-shortcut]")) {
  target.setAttribute("aria-keyshortcuts", target.dataset.shortcut.replace("Ctrl", "Control"));
}
