"""A real library, served by the real server, and a real phone's browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from scripts import served
from tests.web.browser import QUIETLY, find_browser
from tests.web.visits import Site, whole_site

PHONE = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.web)


def executable() -> str:
    """The browser of this machine; the tests are skipped where there is none."""
    return find_browser() or pytest.skip("no Chromium here (apt install chromium)")


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a library with the sample collection, stopped by its process id."""
    data = tmp_path_factory.mktemp("web") / "data"
    served.set_up(data)
    with served.serving(data) as library:
        yield library.address


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A library that has one of everything that pages can show (`everything.py`)."""
    with whole_site(tmp_path_factory.mktemp("site") / "data") as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIETLY))
        yield browser
        browser.close()


@pytest.fixture
def phone(browser: Browser, library: str) -> Iterator[BrowserContext]:
    """A phone that has never been here."""
    context = browser.new_context(
        viewport=PHONE,
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        base_url=library,
        locale="vi-VN",
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext) -> Iterator[Page]:
    """A tab; whatever a script complains of fails the test."""
    page = phone.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    yield page
    assert complaints == []
