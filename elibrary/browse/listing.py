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


class ListedCopy(NamedTuple):
    """Where a copy stands and what can be done with it."""

    status: CopyStatus
    location: Place | None
    shelf: Place | None


class ListedForm(NamedTuple):
    """A digital object or audiobook, and who may open it."""

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


_PEOPLE = select(json_rows(Contributor.position, Contributor.name, Contributor.role)).where(
    Contributor.record_id == Record.id
)
_COPIES = (
    select(json_rows(Copy.id, Copy.status, Location.name, Shelf.name))
    .outerjoin(Location, Location.id == Copy.location_id)
    .outerjoin(Shelf, Shelf.id == Copy.shelf_id)
    .where(Copy.record_id == Record.id)
)
_DIGITAL = select(json_rows(DigitalObject.access)).where(DigitalObject.record_id == Record.id)
_AUDIOBOOKS = select(json_rows(Audiobook.access)).where(Audiobook.record_id == Record.id)
_WANTED: BindParameter[Any] = bindparam("ids", expanding=True)
_RECORDS = select(
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
    *(parts.scalar_subquery() for parts in (_PEOPLE, _COPIES, _DIGITAL, _AUDIOBOOKS)),
).where(Record.id.in_(_WANTED))


def records(session: Session, ids: Sequence[int]) -> list[ListedRecord]:
    """The records with these ids in this order; one that is gone is left out."""
    rows = session.execute(_RECORDS, {"ids": list(ids)}) if ids else ()
    found = {row[0]: _listed(*row) for row in rows}
    return [found[key] for key in ids if key in found]


def _listed(*row: Any) -> ListedRecord:
    *own, people, copies, digital, audiobooks = row
    listed = ListedRecord(*own)
    listed.contributors = [Person(name, Role(role)) for _, name, role in sorted(json.loads(people))]
    listed.copies = [
        ListedCopy(CopyStatus(status), _place(location), _place(shelf))
        for _, status, location, shelf in sorted(json.loads(copies), key=itemgetter(0))
    ]
    listed.digital = [ListedForm(Access(access)) for (access,) in json.loads(digital)]
    listed.audiobooks = [ListedForm(Access(access)) for (access,) in json.loads(audiobooks)]
    return listed


def _place(name: str | None) -> Place | None:
    return None if name is None else Place(name)
