"""A patron's history: nothing unless they want it, and nothing of it is left when they erase it."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Form
from elibrary.config import Config
from elibrary.my_shelf.models import Opened
from elibrary.patrons.models import Patron
from tests import factories
from tests.conftest import BROWSER, Visitor
from tests.elibrary.listening.recordings import audiobook

ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.fixture
def audio(session: Session) -> int:
    """The number of an audiobook."""
    return audiobook(session).id


def listen(client: Visitor, audio: int, browser: str = BROWSER) -> None:
    answer = client.post(f"/listen/{audio}/minutes", json={"seconds": 30}, headers={"User-Agent": browser})
    assert answer.status_code == 204


def written(session: Session) -> int:
    return session.scalar(select(func.count(Opened.id))) or 0


def test_it_is_off_until_it_is_switched_on_and_can_be_switched_off(
    client: Visitor, session: Session, audio: int, patron: Patron
) -> None:
    client.sign_in_card(patron)
    listen(client, audio)
    assert "Đang tắt" in client.get("/account/shelf").text
    assert written(session) == 0
    client.post("/account/history", data={"on": "1"})
    listen(client, audio)
    listen(client, audio)
    page = client.get("/account/shelf").text
    assert "Đang ghi" in page
    assert "Sách nói · " in page
    assert written(session) == 1
    client.post("/account/history", data={"on": "0"})
    session.query(Opened).delete()
    session.commit()
    listen(client, audio)
    assert written(session) == 0


def test_nothing_is_written_of_visitors_staff_and_robots(
    client: Visitor, session: Session, audio: int, patron: Patron, librarian: object
) -> None:
    listen(client, audio)
    client.sign_in_card(patron)
    client.post("/account/history", data={"on": "1"})
    listen(client, audio, ROBOT)
    listen(client, audio, "")
    client.get("/records/1")
    client.post("/account/card/sign-out")
    listen(client, audio)
    client.sign_in(librarian)  # type: ignore[arg-type]
    listen(client, audio)
    assert written(session) == 0


def test_a_child_has_a_history_of_its_own(
    client: Visitor, session: Session, audio: int, patron: Patron, child: Patron
) -> None:
    patron.keeps_history = True
    session.commit()
    client.sign_in_card(child)
    listen(client, audio)
    assert written(session) == 0
    client.post("/account/history", data={"on": "1"})
    listen(client, audio)
    assert session.scalars(select(Opened.patron_id)).one() == child.id


def everything_in(folder: Path) -> bytes:
    """All bytes of all files of the data folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_was_erased_is_nowhere_in_the_data_folder(
    config: Config, client: Visitor, session: Session, audio: int, patron: Patron
) -> None:
    client.sign_in_card(patron)
    client.post("/account/history", data={"on": "1"})
    listen(client, audio)
    numbers = [factories.record(session, f"Sách {number}").id for number in range(300)]
    session.add_all(
        Opened(
            patron_id=patron.id,
            record_id=number,
            form=Form.PAPER,
            at=factories.NOW.replace(microsecond=271_828),
        )
        for number in numbers
    )
    session.commit()
    session.remove()  # type: ignore[attr-defined]
    assert b"02:00:00.271828" in everything_in(config.data)
    answer = client.post("/account/history/erase")
    assert answer.location == "/account/shelf#history"
    assert b"02:00:00.271828" not in everything_in(config.data)
    assert written(session) == 0
    assert "Sách nói · " not in client.get("/account/shelf").text


def test_one_line_is_erased_by_its_owner_only(
    app: Flask, client: Visitor, session: Session, audio: int, patron: Patron
) -> None:
    client.sign_in_card(patron)
    client.post("/account/history", data={"on": "1"})
    listen(client, audio)
    line = session.scalars(select(Opened.id)).one()
    other: Visitor = app.test_client()  # type: ignore[assignment]
    other.sign_in_card(factories.patron(session, "Anh Tư"))
    assert other.post(f"/account/history/{line}/delete").status_code == 404
    assert written(session) == 1
    client.post(f"/account/history/{line}/delete")
    assert written(session) == 0
