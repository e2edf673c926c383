"""From the database to the documents of the index, in few queries however many records there are."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from catalog.models.forms import Access, Audiobook, DigitalObject, Section
from catalog.models.holdings import Copy, CopyStatus, Location
from catalog.models.record import Contributor, Form, Identifier, Record, Subject
from catalog.search.engine import Document, SectionText

_AT_ONCE = 500
"""Records whose rows are fetched by one set of queries."""
_HELD = frozenset({CopyStatus.AVAILABLE, CopyStatus.ON_LOAN, CopyStatus.REFERENCE})
_READY = frozenset({CopyStatus.AVAILABLE, CopyStatus.REFERENCE})
_PLAIN = (
    "id",
    "title",
    "subtitle",
    "volume",
    "series",
    "summary",
    "publisher",
    "type",
    "language",
    "year",
    "popularity",
    "sort_title",
)


@dataclass(frozen=True)
class _Paper:
    """What the copies of one record say."""

    keys: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    held: bool = False
    ready: bool = False


def documents(session: Session, ids: Collection[int] | None = None) -> Iterator[Document]:
    """The documents of these records (of all, if none are named) in order of id; an unknown id gives nothing.

    Text inside books and forms count only where residents may open them (`Access.PUBLIC`). Eight queries for
    each 500 records; the text is streamed, one book at a time.
    """
    wanted = iter(sorted(set(ids))) if ids is not None else _all_ids(session)
    while chunk := list(islice(wanted, _AT_ONCE)):
        yield from _documents(session, chunk)


def _all_ids(session: Session) -> Iterator[int]:
    last = -1
    query = select(Record.id).order_by(Record.id).limit(_AT_ONCE)
    while found := session.scalars(query.where(Record.id > last)).all():
        yield from found
        last = found[-1]


def _documents(session: Session, ids: list[int]) -> Iterator[Document]:
    people = _texts(session, Contributor.record_id, Contributor.name, Contributor.position, ids)
    subjects = _texts(session, Subject.record_id, Subject.term, Subject.position, ids)
    numbers = _texts(session, Identifier.record_id, Identifier.value, Identifier.id, ids)
    papers = _papers(session, ids)
    digital = _public(session, DigitalObject.record_id, DigitalObject.access, ids)
    audio = _public(session, Audiobook.record_id, Audiobook.access, ids)
    inside = _sections(session, sorted(digital))
    waiting = next(inside, None)
    columns = [getattr(Record, name) for name in (*_PLAIN, "call_number", "created_at")]
    for row in session.execute(select(*columns).where(Record.id.in_(ids)).order_by(Record.id)):
        sections: tuple[SectionText, ...] = ()
        if waiting and waiting[0] == row.id:
            sections, waiting = waiting[1], next(inside, None)
        paper = papers.get(row.id, _Paper())
        have = ((Form.PAPER, paper.held), (Form.DIGITAL, row.id in digital), (Form.AUDIO, row.id in audio))
        said: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
        yield Document(
            **said,
            contributors=people.get(row.id, ()),
            subjects=subjects.get(row.id, ()),
            identifiers=tuple(filter(None, (*numbers.get(row.id, ()), row.call_number, *paper.keys))),
            forms=tuple(form for form, held in have if held),
            locations=paper.locations,
            available=paper.ready or row.id in digital or row.id in audio,
            created=row.created_at.isoformat(),
            sections=sections,
        )


_Column = InstrumentedAttribute[Any]


def _texts(
    session: Session, key: _Column, text: _Column, order: _Column, ids: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    """Record id → texts in order, none twice."""
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for record_id, said in session.execute(select(key, text).where(key.in_(ids)).order_by(key, order)):
        found[record_id][said] = None
    return {record_id: tuple(texts) for record_id, texts in found.items()}


def _papers(session: Session, ids: Sequence[int]) -> dict[int, _Paper]:
    """Record id → what its copies say."""
    query = (
        select(
            Copy.record_id, Copy.accession_number, Copy.barcode, Copy.call_number, Location.name, Copy.status
        )
        .outerjoin(Location, Copy.location_id == Location.id)
        .where(Copy.record_id.in_(ids))
        .order_by(Copy.record_id, Copy.id)
    )
    found = {}
    for record_id, group in groupby(session.execute(query), key=lambda row: row[0]):
        copies: list[tuple[Any, ...]] = [tuple(row) for row in group]
        states = {copy[5] for copy in copies}
        found[record_id] = _Paper(
            keys=tuple(dict.fromkeys(text for copy in copies for text in copy[1:4] if text)),
            locations=tuple(dict.fromkeys(c[4] for c in copies if c[4] and c[5] in _HELD)),
            held=bool(states & _HELD),
            ready=bool(states & _READY),
        )
    return found


def _public(session: Session, key: _Column, access: _Column, ids: Sequence[int]) -> set[int]:
    """The records that have such a form for residents."""
    return set(session.scalars(select(key).where(key.in_(ids), access == Access.PUBLIC)))


def _sections(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, tuple[SectionText, ...]]]:
    """Record id and the sections of its public books, in order of ids."""
    if not ids:
        return
    query: Select[int, int, int, str] = (
        select(DigitalObject.record_id, Section.digital_id, Section.position, Section.text)
        .join(Section, Section.digital_id == DigitalObject.id)
        .where(DigitalObject.record_id.in_(ids), DigitalObject.access == Access.PUBLIC, Section.text != "")
        .order_by(DigitalObject.record_id, Section.digital_id, Section.position)
        .execution_options(yield_per=20)
    )
    for record_id, group in groupby(session.execute(query), key=lambda row: row[0]):
        yield (
            record_id,
            tuple(SectionText(digital_id=row[1], position=row[2], text=row[3]) for row in group),
        )
