"""A record whole, for programs: as the tables have it, with all that hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session, joinedload, selectinload

from catalog.errors import NotFound
from catalog.models import Audiobook, Copy, DigitalObject, Record, Role
from elibrary.browse import related
from elibrary.browse.listing import ListedRecord, records


@dataclass(frozen=True)
class WholeRecord:
    """A record, other editions of its work and related titles."""

    record: Record
    near: Sequence[ListedRecord]


def whole_record(session: Session, record_id: int) -> WholeRecord:
    """A record and what stands near it. Raises NotFound."""
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
    people = [person.folded for person in record.contributors if person.role is Role.AUTHOR]
    subjects = [subject.term for subject in record.subjects]
    near = related.near(session, record.id, record.work_key, people, subjects)
    return WholeRecord(record, records(session, near.ids()))
