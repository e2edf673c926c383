"""What residents see of the reading lists, each page with a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from catalog.errors import N_, Refusal
from catalog.models import ListEntry, ReadingList, Record
from elibrary.browse.listing import ListedRecord, records

ON_A_ROW = 12
"""Titles of one list on the home page."""

COVERS = 3
"""Covers of one list among all lists."""


class NoSuchList(Refusal):
    """No list of this address, or one that is not published yet."""

    status = 404
    message = N_("Không có danh mục này, hoặc danh mục đã được gỡ xuống. Mời bạn xem các danh mục khác.")


@dataclass(frozen=True)
class ListShown:
    """A list among others: its first titles, and how many it has that this reader may see."""

    title: str
    slug: str
    description: str
    records: Sequence[ListedRecord]
    total: int


@dataclass(frozen=True)
class Title:
    """A title of a list, and what the librarian says of it."""

    record: ListedRecord
    note: str


@dataclass(frozen=True)
class ListPage:
    """A list with all its titles that this reader may see, in the librarian's order."""

    reading_list: ReadingList
    titles: Sequence[Title]


def on_home(session: Session) -> Sequence[ListShown]:
    """The lists that the home page shows, the one changed last first, with their first twelve titles."""
    return _shown(session, ReadingList.published & ReadingList.on_home, first=ON_A_ROW)


def published(session: Session) -> Sequence[ListShown]:
    """Every list that residents see, the one changed last first, with its first three titles."""
    return _shown(session, ReadingList.published.is_(True), first=COVERS)


def _shown(session: Session, which: ColumnElement[bool], *, first: int) -> Sequence[ListShown]:
    """Lists of which this reader may see no title at all are left out."""
    newest_first = (ReadingList.updated_at.desc(), ReadingList.id.desc())
    lists = session.scalars(select(ReadingList).where(which).order_by(*newest_first)).all()
    held = _held(session, [one.id for one in lists])
    loaded = records(session, sorted({key for ids in held.values() for key in ids[:first]}))
    by_id = {record.id: record for record in loaded}
    return [
        ListShown(one.title, one.slug, one.description, [by_id[key] for key in ids[:first]], len(ids))
        for one in lists
        if (ids := held.get(one.id))
    ]


def _held(session: Session, list_ids: Sequence[int]) -> dict[int, list[int]]:
    """List → ids of its records in order; joined with the records, so that a child's session sees its own."""
    entries = (
        select(ListEntry.list_id, Record.id)
        .join(ListEntry.record)
        .where(ListEntry.list_id.in_(list_ids))
        .order_by(ListEntry.position, ListEntry.id)
    )
    held: dict[int, list[int]] = {}
    for list_id, record_id in session.execute(entries):
        held.setdefault(list_id, []).append(record_id)
    return held


def named(session: Session, slug: str) -> ReadingList:
    """The list of this address, published or not. Raises NoSuchList."""
    found = session.scalar(select(ReadingList).where(ReadingList.slug == slug))
    if found is None:
        raise NoSuchList
    return found


def list_page(session: Session, reading_list: ReadingList) -> ListPage:
    """Everything that the page of a list shows."""
    of_list = select(ListEntry.record_id, ListEntry.note).where(ListEntry.list_id == reading_list.id)
    rows = session.execute(of_list.order_by(ListEntry.position, ListEntry.id))
    notes: dict[int, str] = {row.record_id: row.note for row in rows}
    return ListPage(reading_list, [Title(one, notes[one.id]) for one in records(session, list(notes))])
