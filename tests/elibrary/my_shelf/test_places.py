"""Of all devices of a card the latest place counts; nobody sees or moves another one's."""

import time
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.base import utcnow
from catalog.models import Access, Record
from elibrary.extensions import db
from elibrary.my_shelf.models import KeptPlace
from elibrary.patrons.models import Patron
from tests import factories
from tests.conftest import Visitor


@pytest.fixture
def other(app: Flask) -> Visitor:
    """A second device."""
    return app.test_client()  # type: ignore[return-value]


def tell(client: Visitor, kind: str, book: int, **place: Any):  # type: ignore[no-untyped-def]
    return client.put(f"/account/places/{kind}/{book}", json=place)


def asked(client: Visitor, kind: str, book: int) -> dict[str, Any]:
    answer = client.get(f"/account/places/{kind}/{book}", headers={"Accept": "application/json"})
    return dict(answer.json or {})


def test_the_second_phone_gets_the_place_of_the_first(
    client: Visitor, other: Visitor, kieu: Record, patron: Patron
) -> None:
    for device in (client, other):
        device.sign_in_card(patron, trusted=True)
    audio, digital = kieu.audiobooks[0].id, kieu.digital[0].id
    assert tell(client, "audio", audio, seconds=2000.5).status_code == 200
    assert tell(client, "digital", digital, position=1, character=7).status_code == 200
    heard, read = asked(other, "audio", audio), asked(other, "digital", digital)
    assert (heard["seconds"], heard["name"], heard["share"]) == (
        2000.5,
        "Hồi 2",
        pytest.approx(2000.5 / 3900),
    )
    assert (read["position"], read["character"], read["name"]) == (1, 7, "Chương 2")
    assert 0.5 < read["share"] < 1
    assert "data-kept=" in other.get(f"/listen/{audio}").text


def test_the_later_place_wins_whichever_comes_first(
    client: Visitor, other: Visitor, kieu: Record, patron: Patron
) -> None:
    for device in (client, other):
        device.sign_in_card(patron)
    audio = kieu.audiobooks[0].id
    tell(client, "audio", audio, seconds=600, ago=5)
    assert tell(other, "audio", audio, seconds=100, ago=3600).json["seconds"] == 600
    tell(other, "audio", audio, seconds=700, ago=1)
    assert asked(client, "audio", audio)["seconds"] == 700


def test_a_clock_that_is_wrong_wins_nothing(
    client: Visitor, session: Session, kieu: Record, patron: Patron
) -> None:
    client.sign_in_card(patron)
    audio = kieu.audiobooks[0].id
    before = utcnow()
    tell(client, "audio", audio, seconds=10, ago=-86400)  # set back meanwhile: it would lie in the future
    assert before <= session.scalars(select(KeptPlace.at)).one() <= utcnow()
    tell(client, "audio", audio, seconds=20, ago=1e300)
    assert asked(client, "audio", audio)["seconds"] == 10


def test_a_book_that_is_over_is_not_gone_on_with(
    client: Visitor, session: Session, kieu: Record, patron: Patron
) -> None:
    client.sign_in_card(patron)
    audio = kieu.audiobooks[0].id
    tell(client, "audio", audio, seconds=3000)
    assert "Nghe tiếp từ 50:00" in client.get("/account/shelf").text
    assert tell(client, "audio", audio, over=True).json["share"] == 1
    assert "Nghe tiếp" not in client.get("/account/shelf").text


@pytest.mark.parametrize(
    "sent",
    [
        *({"seconds": wrong} for wrong in ("1", None, True, [1], 3902, float("nan"), float("inf"))),
        *({"ago": wrong} for wrong in ("1", None, False, float("nan"))),
        [1],
        "12",
        None,
    ],
)
def test_what_no_player_sends_is_refused(
    client: Visitor, session: Session, kieu: Record, patron: Patron, sent: Any
) -> None:
    client.sign_in_card(patron)
    assert client.put(f"/account/places/audio/{kieu.audiobooks[0].id}", json=sent).status_code == 400
    assert session.scalar(select(func.count(KeptPlace.id))) == 0


