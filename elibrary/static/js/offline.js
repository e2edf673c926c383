// On every page: registers the service worker once the page is done, and says when there is no network or when
// the page is a kept copy (templates/offline/head.html). Without service workers (plain HTTP) it only says the first.

const template = document.getElementById("offline-notice");
const { style, worker, scope } = template.dataset;
const { keptAt, offline: unreached } = document.documentElement.dataset; // written by the worker
const bar = document.createElement("div");
let offline = !navigator.onLine || unreached !== undefined; // a phone in a network without a way out says it is online

function register() {
  if (!navigator.serviceWorker) return;
  const now = () => navigator.serviceWorker.register(worker, { scope }).catch(() => {}); // storage may be closed
  if (window.requestIdleCallback) requestIdleCallback(now, { timeout: 3000 });
  else setTimeout(now, 500);
}

function fill() {
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
  document.head.append(sheet);
  bar.append(template.content.cloneNode(true));
  bar.querySelector("[data-again]").addEventListener("click", () => location.reload());
  if (!keptAt) return;
  const time = new Date(keptAt);
  const words = bar.querySelector("[data-today]");
  const sentence = time.toDateString() === new Date().toDateString() ? words.dataset.today : words.dataset.earlier;
  const two = (number) => String(number).padStart(2, "0");
  words.textContent = sentence
    .replace("{time}", `${two(time.getHours())}:${two(time.getMinutes())}`)
    .replace("{date}", `${two(time.getDate())}/${two(time.getMonth() + 1)}/${time.getFullYear()}`);
}

function show() {
  const kept = Boolean(keptAt);
  const states = { offline, kept, saved: offline && !kept, again: kept && !offline };
  if (!bar.firstChild && (offline || kept)) fill();
  for (const part of bar.querySelectorAll("[data-when]")) part.hidden = !states[part.dataset.when];
  bar.classList.toggle("is-empty", !offline && !kept);
}

bar.setAttribute("role", "status"); // there before it says something, so that it is read out
bar.className = "offline-bar is-empty";
document.getElementById("main").before(bar);
show();
for (const event of ["online", "offline"]) {
  addEventListener(event, () => {
    offline = event === "offline";
    show();
  });
}
if (document.readyState === "complete") register();
else addEventListener("load", register);
