"""Rules of the librarian's desk for reading lists: make, change, put in order, delete."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from catalog.errors import N_, Refusal
from catalog.models import ListEntry, ReadingList, Record
from catalog.vietnamese import fold, nfc
from elibrary.lists.services import NoSuchList

TITLE_LIMIT, NOTE_LIMIT, DESCRIPTION_LIMIT = 200, 500, 5000
"""Characters."""
MOST_TITLES = 100
"""Titles of one list; who has more wants two lists."""

_SLUG_LENGTH = 60
_NAMELESS = "danh-muc"


class ListEditedMeanwhile(Refusal):
    """The list was saved by somebody else after this form was opened."""

    message = N_(
        "Người khác vừa lưu danh mục này sau khi bạn mở trang. Những gì bạn gõ vẫn còn dưới đây; chỗ nào "
        "khác bản đã lưu thì có ghi bản đã lưu bên cạnh. Hãy xem lại rồi bấm Lưu lần nữa để giữ bản của bạn."
    )


class ListWithoutTitle(Refusal):
    """A list is called something."""

    status = 422
    message = N_("Hãy đặt tên cho danh mục.")


class ListFull(Refusal):
    """A list has room for so many titles."""

    message = N_(
        "Danh mục này đã đủ %(most)s tài liệu nên chưa thêm được. Hãy bỏ bớt, hoặc lập thêm một danh mục."
    )


@dataclass(frozen=True)
class ListValues:
    """What the librarian wrote. `notes`: record id and note of each title, in the order wanted."""

    title: str
    description: str = ""
    published: bool = False
    on_home: bool = False
    notes: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True)
class Listed:
    """A list at the desk, and how many titles it has."""

    reading_list: ReadingList
    total: int


def all_lists(session: Session) -> Sequence[Listed]:
    """Every list, the one changed last first."""
    counted = (
        select(ReadingList, func.count(ListEntry.id))
        .outerjoin(ReadingList.entries)
        .group_by(ReadingList.id)
        .order_by(ReadingList.updated_at.desc(), ReadingList.id.desc())
    )
    return [Listed(*row) for row in session.execute(counted)]


def get_list(session: Session, list_id: int) -> ReadingList:
    """The list with this id and its titles. Raises NoSuchList."""
    found = session.get(ReadingList, list_id, options=(selectinload(ReadingList.entries),))
    if found is None:
        raise NoSuchList
    return found


def create(session: Session, title: str, *, now: datetime) -> ReadingList:
    """Add an empty list that residents do not see yet, and return it. Raises ListWithoutTitle."""
    named = nfc(title)[:TITLE_LIMIT]
    if not named:
        raise ListWithoutTitle
    made = ReadingList(slug=_free_slug(session, named), title=named, created_at=now, updated_at=now)
    session.add(made)
    session.flush()
    return made


def slug_of(title: str) -> str:
    """The title as a piece of an address: small letters without marks, words joined by hyphens."""
    parts = re.findall("[a-z0-9]+", fold(nfc(title)))
    slug = parts[0][:_SLUG_LENGTH] if parts else _NAMELESS
    for part in parts[1:]:
        if len(slug) + 1 + len(part) > _SLUG_LENGTH:
            break
        slug += f"-{part}"
    return slug


def _free_slug(session: Session, title: str) -> str:
    slug = slug_of(title)
    taken = set(session.scalars(select(ReadingList.slug).where(ReadingList.slug.startswith(slug))))
    further = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(free for free in (slug, *further) if free not in taken)


def save(
    session: Session, reading_list: ReadingList, values: ListValues, *, version: str, now: datetime
) -> None:
    """Save an edit begun at `version`; titles are neither added nor taken away by it.

    Raises ListEditedMeanwhile, ListWithoutTitle.
    """
    if version != str(reading_list.version):
        raise ListEditedMeanwhile
    title = nfc(values.title)[:TITLE_LIMIT]
    if not title:
        raise ListWithoutTitle
    columns = {
        "title": title,
        "description": prose(values.description)[:DESCRIPTION_LIMIT],
        "published": values.published,
        "on_home": values.on_home,
    }
    changed = {name: value for name, value in columns.items() if getattr(reading_list, name) != value}
    for name, value in changed.items():
        setattr(reading_list, name, value)
    if _note(reading_list, values.notes) or changed:
        reading_list.updated_at = now
    session.flush()


def _note(reading_list: ReadingList, notes: Sequence[tuple[int, str]]) -> bool:
    """Set notes and order; a title that the form does not name stays, behind the others."""
    wanted = {record_id: (place, nfc(note)[:NOTE_LIMIT]) for place, (record_id, note) in enumerate(notes)}
    changed = False
    for entry in reading_list.entries:
        note = wanted.get(entry.record_id, (0, entry.note))[1]
        changed |= note != entry.note
        entry.note = note
    last = len(notes)
    ordered = sorted(reading_list.entries, key=lambda entry: wanted.get(entry.record_id, (last,))[0])
    return _put_in_order(reading_list, ordered) or changed


def _put_in_order(reading_list: ReadingList, entries: Sequence[ListEntry]) -> bool:
    """Number the titles so; whether that moved any."""
    moved = entries != reading_list.entries
    for place, entry in enumerate(entries):
        entry.position = place
    reading_list.entries = list(entries)
    return moved


def add(session: Session, reading_list: ReadingList, record: Record, *, now: datetime) -> bool:
    """Put the record at the end of the list; False where it is in it already. Raises ListFull."""
    if any(entry.record_id == record.id for entry in reading_list.entries):
        return False
    if len(reading_list.entries) >= MOST_TITLES:
        raise ListFull(most=MOST_TITLES)
    reading_list.entries.append(ListEntry(record_id=record.id, position=len(reading_list.entries)))
    _put_in_order(reading_list, reading_list.entries)
    reading_list.updated_at = now
    session.flush()
    return True


def move(reading_list: ReadingList, record_id: int, places: int, *, now: datetime) -> None:
    """Move a title so many places down (up where negative), as far as there are places."""
    entries = list(reading_list.entries)
    place = next((at for at, entry in enumerate(entries) if entry.record_id == record_id), None)
    if place is None:
        return
    moved = entries.pop(place)
    entries.insert(max(0, place + places), moved)
    if _put_in_order(reading_list, entries):
        reading_list.updated_at = now


def remove(reading_list: ReadingList, record_id: int, *, now: datetime) -> None:
    """Take a title out of the list; the record itself stays."""
    kept = [entry for entry in reading_list.entries if entry.record_id != record_id]
    if _put_in_order(reading_list, kept):
        reading_list.updated_at = now


def prose(text: str) -> str:
    """Several lines without control characters, line ends as one sign."""
    lines = (nfc(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
