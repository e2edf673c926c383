"""A resident asks the library to get what a search did not find: one tap, no name, once a device."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from elibrary.extensions import limiter
from elibrary.statistics.counting import flush
from elibrary.statistics.models import MissedSearch
from tests import factories
from tests.conftest import Visitor

WISH = "Đề nghị thư viện mua hoặc tìm giúp"


@pytest.fixture
def library(session: Session, indexed: Callable[[], int]) -> None:
    """Truyện Kiều alone."""
    factories.record(session)
    indexed()


def wishes(app: Flask, session: Session) -> list[tuple[str, int, int]]:
    """Text, times searched and times wished of all that was missed."""
    flush(app)
    columns = (MissedSearch.text, MissedSearch.times, MissedSearch.wishes)
    return [tuple(row) for row in session.execute(select(*columns).order_by(MissedSearch.id))]


def test_one_tap_asks_the_library_to_get_it_and_says_what_happens_next(
    app: Flask, client: Visitor, library: None, session: Session
) -> None:
    assert WISH in client.get("/search?q=Chúa+Nhẫn").text
    answer = client.post("/search/wish", data={"q": "Chúa Nhẫn"})
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "Cảm ơn bạn. Đề nghị “Chúa Nhẫn”" in page
    assert "Bạn đã gửi đề nghị này" in page
    assert WISH not in page
    assert wishes(app, session) == [("Chúa Nhẫn", 1, 1)]


def test_one_device_asks_once_however_it_is_typed(
    app: Flask, client: Visitor, library: None, session: Session
) -> None:
    client.post("/search/wish", data={"q": "Chúa Nhẫn"})
    client.post("/search/wish", data={"q": "chua nhan"})
    assert wishes(app, session) == [("Chúa Nhẫn", 0, 1)]
    app.test_client().post("/search/wish", data={"q": "chua nhan"}, headers={"User-Agent": "Mozilla/5.0"})
    assert wishes(app, session) == [("chua nhan", 0, 2)]


def test_the_device_remembers_no_words(client: Visitor, library: None) -> None:
    client.post("/search/wish", data={"q": "benh tram cam"})
    with client.session_transaction() as kept:
        assert "tram" not in str(dict(kept)["wished"])


@pytest.mark.parametrize("text", ["", "  - ", "0901 234 567", "toi@nha.vn"])
def test_a_wish_that_says_nothing_or_names_somebody_is_refused_and_not_kept(
    app: Flask, client: Visitor, library: None, session: Session, text: str
) -> None:
    answer = client.post("/search/wish", data={"q": text})
    assert answer.status_code == 422
    assert "Hãy gõ nhan đề hoặc tên tác giả" in answer.text
    assert wishes(app, session) == []
    assert WISH not in client.get("/search", query_string={"q": text}).text


def test_a_wish_without_its_token_is_refused(app: Flask, client: Visitor, library: None) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/search/wish", data={"q": "Chúa Nhẫn"}).status_code == 400


def test_many_wishes_at_once_are_slowed_down(client: Visitor, library: None) -> None:
    limiter.enabled = True
    limiter.reset()
    try:
        answers = [client.post("/search/wish", data={"q": f"sách {n}"}).status_code for n in range(8)]
    finally:
        limiter.reset()
        limiter.enabled = False
    assert answers == [303] * 6 + [429] * 2


def test_a_page_with_hits_sets_no_cookie(client: Visitor, library: None) -> None:
    assert "Set-Cookie" not in client.get("/search?q=kieu").headers