@pytest.mark.parametrize(
    "sent", [{"position": -1}, {"position": 2}, {"position": 0.5}, {"character": -1}, {"character": 10**9}]
)
def test_no_place_outside_a_book_is_kept(
    client: Visitor, session: Session, kieu: Record, patron: Patron, sent: dict[str, Any]
) -> None:
    client.sign_in_card(patron)
    assert tell(client, "digital", kieu.digital[0].id, **sent).status_code == 400
    assert session.scalar(select(func.count(KeptPlace.id))) == 0


def test_too_long_or_unreadable_a_body_is_refused(client: Visitor, kieu: Record, patron: Patron) -> None:
    client.sign_in_card(patron)
    url = f"/account/places/audio/{kieu.audiobooks[0].id}"
    for body in (b"{" + b" " * 2000 + b"}", b"\xff{", b""):
        assert client.put(url, data=body, content_type="application/json").status_code == 400


def test_a_place_needs_the_token_and_the_own_site(
    app: Flask, client: Visitor, kieu: Record, patron: Patron
) -> None:
    client.sign_in_card(patron)
    audio = kieu.audiobooks[0].id
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert client.put(f"/account/places/audio/{audio}", json={}, headers=foreign).status_code == 403
    app.config["WTF_CSRF_ENABLED"] = True
    assert tell(client, "audio", audio, seconds=1).status_code == 400
    token = client.get("/account/places").json["token"]  # type: ignore[index]
    with_token = {"X-CSRFToken": token}
    assert client.put(f"/account/places/audio/{audio}", json={}, headers=with_token).status_code == 200


def test_a_flood_is_stopped(app: Flask, client: Visitor, kieu: Record, patron: Patron) -> None:
    from elibrary.extensions import limiter

    client.sign_in_card(patron)
    before, limiter.enabled = limiter.enabled, True
    try:
        answers = [client.get("/account/places").status_code for _ in range(122)]
    finally:
        limiter.reset()
        limiter.enabled = before
    assert set(answers[:120]) == {200}
    assert answers[-1] == 429


def test_nothing_is_kept_of_visitors_and_staff(
    client: Visitor, session: Session, kieu: Record, librarian: Any
) -> None:
    audio = kieu.audiobooks[0].id
    page = client.get(f"/listen/{audio}").text
    assert 'name="shelf"' not in page
    assert "data-kept=" not in page
    assert "Set-Cookie" not in client.get(f"/listen/{audio}").headers
    assert tell(client, "audio", audio, seconds=1).status_code == 401
    client.sign_in(librarian)
    assert tell(client, "audio", audio, seconds=1).status_code == 403
    assert session.scalar(select(func.count(KeptPlace.id))) == 0


def test_a_child_keeps_places_apart_from_the_parent(
    client: Visitor, other: Visitor, kieu: Record, patron: Patron, child: Patron
) -> None:
    client.sign_in_card(patron)
    other.sign_in_card(child)
    audio = kieu.audiobooks[0].id
    tell(client, "audio", audio, seconds=1000)
    assert "data-kept=" not in other.get(f"/listen/{audio}").text
    tell(other, "audio", audio, seconds=50)
    assert asked(client, "audio", audio)["seconds"] == 1000
    assert asked(other, "audio", audio)["seconds"] == 50


def test_a_child_keeps_nothing_in_a_book_for_older_readers(
    client: Visitor, session: Session, kieu: Record, child: Patron
) -> None:
    kieu.minimum_age = 16
    session.commit()
    client.sign_in_card(child)
    assert tell(client, "audio", kieu.audiobooks[0].id, seconds=5).status_code in (403, 404)
    kieu.minimum_age = 0
    session.commit()
    tell(client, "audio", kieu.audiobooks[0].id, seconds=5)
    kieu.minimum_age = 16
    session.commit()
    assert "Truyện Kiều" not in client.get("/account/shelf").text
    assert "Truyện Kiều" not in client.get("/").text


