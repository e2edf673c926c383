"""Titles put aside and bookmarks, with a card and without scripts."""

import unicodedata

import pytest
from flask import render_template_string
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Record
from elibrary.my_shelf import saved
from elibrary.my_shelf.models import Bookmark, SavedRecord
from elibrary.patrons.models import Patron
from tests import factories
from tests.conftest import Visitor


def test_a_title_is_put_aside_once_and_taken_off_again(
    client: Visitor, session: Session, kieu: Record, patron: Patron
) -> None:
    client.sign_in_card(patron)
    for _ in range(2):
        assert client.post(f"/account/saved/{kieu.id}").location == f"/records/{kieu.id}"
    assert session.scalar(select(func.count()).select_from(SavedRecord)) == 1
    page = client.get("/account/shelf").text
    assert "Truyện Kiều" in page
    assert f'action="/account/saved/{kieu.id}/delete"' in page
    assert client.post(f"/account/saved/{kieu.id}/delete").location == "/account/shelf#saved"
    assert "Truyện Kiều" not in client.get("/account/shelf").text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_taking_off_leads_nowhere_else(client: Visitor, kieu: Record, patron: Patron, elsewhere: str) -> None:
    client.sign_in_card(patron)
    answer = client.post(f"/account/saved/{kieu.id}/delete", data={"next": elsewhere})
    assert answer.location == "/account/shelf#saved"


def test_a_shelf_has_an_end(
    client: Visitor, session: Session, kieu: Record, patron: Patron, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved, "MOST", 1)
    client.sign_in_card(patron)
    client.post(f"/account/saved/{kieu.id}")
    full = client.post(f"/account/saved/{factories.record(session, 'Số đỏ').id}")
    assert (full.status_code, "đã có 1 mục" in full.text) == (409, True)


def test_the_button_knows_the_state(client: Visitor, session: Session, kieu: Record, patron: Patron) -> None:
    app = client.application
    include = "{% include 'my_shelf/save.html' %}"

    def button() -> str:
        return client.get("/button").text

    def view() -> str:
        return render_template_string(include, record=session.get(Record, kieu.id))

    view.permission = ("read", "Site")  # type: ignore[attr-defined]
    app._got_first_request = False
    app.add_url_rule("/button", view_func=view)
    assert "data-save" in button()
    client.sign_in_card(patron)
    assert "Lưu lại" in button()
    client.post(f"/account/saved/{kieu.id}")
    assert "Đã lưu" in button()


def test_a_place_is_marked_with_a_word_and_found_again(
    client: Visitor, session: Session, kieu: Record, patron: Patron
) -> None:
    client.sign_in_card(patron)
    audio, digital = kieu.audiobooks[0].id, kieu.digital[0].id
    note = unicodedata.normalize("NFD", "Đoạn Kiều gặp Kim Trọng <b>")
    marked = client.post(f"/account/bookmarks/audio/{audio}", data={"seconds": "2000", "note": note})
    assert marked.location == f"/listen/{audio}?t=2000"
    client.post(f"/account/bookmarks/digital/{digital}", data={"position": "1", "character": "12"})
    page = client.get("/account/shelf").text
    assert "Đoạn Kiều gặp Kim Trọng &lt;b&gt;" in page
    assert "Mở ở 33:20" in page
    assert f'href="/read/{digital}/1#at=12"' in page
    assert set(session.scalars(select(Bookmark.name))) == {"Hồi 2", "Chương 2"}


def test_a_script_that_marks_stays_on_the_page(client: Visitor, kieu: Record, patron: Patron) -> None:
    client.sign_in_card(patron)
    url = f"/account/bookmarks/audio/{kieu.audiobooks[0].id}"
    answer = client.post(url, data={"seconds": "5"}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.data) == (204, b"")


def test_a_forged_mark_is_refused_and_a_long_word_is_cut(
    client: Visitor, session: Session, kieu: Record, patron: Patron
) -> None:
    client.sign_in_card(patron)
    url = f"/account/bookmarks/digital/{kieu.digital[0].id}"
    for forged in ({"position": "99"}, {"position": "-1"}, {"character": "99999999999"}):
        assert client.post(url, data=forged).status_code == 400
    assert client.post(url, data={"position": "a", "note": "ồ" * 10_000}).status_code == 302
    assert session.scalars(select(Bookmark.note)).one() == "ồ" * 500


def test_nobody_takes_out_another_ones_mark(
    client: Visitor, session: Session, kieu: Record, patron: Patron
) -> None:
    theirs = Bookmark(patron_id=factories.patron(session, "Anh Tư").id, digital_id=kieu.digital[0].id)
    session.add(theirs)
    session.commit()
    client.sign_in_card(patron)
    assert client.post(f"/account/bookmarks/{theirs.id}/delete").status_code == 404
    assert session.scalar(select(func.count(Bookmark.id))) == 1
