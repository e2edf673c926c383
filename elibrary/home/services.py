"""What the home page shows, with a fixed number of queries whatever the library holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from catalog.models import (
    Access,
    Audiobook,
    Copy,
    CopyStatus,
    DigitalObject,
    Form,
    ListEntry,
    MaterialType,
    ReadingList,
    Record,
)
from elibrary.browse.listing import ListedRecord, records

ON_A_SHELF = 6
"""Titles in one row: what a wide screen has room for."""
NEW = 12
LISTS = 3

_GONE = (CopyStatus.LOST, CopyStatus.WITHDRAWN)


@dataclass(frozen=True)
class Popular:
    """What takes a look at the whole library, so that it is remembered for a while."""

    counts: dict[Form, int]
    """Titles that a resident can use in each form."""
    most_read: Sequence[int]
    """Ids of records, the most opened first."""


@dataclass(frozen=True)
class ChosenList:
    """A reading list that the librarian put on the home page."""

    slug: str
    title: str
    description: str
    titles: int


@dataclass(frozen=True)
class Home:
    """The home page."""

    new: Sequence[ListedRecord]
    most_read: Sequence[ListedRecord]
    audiobooks: Sequence[ListedRecord]
    lists: Sequence[ChosenList]
    periodicals: Sequence[ListedRecord]

    @property
    def empty(self) -> bool:
        """Whether the library has no record at all."""
        return not self.new


_NEWEST = select(Record.id).order_by(Record.created_at.desc(), Record.id.desc()).limit(NEW)
_HEARD = (
    select(Audiobook.record_id)
    .where(Audiobook.access == Access.PUBLIC)
    .order_by(Audiobook.id.desc())
    .limit(ON_A_SHELF * 8)
)
"""A record may have several audiobooks; not so many that eight times the rows would not fill the shelf."""
_PERIODICALS = [
    select(Record.id, Record.created_at)
    .where(Record.type == kind)
    .order_by(Record.created_at.desc(), Record.id.desc())
    .limit(ON_A_SHELF)
    for kind in (MaterialType.NEWSPAPER, MaterialType.MAGAZINE)
]
"""Each type is asked for alone, so that its index can answer."""
_MOST_READ = (
    select(Record.id)
    .where(Record.popularity > 0)
    .order_by(Record.popularity.desc(), Record.id.desc())
    .limit(ON_A_SHELF)
)
_TITLES = (
    select(func.count(Record.id))
    .join(ListEntry, ListEntry.record_id == Record.id)
    .where(ListEntry.list_id == ReadingList.id)
    .scalar_subquery()
)
"""Of a list; what a child is not shown is not counted either."""
_LISTS = (
    select(ReadingList.slug, ReadingList.title, ReadingList.description, _TITLES)
    .where(ReadingList.published, ReadingList.on_home)
    .order_by(ReadingList.created_at.desc(), ReadingList.id.desc())
    .limit(LISTS)
)


def home(session: Session, most_read: Sequence[int] = ()) -> Home:
    """What the home page shows; `most_read` are ids as `popular` found them."""
    heard = list(dict.fromkeys(session.scalars(_HEARD)))[:ON_A_SHELF]
    rows = [session.scalars(_NEWEST).all(), most_read, heard, _periodicals(session)]
    loaded = {record.id: record for record in records(session, sorted({key for row in rows for key in row}))}
    new, most, audiobooks, periodicals = ([loaded[key] for key in row if key in loaded] for row in rows)
    lists = [ChosenList(*row) for row in session.execute(_LISTS)]
    return Home(new, most, audiobooks, lists, periodicals)


def popular(session: Session) -> Popular:
    """How many titles there are in each form, and which are opened most."""
    return Popular(_counts(session), session.scalars(_MOST_READ).all())


def _periodicals(session: Session) -> list[int]:
    rows = [row for kind in _PERIODICALS for row in session.execute(kind)]
    found = sorted(rows, key=lambda row: (row[1], row[0]), reverse=True)
    return [row[0] for row in found[:ON_A_SHELF]]


def _counts(session: Session) -> dict[Form, int]:
    titles: dict[Form, Select[Any]] = {
        Form.PAPER: select(Copy.record_id).where(Copy.status.not_in(_GONE)),
        Form.DIGITAL: select(DigitalObject.record_id).where(DigitalObject.access == Access.PUBLIC),
        Form.AUDIO: select(Audiobook.record_id).where(Audiobook.access == Access.PUBLIC),
    }
    counted = {
        form: session.scalar(select(func.count()).select_from(ids.distinct().subquery()))
        for form, ids in titles.items()
    }
    return {form: number or 0 for form, number in counted.items()}
