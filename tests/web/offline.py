"""What the tests without a network share: a phone on which the library's service worker is at work."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from tests.elibrary.served import until

KEPT = """async () => {
  const cache = await caches.open("pages");
  return (await cache.keys()).map((request) => new URL(request.url).pathname + new URL(request.url).search);
}"""
READER = """async () => {
  const kept = await (await caches.open("reader")).match("/reader");
  return kept ? kept.text() : null;
}"""


def install(page: Page) -> None:
    """Open the home page and wait until the worker answers for this phone."""
    page.goto("/")
    until(page, lambda: page.evaluate("Boolean(navigator.serviceWorker.controller)"))
    until(page, lambda: page.evaluate(READER) is not None)


def kept_pages(page: Page) -> list[str]:
    """Addresses of the pages kept, the oldest first."""
    return list(page.evaluate(KEPT))


def open_and_keep(page: Page, path: str) -> None:
    """Open a page and wait until it is kept."""
    page.goto(path)
    until(page, lambda: path in kept_pages(page))


@contextmanager
def no_network(page: Page) -> Iterator[None]:
    """Meanwhile the phone has none."""
    page.context.set_offline(True)
    try:
        yield
    finally:
        page.context.set_offline(False)


def keep_book(page: Page, path: str) -> None:
    """Open a book and keep all of it on the phone."""
    page.goto(path)
    page.wait_for_selector("[data-keeper][data-known]")
    page.click("[data-get]")
    page.locator("[data-remove]").wait_for()
