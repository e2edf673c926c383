"""Guessing passwords is slowed down."""

from collections.abc import Iterator

import pytest
from flask import Flask

from elibrary.accounts.models import Account
from elibrary.extensions import limiter
from tests.conftest import PASSWORD, Visitor


@pytest.fixture
def limited(app: Flask, client: Visitor) -> Iterator[Visitor]:
    """A visitor of the application with its limits."""
    limiter.enabled = True
    limiter.reset()
    yield client
    limiter.reset()
    limiter.enabled = False


def guess(visitor: Visitor, login: str) -> int:
    return visitor.post("/account/sign-in", data={"login": login, "password": "sai-mat-khau"}).status_code


def test_the_sixth_guess_in_a_minute_is_answered_with_our_sentence(
    limited: Visitor, librarian: Account
) -> None:
    assert [guess(limited, "thuthu") for _ in range(5)] == [401] * 5
    answer = limited.post("/account/sign-in", data={"login": "thuthu", "password": PASSWORD})
    assert answer.status_code == 429
    assert "Hãy chờ vài phút rồi thử lại" in answer.text
    assert limited.get("/staff").status_code == 302


def test_another_spelling_of_the_name_is_the_same_name(limited: Visitor, librarian: Account) -> None:
    assert [guess(limited, name) for name in ("thuthu", "THUTHU", " thuthu", "ThuThu", "thuthu ", "tHuThu")][
        -1
    ] == 429


def test_one_address_may_not_guess_many_names(limited: Visitor) -> None:
    assert [guess(limited, f"ten{n}") for n in range(21)][-1] == 429


def test_looking_at_the_page_is_never_limited(limited: Visitor) -> None:
    assert {limited.get("/account/sign-in").status_code for _ in range(30)} == {200}
