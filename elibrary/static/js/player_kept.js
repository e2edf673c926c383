// What the player keeps on this device: the place in each book, and the speed. A browser may refuse to keep.

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // private browsing, or no room: the player works on without
  }
}

export function keptPlace(book) {
  const seconds = read(`listen:${book}`)?.seconds;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}

export function keepPlace(book, seconds) {
  write(`listen:${book}`, seconds === null ? null : { seconds: Math.round(seconds * 10) / 10, at: Date.now() });
}

export function keptSpeed() {
  const speed = read("listen:speed");
  return Number.isFinite(speed) ? Math.min(3, Math.max(0.5, speed)) : 1;
}

export function keepSpeed(speed) {
  write("listen:speed", speed);
}
