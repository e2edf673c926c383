"""Chapters of an EPUB as plain pages that work without scripts."""

from pathlib import Path

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import DigitalObject
from elibrary.statistics.counting import flush
from elibrary.statistics.models import DailyCount
from tests.conftest import Visitor
from tests.elibrary.reading import books


@pytest.fixture
def book(session: Session, tmp_path: Path) -> DigitalObject:
    """A book of three chapters."""
    return books.epub(session, tmp_path)


def page_of(client: Visitor, url: str) -> html.HtmlElement:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def text_of(page: html.HtmlElement) -> str:
    return str(page.xpath("string(//*[@data-text])"))


def test_a_book_opens_at_its_beginning_and_leads_on(client: Visitor, book: DigitalObject) -> None:
    page = page_of(client, f"/read/{book.id}")
    assert "Trăm năm trong cõi người ta" in text_of(page)
    assert "Chương 1 / 3" in page.text_content()
    assert page.xpath("//a[@rel='next']/@href") == [f"/read/{book.id}/1"]
    assert not page.xpath("//a[@rel='prev']")
    assert page.xpath("//*[@data-opening]")


def test_the_last_chapter_leads_back_to_the_record(client: Visitor, book: DigitalObject) -> None:
    page = page_of(client, f"/read/{book.id}/2")
    assert page.xpath("//a[@rel='prev']/@href") == [f"/read/{book.id}/1"]
    assert not page.xpath("//a[@rel='next']")
    assert not page.xpath("//*[@data-opening]")


def test_the_contents_lead_to_every_chapter_and_mark_this_one(client: Visitor, book: DigitalObject) -> None:
    page = page_of(client, f"/read/{book.id}/1")
    lines = page.xpath("//nav[@aria-label='Mục lục']//a")
    assert [line.text_content() for line in lines] == ["Hồi một", "Hồi hai", "Hồi ba"]
    assert [line.get("href") for line in lines] == [f"/read/{book.id}/{position}" for position in range(3)]
    assert [line.get("aria-current") for line in lines] == [None, "true", None]


def test_pictures_and_links_of_the_book_stay_and_nothing_of_it_runs(
    client: Visitor, book: DigitalObject
) -> None:
    page = page_of(client, f"/read/{book.id}/1")
    text = page.xpath("//*[@data-text]")[0]
    assert text.xpath(".//img/@src") == [f"/media/digital/{book.id}/member/OEBPS/bia.png"]
    assert text.xpath(".//a/@href") == [f"/read/{book.id}/2#book-cuoi"]
    assert not text.xpath(".//script | .//*[@onclick]")
    assert "alert" not in text.text_content()
    assert client.get(text.xpath(".//img/@src")[0]).content_type == "image/png"


def test_the_words_of_a_search_are_marked(client: Visitor, book: DigitalObject) -> None:
    page = page_of(client, f"/read/{book.id}/0?q=tram+nam")
    assert [mark.text for mark in page.xpath("//mark")] == ["Trăm năm"]


def test_who_came_by_a_code_is_led_on_as_such(client: Visitor, book: DigitalObject) -> None:
    page = page_of(client, f"/read/{book.id}/1?via=qr")
    assert page.xpath("//a[@rel='next']/@href") == [f"/read/{book.id}/2?via=qr"]
    assert page.xpath("//*[@data-text]//a/@href") == [f"/read/{book.id}/2?via=qr#book-cuoi"]


def test_each_chapter_opened_is_counted_once(
    app: Flask, client: Visitor, session: Session, book: DigitalObject
) -> None:
    for url in (f"/read/{book.id}", f"/read/{book.id}/1", f"/read/{book.id}/2?via=qr"):
        page_of(client, url)
    client.get(f"/read/{book.id}/3")
    flush(app)
    counts = select(DailyCount.record_id, DailyCount.event, DailyCount.channel, DailyCount.amount)
    assert [tuple(row) for row in session.execute(counts.order_by(DailyCount.channel))] == [
        (book.record_id, "read", "qr", 1),
        (book.record_id, "read", "web", 2),
    ]


def test_what_is_not_there_is_told_in_words(client: Visitor, book: DigitalObject) -> None:
    for url, words in (
        ("/read/999", "Thư viện không có sách số này"),
        (f"/read/{book.id}/3", "Sách này không có phần được yêu cầu"),
    ):
        answer = client.get(url)
        assert answer.status_code == 404
        assert words in answer.text


def test_opening_a_chapter_sends_no_more_than_the_chapter(client: Visitor, book: DigitalObject) -> None:
    answer = client.get(f"/read/{book.id}/0")
    assert "Mua vui" not in answer.text
    assert len(answer.data) < 20_000


@pytest.mark.shared_data
def test_every_chapter_of_a_real_book_opens(client: Visitor, session: Session, shared_data: Path) -> None:
    made = books.saved_epub(session, shared_data / "epub" / "truyen-kieu.epub")
    for position in range(made.pages):
        page_of(client, f"/read/{made.id}/{position}")
