"""Keeping the index in step with the database: the drain of the outbox, rebuilding, checking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from catalog.search.documents import documents
from catalog.search.engine import Deletion, Document, IndexUnusable, SearchEngine
from catalog.search.outbox import OutboxEntry

_MOST_TEXT = 8_000_000
"""Characters of text inside books that one change to the index may hold, for the sake of memory."""
_DELETED_AT_ONCE = 500


@dataclass(frozen=True)
class Agreement:
    """How the index compares with the database."""

    records: int
    """Records in the database."""
    indexed: int
    """Records in the index."""
    missing: int
    """Records that only one of the two has."""
    stale: int
    """Records that the index has in another form than the database."""

    @property
    def agrees(self) -> bool:
        """Whether the index says what the database says."""
        return not self.missing and not self.stale


def drain(database: Engine, index: SearchEngine, *, batch: int = 10_000) -> int:
    """Bring the index up to date with the outbox; return how many rows of it were dealt with.

    Rows are deleted after the engine has kept what they stand for, so a crash at any moment loses nothing:
    the same rows are applied again. An index that cannot be used is rebuilt. May run in several processes:
    rows and records are read by the one who writes, so that nobody puts back what was read before a change.
    """
    if _nothing_waits(database, index):
        index.tidy()
        return 0
    done = 0
    with index.writing():
        if not _is_usable(index):
            return _drain_by_rebuilding(database, index)
        while rows := _outbox(database, batch):
            try:
                _apply(database, index, {record_id for _, record_id in rows})
            except IndexUnusable:
                return done + _drain_by_rebuilding(database, index)
            _forget(database, [key for key, _ in rows])
            done += len(rows)
    return done


def _nothing_waits(database: Engine, index: SearchEngine) -> bool:
    """Whether index and outbox are as they should be; asked often, so that it costs little."""
    return _is_usable(index) and not _outbox(database, 1)


def _is_usable(index: SearchEngine) -> bool:
    try:
        index.health()
    except IndexUnusable:
        return False
    return True


def rebuild(database: Engine, index: SearchEngine) -> int:
    """Build the index anew from the database while the old one goes on answering; return its records.

    What changes meanwhile stays in the outbox: it is drained after.
    """
    with index.writing(), Session(database) as session:
        return index.rebuild(documents(session))


def check(database: Engine, index: SearchEngine) -> Agreement:
    """Drain, then compare every record with what the index holds of it. Raises IndexUnusable.

    While people go on saving, a record may change between one look and the other: those that differ are
    compared once more, drained and with nobody writing the index.
    """
    drain(database, index)
    held = index.indexed()
    with Session(database) as session:
        found = {document.id: document.fingerprint for document in documents(session)}
    differing = {key for key in held.keys() | found.keys() if held.get(key) != found.get(key)}
    with index.writing():
        missing, stale = _amiss(database, index, differing)
    return Agreement(records=len(found), indexed=len(held), missing=missing, stale=stale)


def _amiss(database: Engine, index: SearchEngine, ids: set[int]) -> tuple[int, int]:
    """How many of these records only one of the two has, and how many it has in another form.

    What waits in the outbox by the end is not amiss: it was changed during the look.
    """
    if not ids:
        return 0, 0
    drain(database, index)
    held = index.indexed()
    with Session(database) as session:
        found = {document.id: document.fingerprint for document in documents(session, ids)}
        waiting = set(session.scalars(select(OutboxEntry.record_id)))
    differing = {key for key in ids - waiting if held.get(key) != found.get(key)}
    stale = sum(key in held and key in found for key in differing)
    return len(differing) - stale, stale


def waiting(session: Session) -> int:
    """How many changes the index has yet to hear of."""
    return session.scalar(select(func.count(OutboxEntry.id))) or 0


def _outbox(database: Engine, limit: int) -> Sequence[tuple[int, int]]:
    """Keys of the oldest rows, and the records they name."""
    query = select(OutboxEntry.id, OutboxEntry.record_id).order_by(OutboxEntry.id).limit(limit)
    with Session(database) as session:
        return [(key, record_id) for key, record_id in session.execute(query)]


def _drain_by_rebuilding(database: Engine, index: SearchEngine) -> int:
    """What is in the outbox before a rebuild is in the index after it."""
    with Session(database) as session:
        keys = list(session.scalars(select(OutboxEntry.id)))
    rebuild(database, index)
    _forget(database, keys)
    return len(keys)


def _apply(database: Engine, index: SearchEngine, ids: set[int]) -> None:
    with Session(database) as session:
        for batch in _batches(documents(session, ids)):
            index.apply(batch)
            ids.difference_update(document.id for document in batch)
    if ids:
        index.apply([Deletion(record_id) for record_id in sorted(ids)])


def _batches(found: Iterator[Document]) -> Iterator[list[Document]]:
    """Documents in groups whose text is bounded."""
    group: list[Document] = []
    text = 0
    for document in found:
        group.append(document)
        text += sum(len(section.text) for section in document.sections)
        if text > _MOST_TEXT:
            yield group
            group, text = [], 0
    if group:
        yield group


def _forget(database: Engine, keys: Sequence[int]) -> None:
    """Delete these rows; each transaction opens with the deletion, so that it waits its turn."""
    for start in range(0, len(keys), _DELETED_AT_ONCE):
        some = keys[start : start + _DELETED_AT_ONCE]
        with Session(database) as session, session.begin():
            session.execute(delete(OutboxEntry).where(OutboxEntry.id.in_(some)))
