"""A form that another site sends in a librarian's name is refused."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Record
from tests.conftest import PASSWORD, Visitor
from tests.elibrary.cataloguing.makers import TYPED


@pytest.fixture
def guarded(app: Flask, client: Visitor, librarian: object) -> Iterator[Visitor]:
    """A signed-in librarian in the application as it runs, tokens and all."""
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client.post(
        "/account/sign-in",
        data={
            "login": "thuthu",
            "password": PASSWORD,
            "csrf_token": token(client.get("/account/sign-in").text),
        },
    )
    assert answer.status_code == 302
    yield client
    app.config["WTF_CSRF_ENABLED"] = False


def token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_without_a_token_nothing_is_done_and_the_page_says_so(guarded: Visitor, session: Session) -> None:
    answer = guarded.post("/staff/records/new", data=TYPED)
    assert answer.status_code == 400
    assert "Hãy tải lại trang rồi thử lại" in answer.text
    assert session.scalar(select(func.count(Record.id))) == 0


def test_a_token_of_somebody_else_does_not_help(app: Flask, guarded: Visitor, session: Session) -> None:
    stolen = token(app.test_client().get("/account/sign-in").text)
    assert guarded.post("/staff/records/new", data=TYPED | {"csrf_token": stolen}).status_code == 400
    assert session.scalar(select(func.count(Record.id))) == 0


def test_with_the_token_of_the_page_it_is_done(guarded: Visitor, session: Session) -> None:
    sent = TYPED | {"csrf_token": token(guarded.get("/staff/records/new").text)}
    assert guarded.post("/staff/records/new", data=sent).status_code == 302
    assert session.scalar(select(func.count(Record.id))) == 1


def test_the_script_of_the_upload_page_is_told_in_words(guarded: Visitor) -> None:
    answer = guarded.post("/staff/upload", data={}, headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert "Hãy tải lại trang" in answer.get_json()["reason"]


def test_every_form_that_changes_something_carries_a_token(guarded: Visitor, session: Session) -> None:
    guarded.post(
        "/staff/records/new", data=TYPED | {"csrf_token": token(guarded.get("/staff/records/new").text)}
    )
    record = session.scalars(select(Record)).one()
    pages = (
        "",
        "/records/new",
        f"/records/{record.id}",
        f"/records/{record.id}/copies/new",
        "/upload",
        "/labels",
    )
    for page in pages:
        text = guarded.get(f"/staff{page}").text
        forms = re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, re.DOTALL | re.IGNORECASE)
        assert forms, page
        assert all('name="csrf_token"' in form for form in forms), page


def test_a_visitor_is_turned_away_before_what_is_sent_is_read(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = app.test_client().post("/staff/upload", data={"files": (BytesIO(b"x" * 10_000), "x.epub")})
    assert answer.status_code == 401
    app.config["WTF_CSRF_ENABLED"] = False
