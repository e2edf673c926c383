"""Rules of the counts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from catalog.database import add_up
from catalog.models import Record
from elibrary.statistics.models import CodeCount, DailyCount
from elibrary.usage import Event

_OPENED = (
    update(Record)
    .where(Record.id == bindparam("opened"))
    .values(popularity=Record.popularity + bindparam("times"))
)


class Key(NamedTuple):
    """What one count is about."""

    day: date
    event: str
    record_id: int
    form: str
    channel: str


class CodeKey(NamedTuple):
    """Which QR symbol on which day."""

    code: str
    day: date


class DayTotal(NamedTuple):
    """One line of the table of days: uses, and seconds listened."""

    day: date
    event: str
    form: str
    channel: str
    amount: int


class MostUsed(NamedTuple):
    """A record and how often it was opened."""

    record: Record
    amount: int


def add(session: Session, counts: Mapping[Key, int]) -> None:
    """Add the counts to their days, and opened records to their popularity."""
    rows = [key._asdict() | {"amount": amount} for key, amount in sorted(counts.items())]
    add_up(session, DailyCount, rows, key=Key._fields, sums=("amount",))
    opened = [
        {"opened": row["record_id"], "times": row["amount"]}
        for row in rows
        if row["event"] == Event.VIEW and row["record_id"]
    ]
    if opened:
        session.connection().execute(_OPENED, opened)


def add_scanned(session: Session, scans: Mapping[CodeKey, int]) -> None:
    """Add the scans of each QR symbol to its days."""
    rows = [key._asdict() | {"amount": amount} for key, amount in sorted(scans.items())]
    add_up(session, CodeCount, rows, key=CodeKey._fields, sums=("amount",))


def totals(session: Session, first: date, last: date) -> Sequence[DayTotal]:
    """Sums by day, event, form and channel from `first` to `last`, newest day first."""
    by = (DailyCount.day, DailyCount.event, DailyCount.form, DailyCount.channel)
    sums = (
        select(*by, func.sum(DailyCount.amount))
        .where(DailyCount.day.between(first, last))
        .group_by(*by)
        .order_by(DailyCount.day.desc(), DailyCount.event, DailyCount.form, DailyCount.channel)
    )
    return [DayTotal(*row) for row in session.execute(sums)]


def most_used(session: Session, first: date, last: date, *, limit: int = 20) -> Sequence[MostUsed]:
    """The records opened most often from `first` to `last`."""
    amount = func.sum(DailyCount.amount)
    opened = (
        select(Record, amount)
        .join(DailyCount, DailyCount.record_id == Record.id)
        .where(DailyCount.day.between(first, last), DailyCount.event == Event.VIEW.value)
        .group_by(Record.id)
        .order_by(amount.desc(), Record.sort_title)
        .limit(limit)
    )
    return [MostUsed(*row) for row in session.execute(opened)]
