"""Signing in with a card and a PIN, and out."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elibrary.patrons.models import Patron, SignedIn
from tests import factories
from tests.conftest import PIN, Visitor

WRONG = "Số thẻ hoặc mã PIN không đúng"


def sign_in(client: Visitor, card: str, pin: str = PIN, **more: str):  # type: ignore[no-untyped-def]
    return client.post("/account/card", data={"card": card, "pin": pin} | more)


def is_signed_in(client: Visitor) -> bool:
    return 'action="/account/card/sign-out"' in client.get("/").text


def test_card_and_pin_open_the_shelf(client: Visitor, patron: Patron) -> None:
    assert patron.card_number is not None
    assert sign_in(client, patron.card_number).location == "/account/shelf"
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "typed",
    ["tv 0042-a", "TV0042A", " tv.0042a ", "http://thuvien.example/account/card#TV0042A", "ＴＶ００４２Ａ"],
)
def test_blanks_and_case_of_a_card_do_not_matter(client: Visitor, session: Session, typed: str) -> None:
    factories.patron(session, card="TV 0042 a")
    assert sign_in(client, typed, "274 913").status_code == 302


def test_wrong_pin_unknown_card_and_card_at_rest_get_one_answer(
    client: Visitor, session: Session, patron: Patron
) -> None:
    resting = factories.patron(session, "Anh Tư")
    resting.active = False
    session.commit()
    tried = [(patron.card_number, "111222"), ("999999999", PIN), (resting.card_number, PIN), ("???", PIN)]
    answers = [sign_in(client, card, pin) for card, pin in tried]
    assert [answer.status_code for answer in answers] == [401] * 4
    assert all(WRONG in answer.text for answer in answers)
    assert not is_signed_in(client)


def test_the_pin_is_never_sent_back(client: Visitor, patron: Patron) -> None:
    page = sign_in(client, patron.card_number or "", "918273").text
    assert "918273" not in page


def test_signing_out_leaves_nothing_that_a_kept_cookie_could_open(
    app: Flask, client: Visitor, session: Session, patron: Patron
) -> None:
    client.sign_in_card(patron)
    kept = client.get_cookie("session")
    assert kept is not None
    client.post("/account/card/sign-out")
    assert session.scalar(select(func.count(SignedIn.id))) == 0
    thief = app.test_client()
    thief.set_cookie("session", kept.value)
    assert not is_signed_in(thief)  # type: ignore[arg-type]


def test_another_card_in_the_same_browser_ends_the_first(
    client: Visitor, session: Session, patron: Patron
) -> None:
    client.sign_in_card(patron)
    client.sign_in_card(factories.patron(session, "Anh Tư"))
    assert [row.patron.name for row in session.scalars(select(SignedIn))] == ["Anh Tư"]


def test_a_shared_computer_is_signed_out_after_ten_minutes(
    client: Visitor, session: Session, patron: Patron
) -> None:
    client.sign_in_card(patron)
    row = session.scalars(select(SignedIn)).one()
    row.seen_at -= timedelta(minutes=9)
    session.commit()
    assert is_signed_in(client)
    session.refresh(row)
    row.seen_at -= timedelta(minutes=10, seconds=1)
    session.commit()
    assert not is_signed_in(client)


def test_a_trusted_phone_stays_for_a_year_after_its_last_use(
    client: Visitor, session: Session, patron: Patron
) -> None:
    client.sign_in_card(patron, trusted=True)
    cookie = client.get_cookie("session")
    assert cookie is not None
    assert cookie.expires is not None
    row = session.scalars(select(SignedIn)).one()
    row.seen_at -= timedelta(days=364)
    session.commit()
    answer = client.get("/")
    assert "Expires=" in answer.headers["Set-Cookie"]
    assert "Set-Cookie" not in client.get("/").headers
    session.refresh(row)
    row.seen_at -= timedelta(days=366)
    session.commit()
    assert not is_signed_in(client)


def test_a_patron_is_not_led_to_pages_of_the_staff(client: Visitor, patron: Patron) -> None:
    client.sign_in_card(patron)
    assert client.get("/staff").status_code == 403
    assert "Bàn thủ thư" not in client.get("/").text


def test_a_visitor_who_needs_a_card_is_led_to_it_and_back(client: Visitor, patron: Patron) -> None:
    away = client.get("/account/family/back")
    assert away.location == "/account/card?next=/account/family/back"
    sent = {"card": patron.card_number, "pin": PIN}
    assert client.post(away.location, data=sent).location == "/account/family/back"
    assert sign_in(client, patron.card_number or "").status_code == 302


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(client: Visitor, patron: Patron, target: str) -> None:
    answer = client.post(
        "/account/card", query_string={"next": target}, data={"card": patron.card_number, "pin": PIN}
    )
    assert answer.location == "/account/shelf"
