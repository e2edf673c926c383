"""What people searched and did not find, by month: counted, listed, forgotten."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from catalog.database import add_up
from catalog.errors import NotFound
from elibrary.statistics.models import MissedSearch

MOST_TEXTS = 2000
"""Different texts of one month that are kept; the rarest go first."""


class Key(NamedTuple):
    """Which text in which month."""

    month: date
    folded: str


class Misses(NamedTuple):
    """How often a text was missed, how often wished for, and how it was typed last."""

    text: str
    times: int
    wishes: int


def add(session: Session, missed: Mapping[Key, Misses]) -> None:
    """Add the misses to their months."""
    rows = [key._asdict() | misses._asdict() for key, misses in sorted(missed.items())]
    add_up(session, MissedSearch, rows, key=Key._fields, sums=("times", "wishes"), latest=("text",))
    _forget_rarest(session, {key.month for key in missed})


def _forget_rarest(session: Session, months: Iterable[date]) -> None:
    for month in months:
        of_month = MissedSearch.month == month
        held = session.scalar(select(func.count(MissedSearch.id)).where(of_month)) or 0
        if held > MOST_TEXTS:
            rarest = select(MissedSearch.id).where(of_month)
            rarest = rarest.order_by(MissedSearch.wishes, MissedSearch.times, MissedSearch.id)
            ids = session.scalars(rarest.limit(held - MOST_TEXTS)).all()
            session.execute(delete(MissedSearch).where(MissedSearch.id.in_(ids)))


def months(session: Session) -> Sequence[date]:
    """The months in which something was missed, newest first."""
    return session.scalars(select(MissedSearch.month).distinct().order_by(MissedSearch.month.desc())).all()


def of_month(session: Session, month: date, *, limit: int | None = None) -> Sequence[MissedSearch]:
    """What was missed in a month: what was wished for most, then what was searched most."""
    ranked = (
        select(MissedSearch)
        .where(MissedSearch.month == month)
        .order_by(MissedSearch.wishes.desc(), MissedSearch.times.desc(), MissedSearch.folded)
    )
    return session.scalars(ranked.limit(limit)).all()


def count(session: Session, month: date) -> int:
    """How many different texts were missed in a month."""
    return session.scalar(select(func.count(MissedSearch.id)).where(MissedSearch.month == month)) or 0


def remove(session: Session, number: int) -> MissedSearch:
    """Forget one text and return what it was. Raises NotFound."""
    line = session.get(MissedSearch, number)
    if line is None:
        raise NotFound
    session.delete(line)
    return line
