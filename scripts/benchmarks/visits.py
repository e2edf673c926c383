"""What a visit costs a phone: bytes, largest contentful paint, layout shift, in Chromium with a slow line.

The line is 1.6 Mbit/s with 150 ms and the processor four times slower, told to Chromium over CDP. A cold
visit is made in a browser context that nobody used before; the second one in the same context, with its HTTP
cache, in a new tab. Bytes of a cold visit are the page's own (encodedDataLength: heads, compressed bodies)
until it is at rest; what the service worker fetches too is counted on the line itself, and so is all of the
second visit.
"""

import argparse
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import environment
from playwright.sync_api import Browser, BrowserContext, CDPSession, sync_playwright

from benchmarks.library import say
from benchmarks.line import Line, counted
from benchmarks.tables import Row, table, verdict
from tests.web.browser import QUIETLY, find_browser
from tests.web.routes import PAGES
from tests.web.visits import whole_site

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
"""Milliseconds; bytes a second: 1.6 Mbit/s down, 750 kbit/s up."""
SLOWER = 4
PHONE = {"width": 360, "height": 740}
AT_REST = 1500
"""Milliseconds without a request after the page has loaded: scripts may still ask for something."""
MOST_SECOND, MOST_SHIFT = 20.0, 0.05


class Limits(NamedTuple):
    """The most that a cold visit may cost: KB, seconds to the largest contentful paint."""

    kilobytes: float
    seconds: float


WATCHED = {
    "home": Limits(150, 2.0),
    "search": Limits(150, 2.0),
    "record": Limits(120, 1.8),
    "list": Limits(150, 2.0),
}
"""Names in tests/web/routes.py."""

_OBSERVE = """
window.measured = { paint: 0, shift: 0, largest: "" };
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    measured.paint = one.startTime;
    measured.largest = one.element ? one.element.localName + "." + one.element.className : "";
  }
}).observe({ type: "largest-contentful-paint", buffered: true });
let session = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    if (one.hadRecentInput) continue;
    const [first, last] = [session[0], session.at(-1)];
    const over = first && (one.startTime - last.startTime > 1000 || one.startTime - first.startTime > 5000);
    if (over) session = [];
    session.push(one);
    measured.shift = Math.max(measured.shift, session.reduce((sum, each) => sum + each.value, 0));
  }
}).observe({ type: "layout-shift", buffered: true });
"""


class Visit(NamedTuple):
    """What one visit cost: KB and requests of the page, KB of all that came down the line, seconds."""

    kilobytes: float
    requests: int
    whole: float
    paint: float
    shift: float
    largest: str


def measure(options: argparse.Namespace, _kept: Path) -> dict[str, Any]:
    """Cold and second visits of the watched pages, the median of several runs, against the limits."""
    path = find_browser(whole=True)
    if path is None:
        raise SystemExit("No Chromium here (Debian, Ubuntu: sudo apt install chromium).")
    with (
        TemporaryDirectory() as folder,
        whole_site(Path(folder, "data"), python=environment.PYTHON) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIETLY))
        with counted(int(site.address.rpartition(":")[2])) as line:
            rows = [_row(browser, line, name, options.runs) for name in options.pages if name in PAGES]
        browser.close()
    good = all("SHORT" not in row.values() for row in rows)
    title = f"Visits: 1.6 Mbit/s, 150 ms, processor × {SLOWER}, median of {options.runs}: {verdict(good)}"
    print(table(title, rows), flush=True)
    return {"rows": rows, "good": good}


def _row(browser: Browser, line: Line, name: str, runs: int) -> Row:
    say(f"visits: {name}")
    pairs = [_both(browser, line, PAGES[name].path) for _ in range(runs)]
    cold = [first for first, _ in pairs]
    again = statistics.median(second.whole for _, second in pairs)
    size, paint, shift = (
        statistics.median(getattr(visit, what) for visit in cold) for what in ("kilobytes", "paint", "shift")
    )
    limits = WATCHED[name]
    return {
        "page": name,
        "KB": size,
        "≤": limits.kilobytes,
        "": verdict(size <= limits.kilobytes),
        "LCP s": paint,
        "≤ s": limits.seconds,
        " ": verdict(paint <= limits.seconds),
        "shift": shift,
        "  ": verdict(shift <= MOST_SHIFT),
        "again KB": again,
        "   ": verdict(again <= MOST_SECOND),
        "requests": round(statistics.median(visit.requests for visit in cold)),
        "with worker KB": statistics.median(visit.whole for visit in cold),
        "largest": cold[0].largest,
    }


def _both(browser: Browser, line: Line, path: str) -> tuple[Visit, Visit]:
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{line.port}",
        viewport=PHONE,
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,  # type: ignore[arg-type]
    )
    context.add_init_script(_OBSERVE)
    try:
        return _visit(context, line, path), _visit(context, line, path)
    finally:
        context.close()


def _visit(context: BrowserContext, line: Line, path: str) -> Visit:
    before = line.bytes_down
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes = _counted(session)
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(path, wait_until="load", timeout=60_000)
    page.wait_for_load_state("networkidle", timeout=60_000)
    page.wait_for_timeout(AT_REST)
    seen = page.evaluate("measured")
    page.close()
    return Visit(
        sum(sizes) / 1000,
        sum(size > 0 for size in sizes),
        (line.bytes_down - before) / 1000,
        seen["paint"] / 1000,
        seen["shift"],
        seen["largest"],
    )


def _counted(session: CDPSession) -> list[float]:
    """A list that grows by the bytes of every answer that the page got over the line."""
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    return sizes
