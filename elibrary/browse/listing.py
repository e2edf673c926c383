"""Records as lists show them: plain values of the few columns that a list needs, in one query.

A page of twenty records loaded as objects with all that hangs on them costs many times as much. What hangs on
a record comes as JSON, so that its people, copies and forms need no queries of their own.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from catalog.database import json_rows
from catalog.models import (
    Access,
    Audiobook,
    Contributor,
    Copy,
    CopyStatus,
    DigitalObject,
    Location,
    MaterialType,
    Record,
    Role,
    Shelf,
)


class Person(NamedTuple):
    """Somebody who made a record's work, and what they did."""

    name: str
    role: Role


class Place(NamedTuple):
    """A location or a shelf."""

    name: str
    id: int


class ListedCopy(NamedTuple):
    """Where a copy stands and what can be done with it."""

    status: CopyStatus
    location: Place | None
    shelf: Place | None
    call_number: str
    accession_number: str


class ListedForm(NamedTuple):
    """A digital object or audiobook, and who may open it."""

    id: int
    access: Access


@dataclass(slots=True)
class ListedRecord:
    """A record in a list; its fields are those of `catalog.models.Record`."""

    id: int
    title: str
    subtitle: str
    volume: str
    type: MaterialType
    publisher: str
    year: int | None
    year_printed: str
    summary: str
    cover_sha256: str | None
    work_key: str
    contributors: list[Person] = field(default_factory=list)
    copies: list[ListedCopy] = field(default_factory=list)
    digital: list[ListedForm] = field(default_factory=list)
    audiobooks: list[ListedForm] = field(default_factory=list)

    @property
    def authors(self) -> tuple[str, ...]:
        """Names of those who wrote it, as printed, in order."""
        return tuple(person.name for person in self.contributors if person.role is Role.AUTHOR)


PEOPLE = select(json_rows(Contributor.position, Contributor.name, Contributor.role)).where(
    Contributor.record_id == Record.id
)
COPIES = (
    select(
        json_rows(
            Copy.id,
            Copy.status,
            Location.name,
            Location.id,
            Shelf.name,
            Shelf.id,
            Copy.call_number,
            Copy.accession_number,
        )
    )
    .outerjoin(Location, Location.id == Copy.location_id)
    .outerjoin(Shelf, Shelf.id == Copy.shelf_id)
    .where(Copy.record_id == Record.id)
)
_DIGITAL = select(json_rows(DigitalObject.id, DigitalObject.access)).where(
    DigitalObject.record_id == Record.id
)
_AUDIOBOOKS = select(json_rows(Audiobook.id, Audiobook.access)).where(Audiobook.record_id == Record.id)
_WANTED: BindParameter[Any] = bindparam("ids", expanding=True)
COLUMNS = (
    Record.id,
    Record.title,
    Record.subtitle,
    Record.volume,
    Record.type,
    Record.publisher,
    Record.year,
    Record.year_printed,
    Record.summary,
    Record.cover_sha256,
    Record.work_key,
)
"""In the order of the fields of `ListedRecord`."""
_RECORDS = select(
    *COLUMNS, *(parts.scalar_subquery() for parts in (PEOPLE, COPIES, _DIGITAL, _AUDIOBOOKS))
).where(Record.id.in_(_WANTED))


def records(session: Session, ids: Sequence[int]) -> list[ListedRecord]:
    """The records with these ids in this order; one that is gone is left out."""
    rows = session.execute(_RECORDS, {"ids": list(ids)}) if ids else ()
    found = {row[0]: _listed(*row) for row in rows}
    return [found[key] for key in ids if key in found]


def _listed(*row: Any) -> ListedRecord:
    *own, people, copies, digital, audiobooks = row
    listed = ListedRecord(*own)
    listed.contributors = people_of(people)
    listed.copies = copies_of(copies)
    listed.digital = [ListedForm(number, Access(access)) for number, access in sorted(json.loads(digital))]
    listed.audiobooks = [
        ListedForm(number, Access(access)) for number, access in sorted(json.loads(audiobooks))
    ]
    return listed


def people_of(rows: str) -> list[Person]:
    """What PEOPLE gave, in the order of the title page."""
    return [Person(name, Role(role)) for _, name, role in sorted(json.loads(rows))]


def copies_of(rows: str) -> list[ListedCopy]:
    """What COPIES gave, the oldest first."""
    return [
        ListedCopy(CopyStatus(status), _place(room, room_id), _place(shelf, shelf_id), call, accession)
        for _, status, room, room_id, shelf, shelf_id, call, accession in sorted(
            json.loads(rows), key=itemgetter(0)
        )
    ]


def _place(name: str | None, number: int | None) -> Place | None:
    return None if name is None or number is None else Place(name, number)
