"""The scanner's page without a camera: what is typed or read leads to our pages only."""

import pytest
from sqlalchemy.orm import Session

from catalog.base import utcnow
from catalog.models import Record
from elibrary.browse.codes import code_for
from elibrary.browse.scanned import Scanned, understood
from tests.conftest import Visitor


@pytest.fixture
def code(session: Session, kieu: Record) -> str:
    """The code of Truyện Kiều."""
    made = code_for(session, kieu, now=utcnow()).value
    session.commit()
    return made


def typed(client: Visitor, text: str) -> str | None:
    """Where `text` leads; None where the page stays."""
    return client.get("/scan", query_string={"code": text}).location


def test_our_codes_lead_on_however_they_are_typed(client: Visitor, code: str) -> None:
    spellings = (
        code,
        code.lower(),
        f" {code[:4]} {code[4:]} ",
        f"{code[:4]}-{code[4:]}",
        f"http://localhost/q/{code}",
        f"HTTPS://THUVIEN.EXAMPLE/Q/{code}",
        f"https://ten-cu.example/q/{code}/?x=1",
    )
    assert {text: typed(client, text) for text in spellings} == dict.fromkeys(spellings, f"/q/{code}")


@pytest.mark.parametrize("text", ["9786049690969", "978-604-969-096-9", "893", "P13.1001", "truyện kiều"])
def test_numbers_of_books_and_words_are_searched(client: Visitor, text: str) -> None:
    place = typed(client, text)
    assert place is not None
    assert place.startswith("/search?q=")


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example/x",
        "https://evil.example/q/ABC",
        "http://localhost/records/1",
        "javascript:alert(1)",
        "//evil.example:80",
        "tel:113",
        "WIFI:S:nha;;",
        "http://[",
    ],
)
def test_addresses_of_others_are_shown_and_not_followed(client: Visitor, text: str) -> None:
    answer = client.get("/scan", query_string={"code": text})
    if answer.status_code == 302:
        assert answer.location.startswith("/search?q=")
    else:
        assert "không phải của thư viện" in answer.text
        assert f'href="{text}"' not in answer.text


def test_a_code_with_a_slip_is_said_so_with_a_way_on(client: Visitor, code: str) -> None:
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    if wrong.isdecimal() or wrong.isalpha():
        wrong = "7K2M9QXB"
    page = client.get("/scan", query_string={"code": wrong}).text
    assert "Thư viện không có mã" in page
    assert f"/search?q={wrong}" in page


def test_a_code_of_another_library_is_not_ours(client: Visitor, kieu: Record) -> None:
    assert "Thư viện không có mã" in client.get("/scan?code=00000000").text


def test_what_was_scanned_is_text_on_the_page(client: Visitor) -> None:
    page = client.get("/scan", query_string={"code": 'http://x/"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


def test_an_empty_or_endless_text_is_no_error(client: Visitor) -> None:
    assert client.get("/scan?code=").status_code == 200
    assert client.get("/scan", query_string={"code": "ễ" * 5000}).status_code == 302


def test_only_the_scanner_may_compile_webassembly(client: Visitor) -> None:
    policy = client.get("/scan").headers["Content-Security-Policy"]
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy
    assert "default-src 'none'" in policy
    assert "wasm" not in client.get("/").headers["Content-Security-Policy"]


def test_understanding_sets_at_most_one_thing() -> None:
    for text in ("", "x", "00000000", "https://a.b/q/00000000", "mailto:a@b", "7K2M-9QXB", "a b c d e f g 1"):
        assert sum(map(bool, understood(text))) <= 1
    assert understood("") == Scanned()
