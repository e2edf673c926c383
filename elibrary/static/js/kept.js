// What this device keeps of somebody's reading: places, saved titles, bookmarks, history. A browser may refuse
// to keep, or forget; everything works on without.
//
// A visitor's entries have plain names ("listen:5"). Those of a card lie apart, under its profile
// ("card:12/listen:5"), so that parent and child who share a phone do not turn each other's pages; on a computer
// that is not the patron's own they last no longer than the tab. A page kept for reading without network was made
// for nobody: `card` then stays the one whose phone this is, until the library says that nobody is signed in.

const HOLDER = "shelf:card";
const PLACE = /^(listen|read):(\d+)$/;

const signedIn = document.querySelector("meta[name=shelf]");
const opened = Date.now();
const shared = signedIn !== null && !("trusted" in signedIn.dataset);
const drawer = () => (shared ? sessionStorage : localStorage);
const own = (name, whose = card) => (whose ? `card:${whose}/${name}` : name);

/** The token without which nothing can be sent; a page made for nobody has none. */
export const token = signedIn?.dataset.token ?? "";

/** The profile whose entries these are; "" for a visitor. */
export let card = signedIn ? signedIn.content : holder();
if (signedIn && !shared) put(HOLDER, card);

function holder() {
  try {
    return localStorage.getItem(HOLDER) ?? "";
  } catch {
    return "";
  }
}

function put(key, text) {
  try {
    drawer().setItem(key, text);
  } catch {
    // private browsing, or no room
  }
}

/** What is kept under `name`; null where nothing is, or nothing that can be read. */
export function read(name, whose = card) {
  try {
    return JSON.parse(drawer().getItem(own(name, whose)));
  } catch {
    return null;
  }
}

export function write(name, value, whose = card) {
  if (value === null) remove(name, whose);
  else put(own(name, whose), JSON.stringify(value));
}

export function remove(name, whose = card) {
  try {
    drawer().removeItem(own(name, whose));
  } catch {
    // as above
  }
}

/** All entries whose names begin so, as [name, value], the latest first. */
export function entries(beginning, whose = card) {
  try {
    const before = own("", whose);
    const names = Object.keys(drawer()).filter((key) => key.startsWith(before + beginning));
    const found = names.map((key) => key.slice(before.length)).map((name) => [name, read(name, whose)]);
    return found.filter(([, value]) => value).sort(([, one], [, other]) => (other.at ?? 0) - (one.at ?? 0));
  } catch {
    return [];
  }
}

/** The places kept, as [name, place, kind, number of the book], the latest first; kind is "audio" or "digital". */
export function places(whose = card) {
  const found = [...entries("listen:", whose), ...entries("read:", whose)].flatMap(([name, place]) => {
    const [, way, book] = PLACE.exec(name) ?? [];
    return way ? [[name, place, way === "listen" ? "audio" : "digital", Number(book)]] : [];
  });
  return found.sort(([, one], [, other]) => (other.at ?? 0) - (one.at ?? 0));
}

/** What a list must know to show this book again without asking the library. */
export function about(root) {
  const { record, bookTitle: title, bookCover: cover, bookLength: of, bookKind: kind } = root.dataset;
  return { record: Number(record), title, cover, of: Number(of), kind };
}

/** The place that counts: this device's, or the one that the card brought with the page. Their `stamp` is the
 *  library's own time of the place: what this device knows already (a page kept for reading without network
 *  brings an old place again) is not news. What it has not sent yet is compared by age. */
export function latest(name, root) {
  const here = read(name);
  const brought = broughtBy(root);
  if (!brought) return here;
  if (here && (here.stamp ?? 0) >= brought.stamp) return here;
  return here && isUnsent(here) && here.at > brought.at ? here : { ...here, ...brought };
}

export const isUnsent = (place) => place.at > (place.sent ?? 0);

function broughtBy(root) {
  try {
    return placeOf(JSON.parse(root.dataset.kept), opened);
  } catch {
    return null;
  }
}

/** A place as the library tells it, on this device's clock, `now` being when it was told. */
export function placeOf({ ago, ...place }, now = Date.now()) {
  const at = now - ago * 1000;
  return { ...place, at, sent: at };
}

/** Write down that a book was opened, if that is switched on here; with a card the library does it. */
export function noteOpened(root) {
  if (card || read("history:on") === null) return;
  const { record, title, cover, kind } = about(root);
  write(`opened:${record}:${kind === "audio" ? "audio" : "digital"}`, { title, cover, at: Date.now() });
}

/** Forget what cards have left on this device: somebody has signed out. */
export function forgetCards() {
  card = "";
  empty(() => localStorage);
}

function empty(drawer) {
  try {
    for (const key of Object.keys(drawer())) {
      if (key === HOLDER || key.startsWith("card:")) drawer().removeItem(key);
    }
  } catch {
    // nothing can be kept here, so nothing is
  }
}

if (!signedIn) empty(() => sessionStorage); // a shared computer's tab after signing out
