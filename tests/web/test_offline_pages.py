"""Pages without a network: those seen before open with a notice, others say what can be opened."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, request
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from tests.elibrary.listening.recordings import audiobook
from tests.elibrary.reading import books
from tests.elibrary.served import phone_at, serving, until
from tests.web.offline import install, keep_book, kept_pages, no_network, open_and_keep

NOTICE = ".offline-bar"


@pytest.fixture
def slow(app: Flask) -> Iterator[threading.Event]:
    """Set it, and the home page keeps everybody waiting until it is cleared."""
    held, free = threading.Event(), threading.Event()

    def wait() -> None:
        if held.is_set() and request.path == "/":
            free.wait(30)

    app.before_request(wait)
    yield held
    free.set()


@pytest.fixture
def page(app: Flask, session: Session, slow: threading.Event, indexed) -> Iterator[Page]:  # type: ignore[no-untyped-def]
    """A phone with the worker, at a library with one recording (audiobook 1 of record 1)."""
    audiobook(session)
    indexed()
    with serving(app) as address, phone_at(address, worker=True) as page:
        install(page)
        yield page
        slow.clear()


def says(page: Page, words: str) -> None:
    """The notice shows these words."""
    expect(page.locator(NOTICE)).to_contain_text(words, use_inner_text=True)


def test_a_page_seen_before_opens_with_a_notice_of_its_age(page: Page) -> None:
    open_and_keep(page, "/")
    open_and_keep(page, "/records/1")
    with no_network(page):
        page.goto("/?via=app")
        expect(page.get_by_role("heading", level=1)).to_have_text("Hôm nay bạn muốn đọc gì?")
        says(page, "Không có mạng. Bạn đang xem bản đã lưu lúc")
        page.goto("/records/1")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Truyện Kiều")


def test_it_is_drawn_as_with_a_network(page: Page) -> None:
    open_and_keep(page, "/")
    with no_network(page):
        page.goto("/")
        assert page.evaluate("getComputedStyle(document.querySelector('.top')).borderBottomStyle") == "solid"
        faces = page.evaluate("document.fonts.ready.then((all) => [...all].map((face) => face.status))")
        assert "loaded" in faces
        assert "error" not in faces


def test_a_page_never_seen_says_so_and_lists_what_can_be_opened(page: Page) -> None:
    open_and_keep(page, "/records/1")
    keep_book(page, "/listen/1")
    with no_network(page):
        page.goto("/search?q=chua+tim")
        expect(page.get_by_role("heading", level=1)).to_have_text("Trang này cần có mạng")
        expect(page.locator("[data-pages]")).to_contain_text("Truyện Kiều")
        expect(page.locator("[data-books] [data-title]")).to_have_text("Truyện Kiều")
        page.click("[data-books] [data-open=listen]")
        expect(page.locator("[data-player]")).to_be_visible()


def test_losing_the_network_is_said_quietly_and_taken_back(page: Page) -> None:
    notice = page.locator(NOTICE)
    assert notice.get_attribute("role") == "status"
    expect(notice).to_be_hidden()
    page.context.set_offline(True)
    says(page, "Không có mạng. Những trang và sách đã lưu vẫn mở được.")
    bottom = page.locator(".places").bounding_box()
    shown = notice.bounding_box()
    assert bottom
    assert shown
    assert shown["y"] + shown["height"] <= bottom["y"]
    page.context.set_offline(False)
    expect(notice).to_be_hidden()


def test_a_very_slow_network_gives_way_to_the_kept_page(page: Page, slow: threading.Event) -> None:
    open_and_keep(page, "/")
    slow.set()
    page.goto("/")
    says(page, "Bạn đang xem bản đã lưu lúc")
    expect(page.locator(NOTICE)).not_to_contain_text("Không có mạng", use_inner_text=True)
    expect(page.locator("[data-again]")).to_be_visible()


def test_the_thirty_youngest_pages_are_kept(page: Page) -> None:
    for number in range(32):
        open_and_keep(page, f"/search?q={number}")
    kept = kept_pages(page)
    assert len(kept) == 30
    assert kept[-1] == "/search?q=31"
    assert "/search?q=1" not in kept


def test_what_is_not_a_residents_page_is_never_kept(page: Page, session: Session) -> None:
    for path in ("/account/sign-in", "/api/v1/search?q=kieu", "/records/4711", "/health"):
        page.goto(path)
    open_and_keep(page, "/help")  # after it the others would be there too
    assert set(kept_pages(page)) <= {"/", "/help"}


def test_the_page_number_box_of_a_kept_book_works(page: Page, session: Session, tmp_path: Path) -> None:
    pdf = books.pdf(session, tmp_path)
    keep_book(page, f"/read/{pdf.id}")
    with no_network(page):
        page.goto(f"/read/{pdf.id}/page?number=2")
        until(page, lambda: page.url.endswith(f"/read/{pdf.id}/1"))
        expect(page.locator("#number")).to_have_value("2")
        assert page.evaluate("document.querySelector('[data-page]').naturalWidth") > 0


def test_the_page_that_was_open_before_there_was_a_worker_is_kept(
    app: Flask, session: Session, indexed
) -> None:  # type: ignore[no-untyped-def]
    audiobook(session)
    indexed()
    with serving(app) as address, phone_at(address, worker=True) as page:
        page.goto("/records/1")
        until(page, lambda: {"/", "/records/1"} <= set(kept_pages(page)))
        with no_network(page):
            page.goto("/records/1")
            expect(page.get_by_role("heading", level=1)).to_contain_text("Truyện Kiều")
