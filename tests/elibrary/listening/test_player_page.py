"""The player's page as a browser without scripts gets it, and what the script finds in it."""

import pytest
from lxml import html
from sqlalchemy.orm import Session

from tests.conftest import Visitor
from tests.elibrary.listening.recordings import audiobook


def page_of(client: Visitor, url: str) -> html.HtmlElement:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def test_every_track_can_be_played_and_every_chapter_chosen_without_scripts(
    client: Visitor, session: Session
) -> None:
    book = audiobook(session)
    page = page_of(client, f"/listen/{book.id}")
    assert page.xpath("//audio/@src") == [f"/media/tracks/{track.id}" for track in book.tracks]
    assert all(audio.get("preload") == "none" for audio in page.xpath("//audio"))
    chapters = page.xpath("//a[@data-chapter]")
    assert [one.xpath("string(.//*[@data-name])") for one in chapters] == ["Hồi 1", "Hồi 2"]
    assert [one.get("href") for one in chapters] == [f"/listen/{book.id}?t=0.0", f"/listen/{book.id}?t=45.0"]
    assert "Giọng đọc thử" in page.text_content()


@pytest.mark.parametrize(
    ("asked", "place", "chapter"),
    [
        ("0", (0, "#t=0.0"), "Hồi 1"),
        ("59.9", (0, "#t=59.9"), "Hồi 2"),
        ("60", (1, "#t=0.0"), "Hồi 2"),
        ("75.5", (1, "#t=15.5"), "Hồi 2"),
        ("99999", (1, "#t=59.0"), "Hồi 2"),
    ],
)
def test_a_time_in_the_address_opens_that_place(
    client: Visitor, session: Session, asked: str, place: tuple[int, str], chapter: str
) -> None:
    book = audiobook(session)
    track, fragment = place
    page = page_of(client, f"/listen/{book.id}?t={asked}")
    assert page.xpath("//audio/@src")[track] == f"/media/tracks/{book.tracks[track].id}{fragment}"
    assert page.xpath("string(//a[@data-chapter][@aria-current]//*[@data-name])") == chapter


@pytest.mark.parametrize("asked", ["", "x", "-5", "nan", "inf", "1e999"])
def test_a_time_that_makes_no_sense_opens_the_beginning(
    client: Visitor, session: Session, asked: str
) -> None:
    page = page_of(client, f"/listen/{audiobook(session).id}?t={asked}")
    assert not page.xpath("//*[@data-asked]")


def test_a_title_from_a_file_is_text_and_nothing_else(client: Visitor, session: Session) -> None:
    book = audiobook(session, chapters=(("<img src=x onerror=alert(1)>", 0, 120),))
    page = page_of(client, f"/listen/{book.id}")
    assert page.xpath("string(//*[@data-name])") == "<img src=x onerror=alert(1)>"
    assert not page.xpath("//*[@onerror]")


def test_a_recording_without_chapters_has_none(client: Visitor, session: Session) -> None:
    page = page_of(client, f"/listen/{audiobook(session, chapters=()).id}")
    assert not page.xpath("//a[@data-chapter] | //option[@value='chapter']")


def test_who_came_by_a_code_is_counted_so_while_listening(client: Visitor, session: Session) -> None:
    book = audiobook(session)
    page = page_of(client, f"/listen/{book.id}?via=qr")
    assert page.xpath("//@data-minutes") == [f"/listen/{book.id}/minutes?via=qr"]


def test_an_audiobook_that_is_not_there_is_told_in_words(client: Visitor) -> None:
    answer = client.get("/listen/999")
    assert answer.status_code == 404
    assert "Thư viện không có sách nói này" in answer.text
