/* What a page looks like to somebody who measures it. Put into the page by `inspection.py`, which calls
   `window.inspected`. Everything is answered in plain values: selector, words, sizes. */

window.inspected = (() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option]";
  const LEAST = 44;
  const STEP = 1;

  function named(element) {
    const id = element.id ? `#${element.id}` : "";
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    const own = `${element.localName}${id}${classes}`;
    const above = element.parentElement?.closest("[class], [id]");
    const around = above && above !== document.body ? `${above.localName}.${[...above.classList].join(".")} > ` : "";
    return `${around}${own} “${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  }

  function seen(element) {
    const box = element.getBoundingClientRect();
    const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    return shown && box.width > 1 && box.height > 1 && getComputedStyle(element).clipPath === "none";
  }

  /* A fixed bar grows with whatever widens the page, and what scrolls in a frame of its own widens nothing. */
  function standsApart(element) {
    if (getComputedStyle(element).position === "fixed") return true;
    const around = element.parentElement;
    if (!around || around === document.body) return false;
    return getComputedStyle(around).overflowX !== "visible" || standsApart(around);
  }

  /* A link whose line is made by other words around it (WCAG 2.5.8, "Inline"). */
  function inRunningText(link) {
    if (link.localName !== "a" || getComputedStyle(link).display !== "inline") return false;
    let block = link.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const words = [...block.querySelectorAll("a, button")].reduce((length, one) => length + one.textContent.trim().length, 0);
    return block.textContent.trim().length > words + 3;
  }

  function leadsTo(x, y, control) {
    const hit = document.elementFromPoint(x, y);
    if (!hit) return false;
    if (hit === control || control.contains(hit)) return true;
    return hit.closest("label")?.control === control;
  }

  /* How far from the middle the finger may go and still hits: overlays of cards and labels count. */
  function reach(control, x, y, dx, dy) {
    let far = 0;
    while (far < LEAST && leadsTo(x + dx * (far + STEP), y + dy * (far + STEP), control)) far += STEP;
    return far;
  }

  function size(control) {
    const box = control.getBoundingClientRect();
    if (box.width >= LEAST && box.height >= LEAST) return [box.width, box.height];
    control.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const now = control.getClientRects()[0];
    const [x, y] = [now.left + now.width / 2, now.top + now.height / 2];
    const across = 1 + reach(control, x, y, 1, 0) + reach(control, x, y, -1, 0);
    const down = 1 + reach(control, x, y, 0, 1) + reach(control, x, y, 0, -1);
    return [Math.max(box.width, across), Math.max(box.height, down)];
  }

  /* Of the whole page, or only `within` what a selector names: an open menu lies over its neighbours. */
  function smallTargets(within = "html") {
    return [...document.querySelectorAll(CONTROLS)]
      .filter((control) => control.closest(within))
      .filter((control) => !control.disabled && seen(control) && !inRunningText(control))
      .map((control) => [control, size(control)])
      .filter(([, [width, height]]) => width < LEAST - 0.5 || height < LEAST - 0.5)
      .map(([control, [width, height]]) => `${named(control)} is ${width.toFixed(0)}×${height.toFixed(0)}`);
  }

  function tooWide() {
    const room = document.documentElement.clientWidth;
    const width = document.documentElement.scrollWidth;
    if (width <= room) return [];
    const reaches = (one) => one.getBoundingClientRect().right > room + 1 && seen(one) && !standsApart(one);
    const out = [...document.body.querySelectorAll("*")].filter(reaches);
    const deepest = out.filter((one) => !out.some((other) => other !== one && one.contains(other)));
    return [`${width} px wide: ${deepest.slice(0, 3).map(named).join("; ")}`];
  }

  function structure() {
    const wrong = [];
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
      .filter((one) => one.checkVisibility())
      .map((one) => [Number(one.localName[1]), one]);
    if (levels[0]?.[0] !== 1) wrong.push(`headings begin with ${levels[0] ? named(levels[0][1]) : "nothing"}`);
    if (levels.filter(([level]) => level === 1).length > 1) wrong.push("more than one h1");
    for (let place = 1; place < levels.length; place += 1) {
      if (levels[place][0] > levels[place - 1][0] + 1) wrong.push(`a level is skipped at ${named(levels[place][1])}`);
    }
    if (!document.documentElement.lang) wrong.push("no language");
    if (!document.title.trim()) wrong.push("no title");
    if (document.querySelectorAll("main").length !== 1) wrong.push(`${document.querySelectorAll("main").length} main`);
    return wrong;
  }

  function openDetails() {
    for (const one of document.querySelectorAll("details")) one.open = true;
  }

  return { smallTargets, tooWide, structure, openDetails };
})();
