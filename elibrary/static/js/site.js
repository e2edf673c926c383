/* On every page: a choice of how pages look takes effect at once, so that a form keeps what was typed and sound
   goes on. Kept in the cookies that the server reads too (elibrary/look.py); without this the links do it. */

const KEPT = 730 * 24 * 60 * 60; // seconds
const COOKIES = { auto: "theme", light: "theme", dark: "theme", normal: "type", large: "type" };
const root = document.documentElement;

function keep(name, choice) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${choice}; Max-Age=${KEPT}; Path=/; SameSite=Lax${secure}`;
}

function kept(name, otherwise) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  const choice = found?.slice(name.length + 1);
  return COOKIES[choice] === name ? choice : otherwise;
}

/* Only what differs from what the server sent is touched: nothing is drawn twice. */
function show() {
  const [theme, type] = [kept("theme", "auto"), kept("type", "normal")];
  if ((root.dataset.theme ?? "auto") !== theme) {
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const meta of document.querySelectorAll("[data-theme-color]")) {
      const own = meta.dataset.themeColor;
      if (theme === "auto") meta.media = `(prefers-color-scheme: ${own})`;
      else meta.media = own === theme ? "all" : "not all";
    }
  }
  if (root.classList.contains("large") !== (type === "large")) root.classList.toggle("large", type === "large");
  for (const link of document.querySelectorAll("[data-look]")) {
    if ([theme, type].includes(link.dataset.look)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function choose(event) {
  const link = event.target.closest("[data-look]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !navigator.cookieEnabled) return;
  event.preventDefault();
  keep(COOKIES[link.dataset.look], link.dataset.look);
  show();
}

document.addEventListener("click", choose);
addEventListener("pageshow", show); // a page from the browser's memory, or kept for offline, looks as it did then

for (const menu of document.querySelectorAll("[data-look-menu]")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
