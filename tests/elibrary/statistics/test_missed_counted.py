"""Searches in vain are counted by month and text; robots, filters, later pages and the staff are not."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from elibrary.accounts.models import Account
from elibrary.statistics import searches
from elibrary.statistics.counting import MOST_TEXTS_WAITING, Tally, flush
from elibrary.statistics.models import MissedSearch
from elibrary.statistics.searches import Key, Misses
from tests import factories
from tests.conftest import Visitor

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def library(session: Session, indexed: Callable[[], int]) -> None:
    """Truyện Kiều alone."""
    factories.record(session)
    indexed()


def missed(app: Flask, session: Session) -> list[tuple[str, str, int, int]]:
    """Key, text, times and wishes of all that was missed."""
    flush(app)
    columns = (MissedSearch.folded, MissedSearch.text, MissedSearch.times, MissedSearch.wishes)
    return [tuple(row) for row in session.execute(select(*columns).order_by(MissedSearch.id))]


def test_a_text_is_counted_once_for_each_search_however_it_is_typed(
    app: Flask, client: Visitor, library: None, session: Session
) -> None:
    for typed in ("Chúa Nhẫn", "chua nhan", "CHÚA  NHẪN!"):
        client.get("/search", query_string={"q": typed})
    assert missed(app, session) == [("chua nhan", "CHÚA NHẪN!", 3, 0)]
    client.get("/search?q=chua+nhan")
    assert missed(app, session) == [("chua nhan", "chua nhan", 4, 0)]


@pytest.mark.parametrize(
    "asked",
    ["q=truyen+kieu", "q=", "", "q=zzzz&form=audio", "q=zzzz&page=2", "q=0901234567", "q=toi@nha.vn", "q=**"],
)
def test_what_is_no_miss_is_not_counted(
    app: Flask, client: Visitor, library: None, session: Session, asked: str
) -> None:
    client.get(f"/search?{asked}")
    assert missed(app, session) == []


def test_robots_and_programs_are_not_counted(
    app: Flask, client: Visitor, library: None, session: Session
) -> None:
    client.get("/search?q=zzzz", headers={"User-Agent": "Googlebot/2.1"})
    client.get("/api/v1/search?q=zzzz")
    assert missed(app, session) == []


def test_a_librarian_who_looks_before_buying_is_not_counted(
    app: Flask, client: Visitor, library: None, session: Session, librarian: Account
) -> None:
    client.sign_in(librarian)
    client.get("/search?q=zzzz")
    assert missed(app, session) == []


def test_months_are_counted_apart(session: Session) -> None:
    october = date(2026, 10, 1)
    searches.add(session, {Key(NOVEMBER, "a"): Misses("A", 2, 0), Key(october, "a"): Misses("a", 1, 1)})
    assert searches.months(session) == [NOVEMBER, october]
    assert [(line.times, line.wishes) for line in searches.of_month(session, october)] == [(1, 1)]


def test_a_month_keeps_the_texts_that_matter_most(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "MOST_TEXTS", 3)
    searches.add(session, {Key(NOVEMBER, f"once {n}"): Misses("x", 1, 0) for n in range(3)})
    searches.add(
        session, {Key(NOVEMBER, "twice"): Misses("x", 2, 0), Key(NOVEMBER, "wished"): Misses("x", 1, 1)}
    )
    kept = [line.folded for line in searches.of_month(session, NOVEMBER)]
    assert kept == ["wished", "twice", "once 2"]


def test_a_flood_of_texts_takes_no_memory() -> None:
    tally = Tally()
    for number in range(MOST_TEXTS_WAITING + 500):
        tally.add_missed(Key(NOVEMBER, str(number)), Misses("x", 1, 0))
    tally.add_missed(Key(NOVEMBER, "7"), Misses("x", 1, 0))
    _, waiting, _ = tally.take()
    assert len(waiting) == MOST_TEXTS_WAITING
    assert waiting[Key(NOVEMBER, "7")].times == 2


def test_counts_that_cannot_be_written_are_written_later(
    app: Flask, client: Visitor, library: None, session: Session
) -> None:
    client.get("/search?q=zzzz")
    session.execute(text("ALTER TABLE missed_search RENAME TO away"))
    session.commit()
    with pytest.raises(OperationalError):
        flush(app)
    session.rollback()
    session.execute(text("ALTER TABLE away RENAME TO missed_search"))
    session.commit()
    assert missed(app, session) == [("zzzz", "zzzz", 1, 0)]
