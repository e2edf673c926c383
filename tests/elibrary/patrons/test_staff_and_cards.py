"""Staff and cards in one browser: neither keeps what the other may, and neither outlives its time."""

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elibrary.accounts.models import Account
from elibrary.patrons.models import Patron, SignedIn
from elibrary.request_limits import _is_signed_in
from tests.conftest import Visitor


def may_send_much(app: Flask, client: Visitor) -> bool:
    cookie = client.get_cookie("session")
    return _is_signed_in(app, f"session={cookie.value if cookie else ''}")


def test_only_the_staff_may_send_large_files(
    app: Flask, client: Visitor, patron: Patron, librarian: Account
) -> None:
    assert not may_send_much(app, client)
    client.sign_in_card(patron)
    assert not may_send_much(app, client)
    client.sign_in(librarian)
    assert may_send_much(app, client)


def test_staff_signing_in_sign_out_the_card_that_was_open(
    client: Visitor, session: Session, patron: Patron, librarian: Account
) -> None:
    client.sign_in_card(patron, trusted=True)
    client.sign_in(librarian)
    assert session.scalar(select(func.count(SignedIn.id))) == 0
    assert client.get("/staff").status_code == 200
    client.sign_in_card(patron)
    assert client.get("/staff").status_code == 403


def test_a_session_of_the_staff_ends_after_a_month_whatever_a_trusted_phone_has(
    client: Visitor, librarian: Account
) -> None:
    client.sign_in(librarian)
    with client.session_transaction() as cookie:
        cookie["staff_since"] -= 32 * 24 * 3600
    assert client.get("/staff").status_code == 302
