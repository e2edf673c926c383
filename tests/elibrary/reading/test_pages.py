"""Pages of a PDF as pictures with their text beside them; the PDF itself is only sent to who asks for it."""

from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from PIL import Image
from sqlalchemy.orm import Session

from catalog.models import DigitalObject, StoredFile
from elibrary.extensions import config, store
from tests.conftest import Visitor
from tests.elibrary.reading import books


@pytest.fixture
def book(session: Session, tmp_path: Path) -> DigitalObject:
    """A document of three pages."""
    return books.pdf(session, tmp_path)


def test_a_page_is_shown_with_its_picture_its_words_and_the_way_on(
    client: Visitor, book: DigitalObject
) -> None:
    page = html.fromstring(client.get(f"/read/{book.id}/1").text)
    assert page.xpath("//img[@data-page]/@src") == [f"/media/digital/{book.id}/pages/1?w=800"]
    assert page.xpath("//img[@data-page]/@alt") == ["Trang 2"]
    assert "This is page 2" in page.xpath("string(//details[contains(., 'Chữ trên trang')])")
    assert page.xpath("//a[@rel='prev']/@href") == [f"/read/{book.id}/0"]
    assert page.xpath("//a[@rel='next']/@href") == [f"/read/{book.id}/2"]
    assert page.xpath("//input[@name='number']/@value") == ["2"]


def test_a_single_page_asks_for_no_page_number(client: Visitor, session: Session, tmp_path: Path) -> None:
    sheet = books.pdf(session, tmp_path, pages=1)
    assert 'name="number"' not in client.get(f"/read/{sheet.id}/0").text


@pytest.mark.parametrize(
    ("asked", "width"), [("1", 400), ("400", 400), ("401", 800), ("9999", 2400), ("x", 800)]
)
def test_a_picture_has_the_next_width_of_the_list(
    client: Visitor, book: DigitalObject, asked: str, width: int
) -> None:
    answer = client.get(f"/media/digital/{book.id}/pages/0?w={asked}")
    assert answer.content_type == "image/webp"
    assert Image.open(BytesIO(answer.data)).size[0] == width
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_picture_is_made_once(client: Visitor, book: DigitalObject) -> None:
    url = f"/media/digital/{book.id}/pages/0?w=400"
    first = client.get(url)
    store().path(book.sha256).write_bytes(b"no PDF any more")
    assert client.get(url).data == first.data
    assert client.get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert len(list((config().cache / "pages").iterdir())) == 1


def test_a_page_that_cannot_be_drawn_is_told_in_words_and_not_kept(
    client: Visitor, book: DigitalObject
) -> None:
    store().path(book.sha256).write_bytes(b"%PDF-1.7 cut off")
    answer = client.get(f"/media/digital/{book.id}/pages/0")
    assert answer.status_code == 415
    assert "bị hỏng" in answer.text
    assert not (config().cache / "pages").exists()


@pytest.mark.parametrize(("asked", "position"), [("2", 1), ("0", 0), ("-7", 0), ("99", 2), ("x", 0), ("", 0)])
def test_the_page_box_leads_to_the_nearest_page(
    client: Visitor, book: DigitalObject, asked: str, position: int
) -> None:
    answer = client.get(f"/read/{book.id}/page?number={asked}")
    assert answer.headers["Location"] == f"/read/{book.id}/{position}"


def test_a_page_behind_the_end_is_not_there(client: Visitor, book: DigitalObject) -> None:
    assert client.get(f"/media/digital/{book.id}/pages/3").status_code == 404
    assert client.get(f"/read/{book.id}/3").status_code == 404


def test_a_closer_look_shows_the_widest_picture(client: Visitor, book: DigitalObject) -> None:
    page = html.fromstring(client.get(f"/read/{book.id}/1?zoom=1").text)
    assert page.xpath("//img[@data-page]/@src") == [f"/media/digital/{book.id}/pages/1?w=2400"]


def test_words_of_a_search_are_marked_in_the_text_of_the_page(client: Visitor, book: DigitalObject) -> None:
    page = html.fromstring(client.get(f"/read/{book.id}/1?q=page+2").text)
    assert page.xpath("//details[@open]//mark/text()") == ["page 2"]


def test_text_of_a_page_is_text_and_nothing_else(
    client: Visitor, session: Session, book: DigitalObject
) -> None:
    book.sections[1].text = "<img src=x onerror=alert(1)> & năm"
    session.commit()
    page = html.fromstring(client.get(f"/read/{book.id}/1?q=năm").text)
    assert not page.xpath("//*[@onerror]")
    assert "<img src=x onerror=alert(1)> & năm" in page.xpath("string(//details[@open])")


def test_the_file_is_kept_under_the_title_of_the_book(
    client: Visitor, session: Session, book: DigitalObject
) -> None:
    answer = client.get(f"/media/digital/{book.id}/file", headers={"Range": "bytes=0-4"})
    assert (answer.status_code, answer.data) == (206, b"%PDF-")
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"Truyen Kieu.pdf\"; filename*=UTF-8''Truy%E1%BB%87n%20Ki%E1%BB%81u.pdf"
    )
    stored = session.get_one(StoredFile, book.sha256)
    assert answer.headers["Content-Range"] == f"bytes 0-4/{stored.size}"
