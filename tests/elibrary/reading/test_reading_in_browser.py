"""The reader's script in a real browser: the place kept, the look turned, pages that do not come."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from tests.elibrary.reading import books
from tests.elibrary.served import phone_at, serving, until
from tests.media import documents

pytestmark = pytest.mark.web

LINES = "".join(f"Câu thứ {number} của truyện này, dài vừa một dòng.<br/>" for number in range(300))
FIRST_LINE = "document.caretRangeFromPoint(40, 40).startContainer.data.trim()"


@pytest.fixture
def page(app: Flask, session: Session, tmp_path: Path) -> Iterator[Page]:
    """A phone at a library with a long book (1) and a PDF (2)."""
    pages = {
        "p1.xhtml": documents.page("<h1>Một</h1>"),
        "p2.xhtml": documents.page(f"<h1>Hai</h1><p>{LINES}</p>"),
    }
    books.saved_epub(session, documents.epub(tmp_path / "dai.epub", pages))
    books.pdf(session, tmp_path)
    with serving(app) as address, phone_at(address) as page:
        yield page


def opened(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector("[data-ready]")


def test_the_line_that_was_read_is_offered_and_found_again_in_another_size(page: Page) -> None:
    opened(page, "/read/1/1")
    page.evaluate("scrollTo(0, 4000)")
    until(page, lambda: page.evaluate("JSON.parse(localStorage.getItem('read:1')).character") > 0)
    line = page.evaluate(FIRST_LINE)
    page.context.add_cookies([{"name": "reading", "value": "4.dark", "url": page.url}])
    opened(page, "/read/1")
    expect(page.locator("[data-resume-link]")).to_have_text("Đọc tiếp ở “Hai”")
    page.click("[data-resume-link]")
    until(page, lambda: page.evaluate("scrollY") > 0)
    assert page.evaluate(FIRST_LINE) == line


def test_the_place_is_not_lost_by_opening_the_book_again(page: Page) -> None:
    opened(page, "/read/1/1")
    opened(page, "/read/1")
    opened(page, "/read/1")
    expect(page.locator("[data-resume]")).to_be_visible()
    page.click("text=Đọc từ đầu")
    opened(page, "/read/1")
    expect(page.locator("[data-resume]")).to_be_hidden()


def test_the_look_turns_at_once_and_is_kept(page: Page) -> None:
    opened(page, "/read/1/1")
    page.click("text=Cỡ chữ, màu")
    page.click("text=Chữ lớn hơn")
    page.click("text=Chữ lớn hơn")
    page.click("text=Tối")
    expect(page.locator("[data-text].size-4")).to_be_visible()
    opened(page, "/read/1/0")
    expect(page.locator("body.paper-dark [data-text].size-4")).to_be_attached()


def test_a_hit_of_a_search_opens_at_its_words(page: Page) -> None:
    opened(page, "/read/1/1?q=thu+250")
    expect(page.locator("mark").first).to_be_in_viewport()
    assert page.evaluate("scrollY") > 1000


def test_a_page_image_that_does_not_come_is_told_in_words(page: Page) -> None:
    page.context.route("**/pages/1?*", lambda route: route.abort())
    opened(page, "/read/2/1")
    expect(page.locator("[data-page-trouble]")).to_contain_text("Không tải được hình của trang này")


def test_keys_turn_the_pages(page: Page) -> None:
    opened(page, "/read/2/0")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/read/2/1")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/read/2/0")
