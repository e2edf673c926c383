"""A patron's own history: off until they switch it on, for nobody but them, erased when they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Executable, delete, insert, select, update
from sqlalchemy.orm import Session

from catalog.models import Form
from elibrary.browse.listing import ListedRecord, records
from elibrary.my_shelf.models import Opened
from elibrary.my_shelf.places import NothingKept
from elibrary.patrons.models import Patron

AGAIN = timedelta(minutes=10)
"""A page turned soon after the last one writes nothing: the database has one writer for everybody."""
SHOWN = 100


@dataclass(frozen=True)
class Line:
    """One line of the history with its title."""

    opened: Opened
    record: ListedRecord


def change_for(
    session: Session, patron: Patron, record_id: int, form: Form, *, now: datetime
) -> Executable | None:
    """The change that writes down that the patron opened a title; None where none is wanted or needed."""
    if not patron.keeps_history:
        return None
    mine = Opened.patron_id == patron.id, Opened.record_id == record_id, Opened.form == form
    before = session.scalar(select(Opened.at).where(*mine))
    if before is None:
        return insert(Opened).values(patron_id=patron.id, record_id=record_id, form=form, at=now)
    if now - before < AGAIN:
        return None
    return update(Opened).where(*mine).values(at=now)


def lines(session: Session, patron_id: int) -> Sequence[Line]:
    """What was written down, the latest first."""
    mine = select(Opened).where(Opened.patron_id == patron_id)
    found = session.scalars(mine.order_by(Opened.at.desc(), Opened.id.desc()).limit(SHOWN)).all()
    listed = {one.id: one for one in records(session, sorted({one.record_id for one in found}))}
    return [Line(one, listed[one.record_id]) for one in found if one.record_id in listed]


def erase(session: Session, patron_id: int, number: int | None = None) -> None:
    """Erase one line, or all of them. Raises NothingKept for a line that is not the patron's."""
    mine = delete(Opened).where(Opened.patron_id == patron_id)
    if number is None:
        session.execute(mine)
    elif session.execute(mine.where(Opened.id == number).returning(Opened.id)).first() is None:
        raise NothingKept