def test_a_book_that_was_closed_to_readers_leaves_the_list(
    client: Visitor, session: Session, kieu: Record, patron: Patron
) -> None:
    client.sign_in_card(patron)
    tell(client, "audio", kieu.audiobooks[0].id, seconds=5)
    kieu.audiobooks[0].access = Access.STAFF
    session.commit()
    assert "Nghe tiếp" not in client.get("/account/shelf").text


def test_nobody_takes_a_book_off_another_ones_shelf(
    client: Visitor, other: Visitor, session: Session, kieu: Record, patron: Patron
) -> None:
    client.sign_in_card(patron)
    other.sign_in_card(factories.patron(session, "Anh Tư"))
    tell(client, "audio", kieu.audiobooks[0].id, seconds=5)
    number = session.scalars(select(KeptPlace.id)).one()
    assert other.post(f"/account/places/{number}/delete").status_code == 404
    assert client.post(f"/account/places/{number}/delete").location == "/account/shelf#going-on"
    assert session.scalar(select(func.count(KeptPlace.id))) == 0


def test_the_latest_book_stands_first(
    client: Visitor, session: Session, kieu: Record, patron: Patron
) -> None:
    client.sign_in_card(patron)
    tell(client, "digital", kieu.digital[0].id, position=1, ago=5)
    tell(client, "audio", kieu.audiobooks[0].id, seconds=725, ago=60)
    page = client.get("/account/shelf").text
    assert page.index("Đọc tiếp từ chương 2") < page.index("Nghe tiếp từ 12:05")
    assert "còn 53 phút" in page


def test_home_costs_a_patron_two_questions_more_and_visitors_none(
    client: Visitor, kieu: Record, patron: Patron, statements: Any
) -> None:
    client.get("/")
    with statements() as before:
        assert 'href="/listen/' not in client.get("/").text
    client.sign_in_card(patron)
    tell(client, "audio", kieu.audiobooks[0].id, seconds=5)
    with statements() as after:
        assert f'href="/listen/{kieu.audiobooks[0].id}"' in client.get("/").text
    shelf = [one for one in after if "kept_place" in one]
    assert len(shelf) == 1
    assert not [one for one in before if "kept_place" in one or "patron" in one]


def test_a_place_in_the_past_is_as_old_as_it_says(
    client: Visitor, session: Session, kieu: Record, patron: Patron
) -> None:
    client.sign_in_card(patron)
    tell(client, "audio", kieu.audiobooks[0].id, seconds=5, ago=7200)
    at = session.scalars(select(KeptPlace.at)).one()
    assert abs(utcnow() - at - timedelta(hours=2)) < timedelta(minutes=1)


def test_while_somebody_else_writes_nobody_waits_for_a_place(
    client: Visitor, session: Session, kieu: Record, patron: Patron
) -> None:
    client.sign_in_card(patron)
    url = f"/account/places/audio/{kieu.audiobooks[0].id}"
    session.rollback()
    with db.engine.connect() as importing:
        importing.exec_driver_sql("BEGIN IMMEDIATE")
        began = time.monotonic()
        assert client.put(url, json={"seconds": 5}).status_code == 503
        assert time.monotonic() - began < 10  # SQLite's own patience is fifteen seconds
        importing.rollback()
    assert client.put(url, json={"seconds": 5}).status_code == 200


@pytest.mark.parametrize("sent", [b"[" * 990, b'{"seconds": 1' + b"0" * 400 + b"}"])
def test_numbers_and_depths_beyond_measure_are_refused_too(
    client: Visitor, kieu: Record, patron: Patron, sent: bytes
) -> None:
    client.sign_in_card(patron)
    audio = kieu.audiobooks[0].id
    told = client.put(f"/account/places/audio/{audio}", data=sent, content_type="application/json")
    assert told.status_code == 400
    assert client.post(f"/listen/{audio}/minutes", data=sent).status_code == 400
