"""Every page of `routes.py` on a phone: targets for a thumb, nothing sideways, headings in order.

Asked in both languages, whose words are of different lengths; what folds is opened too. Links inside running
text may be lower than a thumb (WCAG 2.5.8, "Inline"). The tests say all that was found at once.
"""

import pytest
from playwright.sync_api import Browser, Page

from tests.web.inspection import NARROWEST, Wrong, inspected
from tests.web.visits import Site


@pytest.fixture(scope="module", params=["vi", "en"])
def wrong(request: pytest.FixtureRequest, browser: Browser, site: Site) -> dict[str, str]:
    """All that is wrong with all pages in this language."""
    return inspected(browser, site, request.param, ask)


def ask(tab: Page) -> Wrong:
    """Order and targets at 360 px, folded and open; then the width at 320 px, also in large type."""
    order = tab.evaluate("inspected.structure()")
    folded = tab.evaluate("inspected.smallTargets()")
    tab.evaluate("inspected.openDetails()")
    unfolded = set(tab.evaluate("inspected.smallTargets('details')")) - set(folded)
    tab.set_viewport_size(NARROWEST)
    normal = tab.evaluate("inspected.tooWide()")
    tab.evaluate("document.documentElement.classList.add('large')")
    large = [f"in large type {one}" for one in tab.evaluate("inspected.tooWide()")]
    return {"order": order, "targets": folded + sorted(unfolded), "narrow": normal + large}


def test_headings_begin_at_one_and_skip_no_level_and_there_is_one_main(wrong: dict[str, str]) -> None:
    assert not wrong["order"], wrong["order"]


def test_every_target_is_large_enough_for_a_thumb(wrong: dict[str, str]) -> None:
    assert not wrong["targets"], wrong["targets"]


def test_nothing_scrolls_sideways_on_the_narrowest_phone(wrong: dict[str, str]) -> None:
    assert not wrong["narrow"], wrong["narrow"]
