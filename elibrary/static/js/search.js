/* The search box suggests titles, people and subjects while one types: a combobox with a grouped list
   (WAI-ARIA 1.2). Without it, or when the network fails, the form works as ever. */

const WAIT = 150; // ms of rest before the server is asked
const LEAST = 2; // letters before it is asked at all
const KEPT = 50; // answers kept, for who deletes a letter
const KINDS = ["title", "author", "subject"];

/* Lower case without marks, as long as the text: what is typed and what is offered are compared so. */
function folded(text) {
  const plain = (one) => one.normalize("NFD")[0].toLowerCase().replace("đ", "d");
  return [...text.normalize("NFC")].map((one) => (plain(one).length === 1 ? plain(one) : one)).join("");
}

/* Where in the text stands what was typed: at its beginning or at that of a word; null where nowhere. */
function place(text, typed) {
  const [whole, part] = [folded(text), folded(typed)];
  for (let at = whole.indexOf(part); part && at >= 0; at = whole.indexOf(part, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(whole[at - 1])) return [at, at + part.length];
  }
  return null;
}

function made(name, className, ...inside) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...inside);
  return element;
}

/* The path of an address of this site, whatever name the server knows itself by; null for another site's. */
function own(address) {
  const url = new URL(address, location.href);
  return url.host === location.host ? url.pathname + url.search : null;
}

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.list = made("div", "suggestions");
    this.list.id = "q-suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", form.dataset.offered);
    this.input.after(this.list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) {
      this.input.setAttribute(name, value);
    }
    this.items = [];
    this.chosen = -1;
    this.answers = new Map();
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    form.addEventListener("submit", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the focus in the box
    this.list.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
  }

  later() {
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.input.value.trim();
    if (text.length < LEAST) this.close();
    else this.timer = setTimeout(() => this.ask(text), this.answers.has(text) ? 0 : WAIT);
  }

  async ask(text) {
    try {
      const found = this.answers.get(text) ?? (await this.fetched(text));
      if (document.activeElement === this.input && this.input.value.trim() === text) this.show(found, text);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  async fetched(text) {
    this.request = new AbortController();
    const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(text)}`, { signal: this.request.signal });
    if (!answer.ok) return [];
    const found = (await answer.json()).suggestions;
    if (this.answers.size >= KEPT) this.answers.clear();
    this.answers.set(text, found);
    return found;
  }

  show(found, typed) {
    this.items = [];
    const groups = KINDS.map((kind) => [kind, found.filter((one) => one.kind === kind)]);
    this.list.replaceChildren(...groups.filter(([, ones]) => ones.length).map(([kind, ones]) => this.group(kind, ones, typed)));
    this.list.scrollTop = 0;
    this.chosen = -1;
    this.open(this.items.length > 0);
  }

  group(kind, ones, typed) {
    const heading = made("li", "suggestions-kind", this.form.dataset[kind]);
    heading.id = `q-kind-${kind}`;
    heading.setAttribute("role", "presentation");
    const group = made("ul", "plain-list", heading, ...ones.map((one) => this.item(one, typed)));
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", heading.id);
    return group;
  }

  item(one, typed) {
    const item = made("li", "suggestion");
    item.id = `q-suggestion-${this.items.length}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.text = one.text;
    item.dataset.url = own(one.url) ?? "";
    const cover = one.cover_url && own(one.cover_url);
    if (cover) item.append(this.cover(cover));
    item.append(this.words(one.text.normalize("NFC"), typed));
    this.items.push(item);
    return item;
  }

  cover(address) {
    const cover = made("img", "suggestion-cover");
    Object.assign(cover, { loading: "lazy", decoding: "async", alt: "", width: 40, height: 60 });
    cover.src = address;
    return cover;
  }

  words(text, typed) {
    const words = made("span", "suggestion-words");
    const [start, end] = place(text, typed) ?? [0, 0];
    words.append(text.slice(0, start), ...(end ? [made("mark", "", text.slice(start, end))] : []), text.slice(end));
    return words;
  }

  open(wanted) {
    this.list.hidden = !wanted;
    this.input.setAttribute("aria-expanded", String(wanted));
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.open(false);
  }

  key(event) {
    if (event.isComposing || this.list.hidden) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.take(this.items[this.chosen]);
    }
  }

  /* Down from the last and up from the first lead back to the box, as typed. */
  move(step) {
    const places = this.items.length + 1;
    this.chosen = ((this.chosen + 1 + step + places) % places) - 1;
    this.items.forEach((item, at) => item.setAttribute("aria-selected", String(at === this.chosen)));
    const item = this.items[this.chosen];
    if (!item) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  take(item) {
    if (!item) return;
    this.close();
    this.input.value = item.dataset.text;
    if (item.dataset.url) location.assign(item.dataset.url);
    else this.form.requestSubmit();
  }
}

for (const form of document.querySelectorAll("[data-search-box]")) new Suggestions(form);
