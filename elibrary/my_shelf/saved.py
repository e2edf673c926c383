"""Rules of saved titles."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from catalog.errors import N_, Refusal
from elibrary.browse.listing import ListedRecord, records
from elibrary.my_shelf.models import SavedRecord

MOST = 1000
"""Titles that one patron may put aside."""
SHOWN = 100


class ShelfFull(Refusal):
    """Nobody reads a thousand titles; a script that saves them all is stopped here."""

    message = N_("Kệ của bạn đã có %(most)s mục. Hãy bỏ bớt vài mục không cần nữa rồi lưu lại.")


def is_saved(session: Session, patron_id: int, record_id: int) -> bool:
    """Whether the patron has put this title aside."""
    return session.get(SavedRecord, (patron_id, record_id)) is not None


def save(session: Session, patron_id: int, record_id: int, *, now: datetime) -> None:
    """Put a title aside; once more changes nothing. Raises ShelfFull."""
    if is_saved(session, patron_id, record_id):
        return
    mine = select(func.count()).select_from(SavedRecord).where(SavedRecord.patron_id == patron_id)
    if (session.scalar(mine) or 0) >= MOST:
        raise ShelfFull(most=MOST)
    session.add(SavedRecord(patron_id=patron_id, record_id=record_id, at=now))


def remove(session: Session, patron_id: int, record_id: int) -> None:
    """Take a title off again; nothing happens where it is not there."""
    mine = SavedRecord.patron_id == patron_id, SavedRecord.record_id == record_id
    session.execute(delete(SavedRecord).where(*mine))


def titles(session: Session, patron_id: int) -> Sequence[ListedRecord]:
    """What the patron has put aside, the latest first."""
    mine = select(SavedRecord.record_id).where(SavedRecord.patron_id == patron_id)
    ids = session.scalars(mine.order_by(SavedRecord.at.desc(), SavedRecord.record_id).limit(SHOWN))
    return records(session, ids.all())
