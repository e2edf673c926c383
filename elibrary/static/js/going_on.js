/* On the home page of a visitor: the books that this device goes on with. Not a module: it runs where it stands,
   before what follows it is there, so that nothing moves and nobody who has none sees an empty place. */

(() => {
  const MOST = 3;
  const root = document.currentScript.previousElementSibling;
  const clock = (seconds) => {
    const whole = Math.floor(seconds);
    const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    const two = (number) => String(number).padStart(2, "0");
    return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  };

  function kept() {
    const found = Object.keys(localStorage).flatMap((key) => {
      const [, way, book] = /^(listen|read):(\d+)$/.exec(key) ?? [];
      if (!way) return [];
      const place = JSON.parse(localStorage.getItem(key));
      return place?.title && place.share > 0 && place.share < 1 ? [{ ...place, way, book }] : [];
    });
    return found.sort((one, other) => other.at - one.at).slice(0, MOST);
  }

  function card(place) {
    const one = root.querySelector("template").content.firstElementChild.cloneNode(true);
    const part = (name) => one.querySelector(`[data-${name}]`);
    const { way, book, kind } = place;
    const say = root.dataset[{ audio: "sayAudio", epub: "sayEpub", pdf: "sayPdf" }[kind]];
    part("go").href = way === "listen" ? `/listen/${book}` : `/read/${book}/${place.position}#resume`;
    part("cover").src = place.cover;
    part("title").textContent = place.title;
    part("words").textContent = say.replace("{clock}", clock(place.seconds)).replace("{number}", place.position + 1);
    part("share").value = place.share;
    part(way === "listen" ? "when-audio" : "when-digital").hidden = false;
    return one;
  }

  try {
    const cards = kept().map(card);
    if (cards.length === 0) return;
    root.querySelector("ul").append(...cards);
    root.hidden = false;
  } catch {
    // nothing is kept here, or nothing that can be read
  }
})();
