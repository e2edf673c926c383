"""The outbox: what the search index has yet to hear of.

A change to a record, or to anything that hangs on it, writes one row here in the same transaction. One
worker (`catalog.search.indexing`) drains the rows into the engine, so that saving never waits for the index
and a crash loses nothing: a row is deleted only after the engine has kept it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import event, insert, inspect
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
    if changed:
        session.connection().execute(insert(OutboxEntry), [{"record_id": key} for key in sorted(changed)])


def register() -> None:
    """Let every session of the process write its changes to the outbox. Calling it twice does no harm."""
    if not event.contains(Session, "after_flush", _note_changes):
        event.listen(Session, "after_flush", _note_changes)
