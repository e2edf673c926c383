"""Records as lists show them: plain values of the few columns that a list needs, in four queries.

A page of twenty records loaded as objects with all that hangs on them costs five times as much.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, literal, select, union_all
from sqlalchemy.orm import Session

from catalog.models import (
    Access,
    Audiobook,
    Contributor,
    Copy,
    CopyStatus,
    DigitalObject,
    Form,
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
).where(Record.id.in_(_WANTED))
_PEOPLE = (
    select(Contributor.record_id, Contributor.name, Contributor.role)
    .where(Contributor.record_id.in_(_WANTED))
    .order_by(Contributor.position)
)
_COPIES = (
    select(Copy.record_id, Copy.status, Location.name, Shelf.name)
    .outerjoin(Location, Location.id == Copy.location_id)
    .outerjoin(Shelf, Shelf.id == Copy.shelf_id)
    .where(Copy.record_id.in_(_WANTED))
    .order_by(Copy.id)
)
_FORMS = union_all(
    select(DigitalObject.record_id, DigitalObject.access, literal(Form.DIGITAL.value)).where(
        DigitalObject.record_id.in_(_WANTED)
    ),
    select(Audiobook.record_id, Audiobook.access, literal(Form.AUDIO.value)).where(
        Audiobook.record_id.in_(_WANTED)
    ),
)


def records(session: Session, ids: Sequence[int]) -> list[ListedRecord]:
    """The records with these ids in this order; one that is gone is left out."""
    found = {row[0]: ListedRecord(*row) for row in session.execute(_RECORDS, {"ids": list(ids)})}
    if not found:
        return []
    wanted = {"ids": list(found)}
    for key, name, role in session.execute(_PEOPLE, wanted):
        found[key].contributors.append(Person(name, role))
    for key, status, location, shelf in session.execute(_COPIES, wanted):
        found[key].copies.append(ListedCopy(status, _place(location), _place(shelf)))
    for key, access, form in session.execute(_FORMS, wanted):
        forms = found[key].digital if form == Form.DIGITAL else found[key].audiobooks
        forms.append(ListedForm(access))
    return [found[key] for key in ids if key in found]


def _place(name: str | None) -> Place | None:
    return None if name is None else Place(name)
