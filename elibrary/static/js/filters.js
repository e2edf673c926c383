/* Where the filters stand beside the results, a tick applies at once, and so does an order everywhere: the new
   page is fetched and its results put in place, the address changes, the focus stays. Without this, the buttons
   of the two forms do the same. */

const BESIDE = window.matchMedia("(min-width: 900px)");
const said = document.createElement("p"); // tells screen readers the new number of results
said.className = "unseen";
said.setAttribute("role", "status");
document.querySelector("main").append(said);
let request;

function address(form) {
  return `${form.action}?${new URLSearchParams(new FormData(form))}`;
}

/* How to find the control with the focus again on the new page. */
function held() {
  const { id, name, value } = document.activeElement ?? {};
  if (id) return `#${CSS.escape(id)}`;
  return name ? `[type="checkbox"][name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]` : "";
}

function openFacets() {
  return new Map([...document.querySelectorAll("[data-facet]")].map((one) => [one.dataset.facet, one.open]));
}

function put(page) {
  const [focus, open] = [held(), openFacets()];
  for (const fresh of page.querySelectorAll("[data-fresh]")) {
    document.querySelector(`[data-fresh="${fresh.dataset.fresh}"]`)?.replaceWith(fresh);
  }
  const languages = page.querySelectorAll("a[hreflang]"); // they lead back to the page where one is
  document.querySelectorAll("a[hreflang]").forEach((link, at) => (link.href = languages[at]?.href ?? link.href));
  for (const facet of document.querySelectorAll("[data-facet]")) {
    facet.open = open.get(facet.dataset.facet) ?? facet.open;
  }
  if (focus) document.querySelector(focus)?.focus({ preventScroll: true });
  document.title = page.title;
  said.textContent = document.querySelector("#found").textContent;
}

/* Resolves once the page at this address is shown. */
async function show(url) {
  request?.abort();
  request = new AbortController();
  document.querySelector(".results").setAttribute("aria-busy", "true");
  const answer = await fetch(url, { signal: request.signal });
  if (!answer.ok) throw new Error(answer.statusText);
  put(new DOMParser().parseFromString(await answer.text(), "text/html"));
}

async function go(form) {
  const url = address(form);
  try {
    await show(url);
    history.pushState(null, "", url);
  } catch (error) {
    if (error.name !== "AbortError") form.requestSubmit(); // the browser says what is wrong
  }
}

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-sort]") || (form?.matches("[data-filters]") && BESIDE.matches)) go(form);
});

window.addEventListener("popstate", () => show(location.href).catch(() => location.reload()));
