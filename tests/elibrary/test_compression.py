"""Pages come compressed, but not where a secret of somebody could stand beside what a stranger wrote."""

import gzip

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from catalog.models import Record
from elibrary.accounts.models import Account
from tests.conftest import Visitor

PACKED = {"Accept-Encoding": "gzip, deflate, br"}


def packed(client: Visitor, path: str) -> bool:
    """Whether the page comes compressed."""
    answer = client.get(path, headers=PACKED)
    assert "Accept-Encoding" in answer.headers["Vary"]
    return answer.headers.get("Content-Encoding") == "gzip"


def test_a_page_is_a_fraction_as_long_and_the_same(client: Visitor, kieu: Record) -> None:
    plain, short = client.get("/"), client.get("/", headers=PACKED)
    assert gzip.decompress(short.data) == plain.data
    assert int(short.headers["Content-Length"]) == len(short.data) < len(plain.data) / 3
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize("path", ["/", "/search?q=kieu", "/help", "/api/v1/search?q=kieu", "/nowhere?a=b"])
def test_what_a_visitor_gets_holds_no_secret_and_is_compressed(
    client: Visitor,
    kieu: Record,
    indexed,
    path: str,  # type: ignore[no-untyped-def]
) -> None:
    indexed()
    assert packed(client, path)


def test_a_page_with_a_token_is_not_where_the_address_can_say_something(app: Flask, client: Visitor) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert packed(client, "/account/sign-in")
    assert not packed(client, "/account/sign-in?next=/guess")


def test_for_somebody_signed_in_neither(client: Visitor, librarian: Account, session: Session) -> None:
    client.sign_in(librarian)
    assert packed(client, "/")
    assert not packed(client, "/?guess")
    assert not packed(client, "/search?q=guess")
    assert not packed(client, "/a-path-that-nobody-has")


def test_short_answers_pictures_and_parts_stay_as_they_are(client: Visitor, kieu: Record) -> None:
    for path in ("/health", f"/media/covers/{kieu.id}"):
        answer = client.get(path, headers=PACKED)
        answer.close()
        assert "Content-Encoding" not in answer.headers
