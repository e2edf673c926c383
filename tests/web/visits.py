"""The whole site for those who look at every page, and how its people sign in."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page

from scripts import served
from tests.web.everything import CARD, PIN
from tests.web.routes import CHILD, PATRON, STAFF


class Site(NamedTuple):
    """Where the library answers, and the password of its administrator."""

    address: str
    password: str


@contextmanager
def whole_site(data: Path, *, python: str | Path = sys.executable) -> Iterator[Site]:
    """A library with the sample collection and one of everything else, served from this new data folder."""
    password = served.set_up(data, python=python)
    served.run(data, "tests.web.everything", python=python)
    with served.serving(data, python=python) as library:
        yield Site(library.address, password)


def sign_in(page: Page, site: Site, who: str) -> None:
    """Sign in by the page that is for it; a visitor does not."""
    if who == STAFF:
        page.goto("/account/sign-in")
        page.locator("[name=login]").fill("quantri")
        page.locator("[name=password]").fill(site.password)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url("**/staff")
    elif who in (PATRON, CHILD):
        page.goto("/account/card")
        page.locator("[name=card]").fill(CARD)
        page.locator("[name=pin]").fill(PIN)
        page.locator("[name=trusted][value='1']").check()
        page.locator("[name=pin]").press("Enter")
        page.wait_for_url("**/account/shelf")
    if who == CHILD:
        page.goto("/account")
        page.locator("form[action$='/open'] button").first.click()
        page.wait_for_url("**/account/shelf")


@contextmanager
def guest(browser: Browser, site: Site, who: str, *, language: str = "vi", **looks: Any) -> Iterator[Page]:
    """A tab of a browser that nobody used before, where `who` has signed in and chosen the language."""
    looks = {"is_mobile": True, "has_touch": True, "reduced_motion": "reduce"} | looks
    context = browser.new_context(base_url=site.address, locale="vi-VN", service_workers="block", **looks)
    context.set_default_timeout(20_000)
    tab = context.new_page()
    tab.goto(f"/language/{language}")
    sign_in(tab, site, who)
    yield tab
    context.close()
