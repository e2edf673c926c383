// The shelf of a visitor: drawn from what this device keeps; every word comes from the page.

import { entries, places, read, remove, write } from "./kept.js";
import { clock } from "./player_line.js";
import { begin } from "./shelf_sync.js";

const root = document.querySelector("[data-shelf]");
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const WAYS = { audio: "Audio", epub: "Epub", pdf: "Pdf" };
const TWO = "2-digit";
const moments = new Intl.DateTimeFormat("vi-VN", { day: TWO, month: TWO, year: "numeric", hour: TWO, minute: TWO });

/** One of the page's texts about a place: `which` is "", "At" or "Where". */
function say(which, place) {
  const text = root.dataset[`say${which}${WAYS[place.kind]}`] ?? "";
  return text
    .replace("{clock}", clock(place.seconds ?? 0))
    .replace("{number}", (place.position ?? 0) + 1)
    .replace("{count}", place.of)
    .replace("{left}", duration(place.of - place.seconds));
}

function duration(seconds) {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const text = minutes >= 60 ? root.dataset.sayHours : root.dataset.sayMinutes;
  return text.replace("{hours}", Math.floor(minutes / 60)).replace("{minutes}", minutes % 60);
}

function address(kind, book, place, mark = false) {
  if (kind === "audio") return mark ? `/listen/${book}?t=${Math.floor(place.seconds)}` : `/listen/${book}`;
  return `/read/${book}/${place.position}${mark ? `#at=${place.character}` : "#resume"}`;
}

/** A line of a list; `fill` gets a function that finds its parts by name. */
function line(section, value, fill, forget) {
  const one = section.querySelector("template").content.firstElementChild.cloneNode(true);
  const find = (name) => one.querySelector(`[data-${name}]`);
  if (value.cover) find("cover").src = value.cover;
  find("title").textContent = value.title;
  if (value.record) find("title").href = `/records/${value.record}`;
  find("of").textContent = value.title;
  fill(find);
  find("remove").addEventListener("click", () => {
    forget();
    one.remove();
    showEmpty(section);
    section.querySelector("h2").focus();
  });
  return one;
}

function showEmpty(section) {
  const list = section.querySelector("[data-list]");
  list.hidden = list.childElementCount === 0;
  const empty = section.querySelector("[data-empty]");
  if (empty) empty.hidden = !list.hidden;
}

function fill(name, lines) {
  const section = part(name);
  section.querySelector("[data-list]").replaceChildren(...lines(section));
  showEmpty(section);
}

const begun = () => places().filter(([, place]) => place.title && place.share > 0 && place.share < 1);

const goingOn = (section) => begun().map(([name, place, kind, book]) => {
  return line(section, place, (find) => {
    find("where").textContent = [place.name, say("Where", place)].filter(Boolean).join(" · ");
    find("share").value = place.share;
    find("go").href = address(kind, book, place);
    find(kind === "audio" ? "when-audio" : "when-digital").hidden = false;
    find("words").textContent = say("", place);
  }, () => remove(name));
});

const saved = (section) => entries("saved:", "").map(([name, value]) => {
  const title = { ...value, record: Number(name.split(":")[1]) };
  return line(section, title, (find) => {
    find("people").textContent = value.people;
  }, () => remove(name, ""));
});

const bookmarks = (section) => entries("mark:", "").map(([name, mark]) => {
  const kind = mark.kind === "audio" ? "audio" : "digital";
  return line(section, mark, (find) => {
    find("note").textContent = mark.note;
    find("where").textContent = mark.name;
    find("go").href = address(kind, mark.book, mark, true);
    find("words").textContent = say("At", mark);
  }, () => remove(name, ""));
});

const history = (section) => entries("opened:", "").map(([name, value]) => {
  const [, record, form] = name.split(":");
  return line(section, { ...value, record }, (find) => {
    find(form === "audio" ? "form-audio" : "form-digital").hidden = false;
    find("at").textContent = moments.format(value.at);
  }, () => {
    remove(name, "");
    showHistory();
  });
});

function showHistory() {
  const section = part("history");
  const on = read("history:on", "") !== null;
  for (const one of section.querySelectorAll("[data-when-on]")) one.hidden = !on;
  for (const one of section.querySelectorAll("[data-when-off]")) one.hidden = on;
  section.querySelector("[data-erase]").hidden = entries("opened:", "").length === 0;
}

function bindHistory() {
  const section = part("history");
  section.querySelector("[data-switch]").addEventListener("click", () => {
    write("history:on", read("history:on", "") === null ? { at: Date.now() } : null, "");
    showHistory();
  });
  section.querySelector("[data-erase]").addEventListener("click", () => {
    for (const [name] of entries("opened:", "")) remove(name, "");
    draw();
    section.querySelector("h2").focus();
  });
}

function draw() {
  fill("going-on", goingOn);
  fill("saved", saved);
  fill("bookmarks", bookmarks);
  fill("history", history);
  showHistory();
}

draw();
bindHistory();
begin().then(draw); // whoever has signed out meanwhile is a visitor
root.querySelector("[data-parts]").hidden = false;
addEventListener("pageshow", (event) => event.persisted && draw());
root.dataset.ready = "";
