/* The search box suggests titles, people and subjects while one types.
   Without it, or when the network fails, the form works as ever. */

const WAIT = 180; // ms of rest before the server is asked
const MOST = 6;

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.list = document.createElement("ul");
    this.list.id = "q-suggestions";
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.labels[0].textContent);
    this.input.after(this.list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) {
      this.input.setAttribute(name, value);
    }
    this.chosen = -1;
    this.asked = 0;
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the focus in the box
    this.list.addEventListener("click", (event) => this.take(event.target.closest("li")));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const text = this.input.value.trim();
    const turn = ++this.asked;
    if (text.length < 2) return this.close();
    try {
      const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(text)}`);
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (turn === this.asked && document.activeElement === this.input) this.show(found.slice(0, MOST));
    } catch {
      this.close();
    }
  }

  show(found) {
    this.list.replaceChildren(...found.map((one, place) => this.item(one, place)));
    this.chosen = -1;
    this.open(found.length > 0);
  }

  item(one, place) {
    const item = document.createElement("li");
    item.id = `q-suggestion-${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const [text, kind] = [document.createElement("span"), document.createElement("span")];
    text.textContent = item.dataset.text = one.text;
    kind.className = "kind";
    kind.textContent = this.form.dataset[one.kind] ?? "";
    item.append(text, kind);
    if (new URL(one.url, location.href).origin === location.origin) item.dataset.url = one.url;
    return item;
  }

  open(wanted) {
    this.list.hidden = !wanted;
    this.input.setAttribute("aria-expanded", String(wanted));
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.open(false);
  }

  key(event) {
    if (this.list.hidden) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.take(this.list.children[this.chosen]);
    }
  }

  move(step) {
    const items = [...this.list.children];
    this.chosen = (this.chosen + step + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === this.chosen)));
    this.input.setAttribute("aria-activedescendant", items[this.chosen].id);
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
