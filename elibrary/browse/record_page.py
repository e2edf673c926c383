"""What a record's page shows, as plain values in a handful of queries whatever the library holds."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from catalog.database import json_rows
from catalog.errors import NotFound
from catalog.models import (
    Access,
    Audiobook,
    Chapter,
    DigitalKind,
    DigitalObject,
    Identifier,
    Record,
    Role,
    StoredFile,
    Subject,
    Track,
)
from catalog.values import RecordValues
from catalog.vietnamese import fold
from elibrary.browse import related
from elibrary.browse.holdings import paper
from elibrary.browse.listing import (
    COLUMNS,
    COPIES,
    PEOPLE,
    ListedForm,
    ListedRecord,
    copies_of,
    people_of,
    records,
)
from elibrary.browse.shelves import NOBODY, Neighbours, neighbours


class Book(NamedTuple):
    """A digital book of a record."""

    id: int
    access: Access
    kind: DigitalKind
    pages: int
    """Pages of a PDF, chapters of an EPUB."""
    size: int
    """Bytes."""
    content_type: str


class Recording(NamedTuple):
    """An audiobook of a record."""

    id: int
    access: Access
    duration: float
    """Seconds."""
    narrator: str
    parts: int
    """Chapters, else tracks."""


class PlacedTrack(NamedTuple):
    """A sound file and where it begins on the time line of its recording, in seconds."""

    id: int
    start: float
    duration: float


@dataclass(slots=True)
class ShownRecord(ListedRecord):
    """A record on its own page; its fields are those of `catalog.models.Record`."""

    language: str = ""
    place: str = ""
    extent: str = ""
    series: str = ""
    ddc: str = ""
    call_number: str = ""
    minimum_age: int = 0
    subjects: list[str] = field(default_factory=list)
    identifiers: list[tuple[str, str]] = field(default_factory=list)
    """Kind (`isbn`, `issn`) and value."""
    books: list[Book] = field(default_factory=list)
    recordings: list[Recording] = field(default_factory=list)

    @property
    def values(self) -> RecordValues:
        """The same for codecs."""
        plain = attrgetter(*_PLAIN)(self)
        return RecordValues(
            **dict(zip(_PLAIN, plain, strict=True)),
            contributors=tuple((person.name, person.role) for person in self.contributors),
            subjects=tuple(self.subjects),
            isbns=tuple(value for kind, value in self.identifiers if kind == "isbn"),
            issns=tuple(value for kind, value in self.identifiers if kind == "issn"),
        )


@dataclass(frozen=True)
class RecordPage:
    """A record and what stands near it."""

    record: ShownRecord
    editions: Sequence[ListedRecord]
    by_author: Sequence[ListedRecord]
    on_subject: Sequence[ListedRecord]
    beside: Neighbours = NOBODY
    """On its shelf; for somebody who stands before it."""
    tracks: Sequence[PlacedTrack] = ()
    """Of the recording that such a person can start at once."""


_MORE = (
    Record.language,
    Record.place,
    Record.extent,
    Record.series,
    Record.ddc,
    Record.call_number,
    Record.minimum_age,
)
_PLAIN = (
    *("title", "subtitle", "volume", "type", "publisher", "year_printed", "summary"),
    *(column.key for column in _MORE),
)
_SUBJECTS = select(json_rows(Subject.position, Subject.term)).where(Subject.record_id == Record.id)
_NUMBERS = select(json_rows(Identifier.id, Identifier.kind, Identifier.value)).where(
    Identifier.record_id == Record.id
)
_BOOKS = (
    select(
        json_rows(
            DigitalObject.id,
            DigitalObject.access,
            DigitalObject.kind,
            DigitalObject.pages,
            StoredFile.size,
            StoredFile.content_type,
        )
    )
    .join(StoredFile, StoredFile.sha256 == DigitalObject.sha256)
    .where(DigitalObject.record_id == Record.id)
)
_RECORDINGS = select(
    json_rows(
        Audiobook.id,
        Audiobook.access,
        Audiobook.duration,
        Audiobook.narrator,
        select(func.count()).where(Chapter.audiobook_id == Audiobook.id).scalar_subquery(),
        select(func.count()).where(Track.audiobook_id == Audiobook.id).scalar_subquery(),
    )
).where(Audiobook.record_id == Record.id)
_SHOWN = select(
    *COLUMNS,
    *_MORE,
    *(part.scalar_subquery() for part in (PEOPLE, COPIES, _SUBJECTS, _NUMBERS, _BOOKS, _RECORDINGS)),
).where(Record.id == bindparam("record_id"))
_TRACKS = (
    select(Track.id, Track.duration)
    .where(Track.audiobook_id == bindparam("audiobook_id"))
    .order_by(Track.position)
)


def shown_record(session: Session, record_id: int) -> ShownRecord:
    """A record with all that hangs on it. Raises NotFound."""
    row = session.execute(_SHOWN, {"record_id": record_id}).one_or_none()
    if row is None:
        raise NotFound
    return _shown(*row)


def _shown(*row: Any) -> ShownRecord:
    own, more = row[: len(COLUMNS)], row[len(COLUMNS) : len(COLUMNS) + len(_MORE)]
    people, copies, *others = row[len(COLUMNS) + len(_MORE) :]
    subjects, numbers, books, recordings = (sorted(json.loads(rows)) for rows in others)
    shown = ShownRecord(*own, **{column.key: value for column, value in zip(_MORE, more, strict=True)})
    shown.contributors = people_of(people)
    shown.copies = copies_of(copies)
    shown.subjects = [term for _, term in subjects]
    shown.identifiers = [(kind, value) for _, kind, value in numbers]
    shown.books = [Book(number, Access(a), DigitalKind(kind), *rest) for number, a, kind, *rest in books]
    shown.recordings = [
        Recording(number, Access(access), duration, narrator, chapters or tracks)
        for number, access, duration, narrator, chapters, tracks in recordings
    ]
    shown.digital = [ListedForm(book.id, book.access) for book in shown.books]
    shown.audiobooks = [ListedForm(one.id, one.access) for one in shown.recordings]
    return shown


def record_page(session: Session, record_id: int, *, at_shelf: bool = False) -> RecordPage:
    """Everything that a record's page shows; `at_shelf`, to who scanned its code. Raises NotFound."""
    record = shown_record(session, record_id)
    people = [fold(person.name) for person in record.contributors if person.role is Role.AUTHOR]
    near = related.near(session, record.id, record.work_key, people, record.subjects)
    loaded = {one.id: one for one in records(session, near.ids())}
    editions, by_author, on_subject = ([loaded[key] for key in row if key in loaded] for row in near)
    page = RecordPage(record, editions, by_author, on_subject)
    return _at_shelf(session, page) if at_shelf else page


def _at_shelf(session: Session, page: RecordPage) -> RecordPage:
    copy = paper(page.record).place
    beside = neighbours(session, copy.shelf.id, page.record.id) if copy and copy.shelf else NOBODY
    open_to_all = (one for one in page.record.recordings if one.access is Access.PUBLIC)
    first = next(open_to_all, None)
    return replace(page, beside=beside, tracks=tracks(session, first))


def tracks(session: Session, recording: Recording | None) -> list[PlacedTrack]:
    """The sound files of a recording on its time line."""
    if recording is None:
        return []
    rows = session.execute(_TRACKS, {"audiobook_id": recording.id}).all()
    starts = accumulate((duration for _, duration in rows), initial=0.0)
    return [PlacedTrack(row[0], start, row[1]) for row, start in zip(rows, starts, strict=False)]
