"""Everything kept about a card can be taken along and deleted: every table, children too."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from catalog.base import Base
from catalog.errors import Refusal
from catalog.models import Form, Record
from elibrary.config import Config
from elibrary.my_shelf.models import Bookmark, KeptPlace, Opened, SavedRecord
from elibrary.my_shelf.own_data_words import COLUMNS, TABLES
from elibrary.patrons import services as patrons
from elibrary.patrons.models import Patron
from tests import factories
from tests.conftest import PIN, Visitor

NOTE = "Câu này để dành cho bà ngoại"


def tables() -> list[Table]:
    """Every table with rows of patrons, found without the program's own help."""
    theirs = Patron.__table__.c.id
    return [
        table
        for table in Base.metadata.sorted_tables
        if any(key.column is theirs for key in table.foreign_keys)
    ]


@pytest.fixture
def full(session: Session, kieu: Record, patron: Patron, child: Patron) -> Patron:
    """A card that has, and whose child has, a row in every table."""
    for one in (patron, child):
        own = {"patron_id": one.id}
        session.add_all(
            (
                KeptPlace(digital_id=kieu.digital[0].id, at=factories.NOW, share=0.5, name="Chương 2", **own),
                SavedRecord(record_id=kieu.id, **own),
                Bookmark(audiobook_id=kieu.audiobooks[0].id, note=f"{NOTE} ({one.name})", **own),
                Opened(record_id=kieu.id, form=Form.AUDIO, at=factories.NOW, **own),
            )
        )
    session.commit()
    return patron


@pytest.fixture
def owner(client: Visitor, full: Patron, session: Session) -> Visitor:
    """The owner of that card, signed in."""
    client.sign_in_card(full)
    return client


def rows(session: Session) -> dict[str, int]:
    counted = {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables()}
    return counted | {"patron": session.scalar(select(func.count(Patron.id))) or 0}


def test_the_file_holds_every_table_in_words(owner: Visitor, session: Session) -> None:
    assert 0 not in rows(session).values(), "this test must fill every table that belongs to patrons"
    answer = owner.get("/account/data/file")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    parent, child = json.loads(answer.text)["Hồ sơ của thẻ và trẻ em"]
    for person, name in ((parent, "Chị Lan"), (child, "Bé Na")):
        assert person["Hồ sơ"]["Tên"] == name
        assert set(person) == {"Hồ sơ", *TABLES.values()}
        assert [one["Lời ghi"] for one in person["Dấu trang"]] == [f"{NOTE} ({name})"]
        assert person["Tài liệu đã lưu"][0]["Tài liệu"] == "Truyện Kiều"
        assert person["Chỗ đang đọc, đang nghe"][0]["Lúc"] == "2026-11-22 09:00:00"
    assert len(parent["Thiết bị đang đăng nhập"]) == 1


def test_every_table_and_column_has_a_word() -> None:
    found = [*tables(), Patron.__table__]
    assert {table.name for table in tables()} - set(TABLES) - {"patron"} == set()
    assert {column.name for table in found for column in table.columns} - set(COLUMNS) == set()


def test_no_secret_leaves_the_library(owner: Visitor, full: Patron) -> None:
    text = owner.get("/account/data/file").text + owner.get("/account/data").text
    assert "argon2" not in text
    assert PIN not in text
    assert NOTE in text


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_the_card_goes_with_everything_and_the_device_is_signed_out(
    config: Config, owner: Visitor, session: Session
) -> None:
    session.remove()  # type: ignore[attr-defined]
    assert NOTE.encode() in everything_in(config.data)
    answer = owner.post("/account/data/delete", data={"pin": PIN})
    assert (answer.status_code, answer.location) == (303, "/")
    assert rows(session) == dict.fromkeys(rows(session), 0)
    assert NOTE.encode() not in everything_in(config.data)
    assert "đã được xoá" in owner.get("/").text
    assert owner.get("/account/data").status_code == 302


def test_others_keep_theirs(app: Flask, owner: Visitor, session: Session) -> None:
    other = factories.patron(session, "Anh Tư")
    session.add(Bookmark(patron_id=other.id, digital_id=1, note="của anh Tư"))
    session.commit()
    owner.post("/account/data/delete", data={"pin": PIN})
    assert session.scalars(select(Bookmark.note)).all() == ["của anh Tư"]


def test_a_wrong_pin_deletes_nothing(owner: Visitor, session: Session) -> None:
    before = rows(session)
    answer = owner.post("/account/data/delete", data={"pin": "000000"})
    assert (answer.status_code, "Mã PIN không đúng" in answer.text) == (401, True)
    assert rows(session) == before


def test_the_card_stays_while_something_speaks_against_it(owner: Visitor, session: Session) -> None:
    class StillBorrowed(Refusal):
        message = "Bạn còn giữ một cuốn sách của thư viện."

    def borrowed(_session: Session, patron: Patron) -> None:
        raise StillBorrowed

    before = rows(session)
    with patrons.leaving.connected_to(borrowed):
        answer = owner.post("/account/data/delete", data={"pin": PIN})
    assert (answer.status_code, "Bạn còn giữ một cuốn sách" in answer.text) == (409, True)
    assert rows(session) == before


def test_a_child_and_the_staff_have_no_such_page(client: Visitor, child: Patron, librarian: object) -> None:
    client.sign_in_card(child)
    assert client.get("/account/data").status_code == 403
    assert "Dữ liệu của tôi" not in client.get("/account/shelf").text
