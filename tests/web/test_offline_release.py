"""A new release takes the place of the old one; and a phone offers to install the library."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect, sync_playwright

from tests.elibrary.served import phone_at, serving, until
from tests.web.conftest import PHONE, QUIETLY, executable
from tests.web.offline import install, no_network

RELEASES = "caches.keys().then((names) => names.filter((name) => name.startsWith('static-')))"


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """A library."""
    with serving(app) as address:
        yield address


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    """A phone with the worker."""
    with phone_at(address, worker=True) as page:
        install(page)
        yield page


def test_a_new_release_takes_over_and_the_old_one_goes(page: Page) -> None:
    """Another language is another release: what it keeps is made anew in that language."""
    [before] = page.evaluate(RELEASES)
    page.evaluate("caches.open('static-of-long-ago')")
    page.goto("/language/en")
    until(page, lambda: page.evaluate(RELEASES) not in ([before], []) and len(page.evaluate(RELEASES)) == 1)
    with no_network(page):
        page.goto("/downloads")
        expect(page.get_by_role("heading", level=1)).to_have_text("Books kept on this device")
        expect(page.locator("[data-none]")).to_be_visible()


def test_books_and_pages_outlive_a_release(page: Page) -> None:
    page.evaluate("caches.open('book-listen-7').then((cache) => cache.put('/x', new Response('x')))")
    [before] = page.evaluate(RELEASES)
    page.goto("/language/en")
    until(page, lambda: before not in page.evaluate(RELEASES))
    assert page.evaluate("caches.has('book-listen-7')")


def test_the_browser_finds_it_installable(address: str, tmp_path: Path) -> None:
    path = executable()
    with sync_playwright() as playwright:
        phone = playwright.chromium.launch_persistent_context(
            str(tmp_path), executable_path=path, args=list(QUIETLY), viewport=PHONE, base_url=address
        )
        page = phone.pages[0]
        install(page)
        browser = phone.new_cdp_session(page)
        about = browser.send("Page.getAppManifest")
        assert about["errors"] == []
        assert about["url"] == f"{address}/manifest.webmanifest"
        assert browser.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
        phone.close()
