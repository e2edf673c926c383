"""Search pages pass axe, light and dark, and fit narrow phones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from elibrary.paths import VENDOR

AXE = VENDOR / "test" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "results": "/search?q=kieu&form=paper",
    "inside": "/search?q=khong",
    "corrected": "/search?q=truyeenj+kieeuf",
    "nothing": "/search?q=truyen+kieu+zzzz",
    "eased": "/search?q=kieu&form=audio&type=map",
    "star": "/search?q=*uyen",
    "beyond": "/search?page=900",
}


@pytest.fixture(params=["light", "dark"])
def tab(request: pytest.FixtureRequest, browser: Browser, library: str) -> Iterator[Page]:
    """A narrow phone; its policy lets the checker in."""
    if not AXE.is_file():
        pytest.skip("the accessibility checker is missing: run scripts/vendor.py")
    context = browser.new_context(
        viewport={"width": 360, "height": 800},
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


@pytest.mark.parametrize("name", PAGES)
def test_a_search_page_is_accessible_and_fits(tab: Page, name: str) -> None:
    tab.goto(PAGES[name])
    assert violations(tab) == []
    assert width(tab) <= 360
    tab.evaluate("document.documentElement.classList.add('large')")
    assert width(tab) <= 360


def test_open_filters_and_help_are_accessible(tab: Page) -> None:
    tab.goto("/search?q=kieu")
    tab.locator(".search-help > summary").tap()
    tab.locator(".filters > summary").tap()
    for facet in tab.locator(".facet").all():
        if facet.get_attribute("open") is None:
            facet.locator("summary").tap()
    assert violations(tab) == []
    assert width(tab) <= 360


def test_open_suggestions_are_accessible(tab: Page) -> None:
    tab.goto("/")
    tab.locator("#q").press_sequentially("tru")
    tab.locator("[role=option]").first.wait_for()
    tab.keyboard.press("ArrowDown")
    assert violations(tab) == []
    assert width(tab) <= 360
