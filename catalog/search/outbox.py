"""The outbox: what the search index has yet to hear of.

A change to a record, or to anything that hangs on it, writes one row here in the same transaction. One
worker (`catalog.search.indexing`) drains the rows into the engine, so that saving never waits for the index
and a crash loses nothing: a row is deleted only after the engine has kept it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import event, insert, inspect, select
from sqlalchemy.orm import Mapped, Session, UOWTransaction, mapped_column

from catalog.base import Base

# A change to a row of these tables is a change to the record that the column names.
_RECORD_COLUMN = {
    "record": "id",
    "contributor": "record_id",
    "subject": "record_id",
    "identifier": "record_id",
    "copy": "record_id",
    "digital_object": "record_id",
    "audiobook": "record_id",
}


class OutboxEntry(Base):
    """One record to be indexed anew, or dropped from the index if it is gone."""

    __tablename__ = "outbox"
    # A number is never used again: of two drains at once, the slower must not delete a newer change.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int]
    """No foreign key: a deleted record must still reach the index."""


def _touched(objects: Iterable[object]) -> set[int]:
    found: set[int] = set()
    for item in objects:
        column = _RECORD_COLUMN.get(getattr(item, "__tablename__", ""))
        if column and (record_id := inspect(item).dict.get(column)) is not None:
            found.add(record_id)
    return found


def _note_changes(session: Session, _context: UOWTransaction) -> None:
    changed = _touched(session.new) | _touched(session.deleted)
    changed |= _touched(item for item in session.dirty if session.is_modified(item))
    touch(session, changed)
    for item in session.dirty:
        if getattr(item, "__tablename__", "") == "location" and session.is_modified(item):
            _touch_location(session, inspect(item).dict["id"])


def _touch_location(session: Session, location_id: int) -> None:
    """A location was renamed: every record with a copy there says so in its facet."""
    copy = Base.metadata.tables["copy"].c
    held_there = select(copy.record_id).where(copy.location_id == location_id).distinct()
    session.connection().execute(insert(OutboxEntry).from_select(["record_id"], held_there))


def touch(session: Session, record_ids: Iterable[int]) -> None:
    """Have these records indexed anew: for changes made past the session's objects (bulk statements)."""
    if rows := [{"record_id": key} for key in sorted(set(record_ids))]:
        session.connection().execute(insert(OutboxEntry), rows)


def register() -> None:
    """Let every session of the process write its changes to the outbox. Calling it twice does no harm."""
    if not event.contains(Session, "after_flush", _note_changes):
        event.listen(Session, "after_flush", _note_changes)
