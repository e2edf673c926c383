"""Cards, PINs and tokens stand in no address, no log and no page of an error; every form carries a token."""

import logging
import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from elibrary.accounts.models import Account
from elibrary.patrons.models import Patron, SignedIn
from tests.conftest import PIN, Visitor

PAGES = ("/account", "/account/pin", "/account/family/new", "/")


def token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None
    return found[1]


def forms(page: str) -> list[str]:
    return re.findall(r"<form\b[^>]*method=\"post\".*?</form>", page, re.DOTALL)


def test_nothing_secret_is_in_an_address_a_log_or_an_error(
    client: Visitor, session: Session, patron: Patron, child: Patron, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    card = patron.card_number or ""
    sent = {"card": card, "pin": PIN}
    wrong = client.post("/account/card", data=sent | {"pin": "918273"})
    right = client.post("/account/card?next=/search", data=sent)
    with client.session_transaction() as cookie:
        secret = cookie["_user_id"].removeprefix("p:")
    answers = [
        wrong,
        right,
        client.post("/account/pin", data={"pin": "918273", "new": "111111"}),
        client.post(f"/account/family/{child.id}/open"),
        client.post("/account/family/back", data={"pin": "918273"}),
        client.post("/account", data=sent),
        client.get("/account/nowhere"),
        client.get("/staff"),
    ]
    for answer in answers:
        assert not re.search(f"{PIN}|918273|{secret}", answer.text)
        assert not re.search(f"{PIN}|918273|{secret}|{card}", answer.headers.get("Location", ""))
    assert not re.search(f"{PIN}|918273|{secret}|{card}", caplog.text)
    assert secret not in str(session.scalars(select(SignedIn.token_sha256)).all())


def test_pages_of_cards_are_kept_by_no_browser(client: Visitor, patron: Patron) -> None:
    client.sign_in_card(patron)
    for page in ("/account", "/account/card", "/account/pin"):
        assert client.get(page).headers["Cache-Control"] == "no-store"


def test_without_a_token_nothing_is_done(app: Flask, client: Visitor, patron: Patron, child: Patron) -> None:
    client.sign_in_card(patron)
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        routes = ("", "/pin", "/family/new", f"/family/{child.id}", f"/family/{child.id}/remove")
        more = (f"/family/{child.id}/open", "/family/back", "/card/sign-out", "/card/stay", "/card")
        answers = {route: client.post(f"/account{route}").status_code for route in (*routes, *more)}
        assert answers == dict.fromkeys(answers, 400)
        for page in (*PAGES, f"/account/family/{child.id}"):
            found = forms(client.get(page).text)
            assert found, page
            assert all('name="csrf_token"' in form for form in found), page
        sent = {"csrf_token": token(client.get("/account").text)}
        assert client.post(f"/account/family/{child.id}/open", data=sent).status_code == 302
        assert 'name="csrf_token"' in client.get("/account/family/back").text
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def test_forms_of_the_desk_carry_a_token(
    app: Flask, client: Visitor, patron: Patron, librarian: Account
) -> None:
    client.sign_in(librarian)
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        for page in ("", "/new", f"/{patron.id}"):
            found = forms(client.get(f"/staff/patrons{page}").text)
            assert found
            assert all('name="csrf_token"' in form for form in found), page
        assert client.post(f"/staff/patrons/{patron.id}/pin").status_code == 400
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
