"""Rules of the counts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from catalog.models import Record
from elibrary.statistics.models import CodeCount, DailyCount
from elibrary.usage import Event


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
    for key, amount in sorted(counts.items()):
        same = (getattr(DailyCount, field) == value for field, value in key._asdict().items())
        raised = session.execute(update(DailyCount).where(*same).values(amount=DailyCount.amount + amount))
        if not raised.rowcount:  # type: ignore[attr-defined]  # an UPDATE's result has it
            session.add(DailyCount(**key._asdict(), amount=amount))
            session.flush()
        if key.event == Event.VIEW and key.record_id:
            opened = Record.popularity + amount
            session.execute(
                update(Record).where(Record.id == key.record_id).values(popularity=opened),
                execution_options={"synchronize_session": False},
            )


def add_scanned(session: Session, scans: Mapping[CodeKey, int]) -> None:
    """Add the scans of each QR symbol to its days."""
    for key, amount in sorted(scans.items()):
        same = (CodeCount.code == key.code, CodeCount.day == key.day)
        raised = session.execute(update(CodeCount).where(*same).values(amount=CodeCount.amount + amount))
        if not raised.rowcount:  # type: ignore[attr-defined]  # an UPDATE's result has it
            session.add(CodeCount(**key._asdict(), amount=amount))
            session.flush()


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
