"""What a visit costs a phone: bytes, largest contentful paint, layout shift, in Chromium with a slow line.

The line is 1.6 Mbit/s with 150 ms and the processor four times slower, told to Chromium over CDP. A cold
visit is made in a browser context that nobody used before; the second one in the same context, with its HTTP
cache, in a new tab. Bytes are those of the line (encodedDataLength: heads, compressed bodies) until the page
is at rest.
"""

import argparse
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import environment
from playwright.sync_api import Browser, BrowserContext, CDPSession, Request, sync_playwright

from benchmarks.library import say
from benchmarks.tables import Row, table, verdict
from tests.web.browser import QUIETLY, find_browser
from tests.web.routes import PAGES
from tests.web.visits import Site, whole_site

LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
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
    """What one visit cost: KB and requests of the page, KB that a service worker fetched too, seconds."""

    kilobytes: float
    requests: int
    beside: float
    paint: float
    shift: float
    largest: str


def measure(options: argparse.Namespace, _kept: Path) -> dict[str, Any]:
    """Cold and second visits of the watched pages, the median of several runs, against the limits."""
    path = find_browser()
    if path is None:
        raise SystemExit("No Chromium here (Debian, Ubuntu: sudo apt install chromium).")
    with (
        TemporaryDirectory() as folder,
        whole_site(Path(folder, "data"), python=environment.PYTHON) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIETLY))
        rows = [_row(browser, site, name, options.runs) for name in options.pages if name in PAGES]
        browser.close()
    good = all("SHORT" not in row.values() for row in rows)
    title = f"Visits: 1.6 Mbit/s, 150 ms, processor × {SLOWER}, median of {options.runs}: {verdict(good)}"
    print(table(title, rows), flush=True)
    return {"rows": rows, "good": good}


def _row(browser: Browser, site: Site, name: str, runs: int) -> Row:
    say(f"visits: {name}")
    pairs = [_both(browser, site.address, PAGES[name].path) for _ in range(runs)]
    cold = [first for first, _ in pairs]
    again = statistics.median(second.kilobytes for _, second in pairs)
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
        "worker KB": statistics.median(visit.beside for visit in cold),
        "largest": cold[0].largest,
    }


def _both(browser: Browser, address: str, path: str) -> tuple[Visit, Visit]:
    context = browser.new_context(
        base_url=address,
        viewport=PHONE,
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,  # type: ignore[arg-type]
    )
    context.add_init_script(_OBSERVE)
    try:
        return _visit(context, path), _visit(context, path)
    finally:
        context.close()


def _visit(context: BrowserContext, path: str) -> Visit:
    page = context.new_page()
    line = context.new_cdp_session(page)
    sizes = _counted(line)
    beside: list[Request] = []
    context.on("requestfinished", lambda request: beside.append(request) if request.service_worker else None)
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(path, wait_until="load", timeout=60_000)
    page.wait_for_load_state("networkidle", timeout=60_000)
    page.wait_for_timeout(AT_REST)
    seen = page.evaluate("measured")
    fetched = sum(
        sum(request.sizes()[part] for part in ("responseHeadersSize", "responseBodySize"))
        for request in beside
    )
    page.close()
    return Visit(
        sum(sizes) / 1000,
        sum(size > 0 for size in sizes),
        fetched / 1000,
        seen["paint"] / 1000,
        seen["shift"],
        seen["largest"],
    )


def _counted(line: CDPSession) -> list[float]:
    """A list that grows by the bytes of every answer that came over the line."""
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    line.send("Network.enable")
    return sizes
