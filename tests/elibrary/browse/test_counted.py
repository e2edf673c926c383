"""Views and scans are counted by record, form and way; nothing else is."""

from collections.abc import Sequence

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.base import utcnow
from catalog.models import Record
from elibrary.browse.codes import code_for
from elibrary.statistics.counting import flush
from elibrary.statistics.models import CodeCount, DailyCount
from tests.conftest import Visitor


def counts(app: Flask, session: Session) -> Sequence[tuple[str, int, str, str, int]]:
    """Event, record, form, channel and amount of everything counted."""
    flush(app)
    columns = (DailyCount.event, DailyCount.record_id, DailyCount.form, DailyCount.channel, DailyCount.amount)
    return [tuple(row) for row in session.execute(select(*columns).order_by(DailyCount.id))]


def test_a_page_is_counted_as_seen(app: Flask, client: Visitor, kieu: Record, session: Session) -> None:
    for _ in range(2):
        client.get(f"/records/{kieu.id}")
    client.get("/")
    client.get("/search")
    assert counts(app, session) == [("view", kieu.id, "", "web", 2)]


def test_a_scan_is_counted_and_so_is_the_page_it_leads_to(
    app: Flask, client: Visitor, kieu: Record, session: Session
) -> None:
    code = code_for(session, kieu.copies[0], now=utcnow())
    session.commit()
    client.get(f"/q/{code.value}", follow_redirects=True)
    assert counts(app, session) == [("scan", kieu.id, "paper", "qr", 1), ("view", kieu.id, "", "qr", 1)]


def scanned(app: Flask, session: Session) -> Sequence[tuple[str, int]]:
    """Code and amount of every symbol that was scanned."""
    flush(app)
    return [tuple(row) for row in session.execute(select(CodeCount.code, CodeCount.amount))]


def test_scans_are_counted_by_symbol_over_several_flushes(
    app: Flask, client: Visitor, kieu: Record, session: Session
) -> None:
    code = code_for(session, kieu, now=utcnow()).value
    session.commit()
    client.get(f"/q/{code.lower()}")
    client.get(f"/q/{code}")
    assert scanned(app, session) == [(code, 2)]
    client.get(f"/Q/{code}")
    client.get(f"/q/{code}", headers={"User-Agent": "Googlebot/2.1"})
    session.expire_all()
    assert scanned(app, session) == [(code, 3)]


def test_robots_are_not_counted(app: Flask, client: Visitor, kieu: Record, session: Session) -> None:
    client.get(f"/records/{kieu.id}", headers={"User-Agent": "Googlebot/2.1"})
    assert counts(app, session) == []


def test_what_is_not_there_is_not_counted(app: Flask, client: Visitor, session: Session) -> None:
    client.get("/records/4711")
    client.get("/q/00000000")
    assert counts(app, session) == []
