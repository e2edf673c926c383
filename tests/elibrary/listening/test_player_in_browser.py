"""The player in a real browser: two tracks of 20 s on one time line, three chapters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from tests.elibrary.listening.recordings import audiobook
from tests.elibrary.served import phone_at, serving, until
from tests.media import sounds

pytestmark = pytest.mark.web

CHAPTERS = (("Hồi 1", 0, 10), ("Hồi 2", 10, 30), ("Hồi 3", 30, 40))


@pytest.fixture
def page(app: Flask, session: Session, tmp_path: Path) -> Iterator[Page]:
    """The player's page, opened for the first time."""
    tones = [sounds.mp3(tmp_path / f"{number}.mp3", 20).read_bytes() + bytes(number) for number in range(2)]
    book = audiobook(session, tones, seconds=20, chapters=CHAPTERS)
    with serving(app) as address, phone_at(address) as page:
        page.goto(f"/listen/{book.id}")
        page.wait_for_selector("[data-ready]")
        yield page


def sound(page: Page, what: str) -> float:
    return float(page.evaluate(f"Number(document.querySelector('audio').{what})"))


def place(page: Page) -> float:
    """Seconds into the book, from the element and the track it plays."""
    second = page.evaluate("document.querySelector('audio').currentSrc").endswith("/2")
    return sound(page, "currentTime") + (20 if second else 0)


def go(page: Page, seconds: float) -> None:
    page.evaluate(f"location.hash = '#t={seconds}'")


def test_nothing_is_loaded_before_somebody_presses_play(page: Page) -> None:
    assert sound(page, "readyState") == 0
    expect(page.locator("[data-play]")).to_have_text("Nghe từ đầu")


def test_the_button_names_the_place_that_was_chosen_before_listening(page: Page) -> None:
    page.click("[data-next]")
    expect(page.locator("[data-play]")).to_have_text("Nghe từ 0:10 – Hồi 2")
    page.click("[data-previous]")
    expect(page.locator("[data-play]")).to_have_text("Nghe từ đầu")


def test_it_plays_seeks_across_tracks_and_goes_on_where_it_stopped(page: Page) -> None:
    page.click("[data-play]")
    until(page, lambda: sound(page, "currentTime") > 0.5)
    page.click("[data-play]")
    expect(page.locator("[data-play]")).to_have_text("Nghe")
    go(page, 33.0)
    until(page, lambda: abs(place(page) - 33) < 0.3)
    expect(page.locator("[data-chapter-now]")).to_have_text("Hồi 3")
    expect(page.locator("a[aria-current=true] [data-name]")).to_have_text("Hồi 3")
    page.click("[data-back]")
    until(page, lambda: abs(place(page) - 18) < 0.3)
    page.click("[data-play]")
    until(page, lambda: place(page) > 20.3)  # over the border by itself
    page.click("[data-play]")
    stopped = place(page)
    page.evaluate("history.replaceState(null, '', location.pathname)")
    page.reload()
    expect(page.locator("[data-play]")).to_have_text("Nghe tiếp từ 0:20 – Hồi 2")
    page.click("[data-play]")
    until(page, lambda: place(page) > stopped)
    assert place(page) < stopped + 1.5


def test_the_sleep_timer_stops_at_the_end_of_the_chapter_at_any_speed(page: Page) -> None:
    page.select_option("[data-speed]", "2")
    go(page, 7)
    page.click("[data-play]")
    until(page, lambda: place(page) > 7)
    page.select_option("[data-sleep]", "chapter")
    expect(page.locator("[data-status]")).to_contain_text("Đã tắt theo hẹn giờ")
    assert sound(page, "paused") == 1
    assert 9 < place(page) < 10.1


def test_a_track_that_does_not_come_is_told_in_words_and_tried_again(page: Page) -> None:
    page.context.route("**/media/tracks/2", lambda route: route.abort())
    go(page, 25)
    page.click("[data-play]")
    trouble = page.locator("[data-trouble]")
    expect(trouble).to_contain_text("Không tải được phần âm thanh này")
    page.context.unroute("**/media/tracks/2")
    page.click("text=Thử lại từ 0:25")
    until(page, lambda: place(page) > 25.2)
    expect(trouble).to_be_hidden()


def test_the_lock_screen_knows_the_chapter(page: Page) -> None:
    go(page, 12)
    page.click("[data-play]")
    until(page, lambda: place(page) > 12)
    shown = page.evaluate("[navigator.mediaSession.metadata.title, navigator.mediaSession.metadata.album]")
    assert shown == ["Hồi 2", "Truyện Kiều"]


def test_the_end_begins_again_from_the_beginning(page: Page) -> None:
    go(page, 39)
    page.click("[data-play]")
    expect(page.locator("[data-status]")).to_contain_text("Bạn đã nghe hết")
    expect(page.locator("[data-play]")).to_have_text("Nghe từ đầu")
    page.click("[data-play]")
    until(page, lambda: 0 < place(page) < 5)


def test_keys_play_and_move(page: Page) -> None:
    page.keyboard.press("Space")
    until(page, lambda: sound(page, "paused") == 0)
    page.keyboard.press("ArrowRight")
    until(page, lambda: place(page) > 29)
    page.keyboard.press("Space")
    until(page, lambda: sound(page, "paused") == 1)
