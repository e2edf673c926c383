"""Help on a phone: passes axe, fits narrow screens, marks the step that is read aloud."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from elibrary.paths import VENDOR

AXE = VENDOR / "test" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ("/help", "/help/quet-ma", "/help/quyen-rieng-tu")
NARROW = 320
SMALLEST = 44
"""CSS pixels that a thumb needs."""

TOO_SMALL = """size => [...document.querySelectorAll("main a, main button")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.textContent, one.getBoundingClientRect()])
  .filter(([, box]) => box.height < size || box.width < size)
  .map(([name]) => name)"""


@pytest.fixture(params=["light", "dark"])
def tab(request: pytest.FixtureRequest, browser: Browser, library: str) -> Iterator[Page]:
    """The narrowest phone; its policy lets the checker in."""
    if not AXE.is_file():
        pytest.skip("the accessibility checker is missing: run scripts/vendor.py")
    context = browser.new_context(
        viewport={"width": NARROW, "height": 700},
        is_mobile=True,
        has_touch=True,
        color_scheme=request.param,
        base_url=library,
        bypass_csp=True,
    )
    yield context.new_page()
    context.close()


def violations(page: Page, checker: Path = AXE) -> list[tuple[str, str]]:
    """Rule and element of everything that axe finds wrong."""
    page.add_script_tag(path=checker)
    found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
    return [(one["id"], node["html"]) for one in found["violations"] for node in one["nodes"]]


def width(page: Page) -> int:
    """How wide the page is, in CSS pixels."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_help_page_is_accessible_and_fits(tab: Page, library: str, address: str, language: str) -> None:
    tab.context.add_cookies([{"name": "language", "value": language, "url": library}])
    tab.goto(address)
    assert violations(tab) == []
    assert width(tab) <= NARROW
    small = tab.evaluate(TOO_SMALL, SMALLEST)
    assert small == []
    tab.evaluate("document.documentElement.classList.add('large')")
    assert width(tab) <= NARROW


def test_pictures_follow_the_dark(browser: Browser, library: str) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, base_url=library)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto("/help/doc")
        surface = page.locator("svg.help-picture .f-surface, svg.help-picture .f-paper").first
        grounds.add(surface.evaluate("one => getComputedStyle(one).fill"))
        context.close()
    assert len(grounds) == 2


def test_the_step_that_is_read_aloud_is_marked(page: Page) -> None:
    page.goto("/help/tim")
    steps = page.locator("[data-step]")
    voice = page.locator("[data-voice]")
    voice.evaluate("one => { one.muted = true; return one.play(); }")
    for number in (2, 0):
        starts = float(steps.nth(number).get_attribute("data-starts") or 0)
        voice.evaluate("(one, at) => { one.currentTime = at; }", starts + 0.2)
        expect(steps.nth(number)).to_have_class(re.compile("is-read"))
        expect(page.locator(".is-read")).to_have_count(1)


def test_a_page_of_help_needs_no_script(browser: Browser, library: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=library)
    page = context.new_page()
    page.goto("/help")
    page.get_by_role("link", name="Nghe sách nói").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nghe sách nói")
    expect(page.get_by_role("img", name="Điện thoại tắt màn hình vẫn phát tiếng")).to_be_visible()
    context.close()
