"""Opening every page of `routes.py` and asking what is wrong with it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.web.routes import PAGES
from tests.web.visits import Site, guest

PHONE, NARROWEST = {"width": 360, "height": 800}, {"width": 320, "height": 640}
MEASURE = Path(__file__).with_name("inspect_page.js")

Wrong = dict[str, list[str]]
"""Question → what is wrong."""


def inspected(browser: Browser, site: Site, language: str, ask: Callable[[Page], Wrong]) -> dict[str, str]:
    """Ask this of every page, as each is seen by whom it is for: question → all that is wrong, in lines."""
    lines: dict[str, list[str]] = {}
    for name, path, wrong in _asked(browser, site, language, ask):
        for question, found in wrong.items():
            lines.setdefault(question, []).extend(f"{name} ({path}): {one}" for one in found)
    return {question: "\n".join(found) for question, found in lines.items()}


def _asked(
    browser: Browser, site: Site, language: str, ask: Callable[[Page], Wrong]
) -> Iterator[tuple[str, str, Wrong]]:
    for who in sorted({page.who for page in PAGES.values()}):
        with guest(browser, site, who, language=language, bypass_csp=True, viewport=PHONE) as tab:
            tab.context.add_init_script(path=MEASURE)
            for name, page in PAGES.items():
                if page.who == who:
                    tab.set_viewport_size(PHONE)
                    answer = tab.goto(page.path)
                    status = answer.status if answer else None
                    yield name, page.path, {"status": [f"{status}"] if status != page.status else []}
                    yield name, page.path, ask(tab)
