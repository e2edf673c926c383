"""What the public pages show, each with a fixed number of queries whatever the library holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from catalog.errors import NotFound
from catalog.models import (
    Audiobook,
    Contributor,
    Copy,
    CopyStatus,
    DigitalObject,
    Record,
    Role,
    Shelf,
    Subject,
)
from elibrary.browse.listing import ListedRecord, records

RELATED = 8
SHELF_PAGE = 60
"""Titles on one page of a shelf's list."""

_GONE = (CopyStatus.LOST, CopyStatus.WITHDRAWN)


@dataclass(frozen=True)
class RecordPage:
    """A record, other editions of its work, and what somebody who likes it may like."""

    record: Record
    editions: Sequence[ListedRecord]
    related: Sequence[ListedRecord]


def record_page(session: Session, record_id: int) -> RecordPage:
    """Everything that a record's page shows. Raises NotFound."""
    whole = (
        selectinload(Record.contributors),
        selectinload(Record.copies).options(joinedload(Copy.location), joinedload(Copy.shelf)),
        selectinload(Record.subjects),
        selectinload(Record.identifiers),
        selectinload(Record.digital).joinedload(DigitalObject.file),
        selectinload(Record.audiobooks).selectinload(Audiobook.tracks),
        selectinload(Record.audiobooks).selectinload(Audiobook.chapters),
    )
    record = session.get(Record, record_id, options=whole)
    if record is None:
        raise NotFound
    same_work = select(Record.id).where(Record.work_key == record.work_key, Record.id != record.id)
    editions = session.scalars(same_work.order_by(Record.year.desc().nulls_last(), Record.id).limit(12)).all()
    near = _related(session, record)
    loaded = records(session, [*editions, *near])
    return RecordPage(
        record,
        [one for one in loaded if one.id in editions],
        [one for one in loaded if one.id in near],
    )


def _related(session: Session, record: Record) -> list[int]:
    """Ids of other works by the same people, then about the same subjects, the most opened first."""
    people = [person.folded for person in record.contributors if person.role is Role.AUTHOR]
    terms = [subject.term for subject in record.subjects]
    other = select(Record.id).where(Record.work_key != record.work_key).group_by(Record.id)
    other = other.order_by(Record.popularity.desc(), Record.id.desc()).limit(RELATED)
    found: list[int] = []
    if people:
        found += session.scalars(other.join(Contributor).where(Contributor.folded.in_(people)))
    if terms and len(found) < RELATED:
        found += session.scalars(other.join(Subject).where(Subject.term.in_(terms)))
    return list(dict.fromkeys(found))[:RELATED]


@dataclass(frozen=True)
class ShelfPage:
    """The titles that stand on a shelf, in the order of their call numbers."""

    shelf: Shelf
    records: Sequence[ListedRecord]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return max(1, -(-self.total // SHELF_PAGE))


def shelf_page(session: Session, shelf_id: int, page: int) -> ShelfPage:
    """One page of a shelf's list. Raises NotFound."""
    shelf = session.get(Shelf, shelf_id, options=(joinedload(Shelf.location),))
    if shelf is None:
        raise NotFound
    standing = select(Copy.record_id).where(Copy.shelf_id == shelf_id, Copy.status.not_in(_GONE))
    standing = standing.group_by(Copy.record_id)
    total = session.scalar(select(func.count()).select_from(standing.subquery())) or 0
    ordered = standing.order_by(func.min(Copy.call_number), Copy.record_id)
    ids = session.scalars(ordered.limit(SHELF_PAGE).offset((page - 1) * SHELF_PAGE)).all()
    return ShelfPage(shelf, records(session, ids), total, page)
