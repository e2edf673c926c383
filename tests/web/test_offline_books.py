"""Books kept on the phone: heard, sought in and read without a network; refused clearly without room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from tests.elibrary.listening.recordings import audiobook
from tests.elibrary.reading import books
from tests.elibrary.served import phone_at, serving, until
from tests.media import sounds
from tests.web.offline import install, keep_book, no_network

LENGTH = 150  # seconds
PATIENCE = 30_000  # ms until a download has ended on a busy machine
CHAPTERS = (("Hồi 1", 0, 60), ("Hồi 2", 60, 2 * LENGTH))


@pytest.fixture
def page(app: Flask, session: Session, tmp_path: Path) -> Iterator[Page]:
    """A phone with the worker, at a library with a recording of two tracks (1), an EPUB (1) and a PDF (2)."""
    tone = sounds.mp3(tmp_path / "1.mp3", LENGTH, bit_rate=160_000).read_bytes()
    assert len(tone) > 2 * 2**20, "the track should be kept in several pieces"
    audiobook(session, [tone, tone + bytes(1)], seconds=LENGTH, chapters=CHAPTERS)
    books.epub(session, tmp_path)
    books.pdf(session, tmp_path)
    with serving(app) as address, phone_at(address, worker=True) as page:
        install(page)
        yield page


def sound(page: Page, what: str) -> float:
    return float(page.evaluate(f"Number(document.querySelector('audio').{what})"))


def test_a_kept_recording_plays_and_seeks(page: Page) -> None:
    keep_book(page, "/listen/1")
    expect(page.locator("[data-keeper] [data-words]")).to_contain_text("Đã ở trên máy này", timeout=PATIENCE)
    with no_network(page):
        page.goto("/listen/1")
        page.click("[data-play]")
        until(page, lambda: sound(page, "currentTime") > 1)
        for place in (100, 30):  # ahead into another piece, and back
            page.evaluate(f"location.hash = '#t={place}'")
            until(page, lambda: sound(page, "currentTime") > place + 0.5)  # noqa: B023 - called at once
            assert sound(page, "currentTime") < place + 20
        page.evaluate(f"location.hash = '#t={LENGTH + 50}'")
        until(page, lambda: 50 < sound(page, "currentTime") < 70)
        expect(page.locator("[data-trouble]")).to_be_hidden()


def test_one_part_can_be_kept_alone(page: Page) -> None:
    page.goto("/listen/1")
    page.wait_for_selector("[data-keeper][data-known]")
    page.locator("summary", has_text="Tải từng phần").click()
    page.locator("[data-part]").nth(1).click()
    expect(page.locator("[data-keeper] [data-words]")).to_contain_text("một phần", timeout=PATIENCE)
    expect(page.locator("[data-part]").nth(1)).to_contain_text("Đã có", use_inner_text=True)
    with no_network(page):
        assert page.evaluate("fetch('/media/tracks/2').then((answer) => answer.status)") == 200
        assert page.evaluate("fetch('/media/tracks/1').catch(() => 'nothing')") == "nothing"


def test_a_kept_book_opens_at_every_chapter_with_its_pictures_and_place(page: Page) -> None:
    keep_book(page, "/read/1")
    with no_network(page):
        page.goto("/read/1")
        page.get_by_role("link", name="Chương sau").click()
        expect(page.locator("[data-text]")).to_contain_text("Ngày xuân con én đưa thoi")
        assert page.evaluate("document.querySelector('[data-text] img').naturalWidth") > 0
        page.get_by_role("link", name="Sang hồi ba").click()
        expect(page.locator("[data-text]")).to_contain_text("Mua vui cũng được")
        page.get_by_role("link", name="Chương trước").click()  # who has seen the end is not asked to go on
        until(page, lambda: page.evaluate("JSON.parse(localStorage.getItem('read:1')).position") == 1)
        page.goto("/read/1")
        expect(page.locator("[data-resume-link]")).to_be_visible()


def test_the_look_chosen_on_the_phone_holds_in_kept_chapters(page: Page) -> None:
    keep_book(page, "/read/1")
    page.context.add_cookies([{"name": "reading", "value": "4.sepia", "url": page.url}])
    with no_network(page):
        page.goto("/read/1/1")
        expect(page.locator("body.paper-sepia .size-4")).to_be_visible()


def test_kept_books_are_listed_and_can_be_removed(page: Page) -> None:
    keep_book(page, "/listen/1")
    keep_book(page, "/read/1")
    page.goto("/downloads")
    expect(page.locator("[data-books] li")).to_have_count(2)
    page.locator("[data-books] li").first.locator("[data-remove]").click()
    expect(page.locator("[data-done]")).to_contain_text("Đã gỡ “Truyện Kiều”")
    expect(page.locator("[data-books] li")).to_have_count(1)
    page.goto("/read/1")
    page.wait_for_selector("[data-keeper][data-known]")
    expect(page.locator("[data-get]")).to_be_visible()
    keep_book(page, "/read/1")
    page.goto("/downloads")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("[data-all] button")
    expect(page.locator("[data-none]")).to_be_visible()
    assert (
        page.evaluate("caches.keys().then((names) => names.filter((name) => name.startsWith('book-')))") == []
    )


def test_what_does_not_fit_is_refused_before_anything_is_fetched(page: Page) -> None:
    page.goto("/listen/1")
    page.wait_for_selector("[data-keeper][data-known]")
    page.evaluate("navigator.storage.estimate = async () => ({ quota: 3e6, usage: 1e6 })")
    page.click("[data-get]")
    words = page.locator("[data-keeper] [data-words]")
    expect(words).to_contain_text("Máy không còn đủ chỗ: sách cần 6 MB, máy còn trống 2 MB.")
    assert page.evaluate("caches.has('book-listen-1')") is False


def test_room_that_ends_in_the_middle_is_told_and_leaves_nothing_half(page: Page) -> None:
    page.goto("/listen/1")
    page.wait_for_selector("[data-keeper][data-known]")
    used = page.evaluate("navigator.storage.estimate().then((about) => about.usage)")
    limit(page, used + 1_700_000)
    page.click("[data-get]")
    expect(page.locator("[data-keeper] [data-words]")).to_contain_text(
        "Máy hết chỗ giữa chừng", timeout=PATIENCE
    )
    urls = "caches.open('book-listen-1').then((kept) => kept.keys()).then((all) => all.map((one) => one.url))"
    assert [url for url in page.evaluate(urls) if "/media/tracks/" in url] == []


def test_a_download_goes_on_where_the_network_broke_it_off(page: Page) -> None:
    page.goto("/listen/1")
    page.wait_for_selector("[data-keeper][data-known]")
    with no_network(page):
        page.click("[data-get]")
        expect(page.locator("[data-keeper] [data-words]")).to_contain_text(
            "Chưa tải xong vì mạng bị ngắt", timeout=PATIENCE
        )
    page.click("[data-get]")
    expect(page.locator("[data-keeper] [data-words]")).to_contain_text("Đã ở trên máy này", timeout=PATIENCE)


def limit(page: Page, quota: int) -> None:
    """Give the library so many bytes on this phone; Chromium still says that there are ten gigabytes."""
    browser = page.context.new_cdp_session(page)
    origin = page.evaluate("location.origin")
    browser.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": quota})
