"""axe finds no violation on any page of `routes.py`, in both languages, light and dark.

Each page is opened once a language, and the tests say all that was found at once, so that one run shows all
that is to be mended.
"""

import pytest
from playwright.sync_api import Browser, Page

from elibrary.paths import VENDOR
from tests.web.inspection import Wrong, inspected
from tests.web.visits import Site

AXE = VENDOR / "test" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module", params=["vi", "en"])
def wrong(request: pytest.FixtureRequest, browser: Browser, site: Site) -> dict[str, str]:
    """All that is wrong with all pages in this language."""
    if not AXE.is_file():
        pytest.skip("the accessibility checker is missing: run scripts/vendor.py")
    return inspected(browser, site, request.param, ask)


def ask(tab: Page) -> Wrong:
    """What axe says, with everything open that folds; only contrast depends on light and dark."""
    tab.emulate_media(color_scheme="light")
    tab.evaluate("inspected.openDetails()")
    tab.add_script_tag(path=AXE)
    light = violations(tab, f"{{runOnly: {RULES}, resultTypes: ['violations']}}")
    tab.emulate_media(color_scheme="dark")
    dark = violations(tab, "{runOnly: ['color-contrast'], resultTypes: ['violations']}")
    return {"light": light, "dark": dark}


def violations(tab: Page, options: str) -> list[str]:
    """Rule and element of everything that axe finds wrong."""
    found = tab.evaluate(f"axe.run(document, {options})")
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(wrong: dict[str, str], scheme: str) -> None:
    assert not wrong[scheme], wrong[scheme]


def test_every_page_answers_as_it_should(wrong: dict[str, str]) -> None:
    assert not wrong["status"], wrong["status"]
