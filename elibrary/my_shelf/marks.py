"""Rules of bookmarks: places that somebody marked, with a word about each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from catalog.models import Access, Audiobook, DigitalObject
from catalog.vietnamese import nfc
from elibrary.browse.listing import ListedRecord, records
from elibrary.my_shelf.models import Bookmark
from elibrary.my_shelf.places import Book, NothingKept, Spot, inside, name_at
from elibrary.my_shelf.saved import MOST, ShelfFull

LONGEST_NOTE = 500
SHOWN = 100


def mark(session: Session, patron_id: int, book: Book, spot: Spot, *, note: str, now: datetime) -> Bookmark:
    """Mark a place. A longer note is cut. Raises BadPlace, ShelfFull."""
    spot = inside(book, spot)
    mine = select(func.count()).select_from(Bookmark).where(Bookmark.patron_id == patron_id)
    if (session.scalar(mine) or 0) >= MOST:
        raise ShelfFull(most=MOST)
    column = "audiobook_id" if isinstance(book, Audiobook) else "digital_id"
    made = Bookmark(
        patron_id=patron_id,
        position=spot.position,
        character=spot.character,
        seconds=spot.seconds,
        name=name_at(session, book, spot),
        note=nfc(note)[:LONGEST_NOTE],
        created_at=now,
        **{column: book.id},
    )
    session.add(made)
    return made


def remove(session: Session, patron_id: int, number: int) -> None:
    """Take a bookmark out. Raises NothingKept."""
    mine = delete(Bookmark).where(Bookmark.id == number, Bookmark.patron_id == patron_id)
    if session.execute(mine.returning(Bookmark.id)).first() is None:
        raise NothingKept


@dataclass(frozen=True)
class Marked:
    """A bookmark with its book."""

    mark: Bookmark
    book: Book
    record: ListedRecord

    @property
    def kind(self) -> str:
        """`audio`, `epub` or `pdf`: how places in it are told."""
        return "audio" if isinstance(self.book, Audiobook) else self.book.kind.value


def marked(session: Session, patron_id: int) -> Sequence[Marked]:
    """The patron's bookmarks, the latest first."""
    mine = (
        select(Bookmark, DigitalObject, Audiobook)
        .outerjoin(DigitalObject, DigitalObject.id == Bookmark.digital_id)
        .outerjoin(Audiobook, Audiobook.id == Bookmark.audiobook_id)
        .where(Bookmark.patron_id == patron_id)
        .order_by(Bookmark.created_at.desc(), Bookmark.id.desc())
        .limit(SHOWN)
    )
    found = [(one, digital or audio) for one, digital, audio in session.execute(mine)]
    open_now = [(one, book) for one, book in found if book is not None and book.access is Access.PUBLIC]
    listed = {one.id: one for one in records(session, [book.record_id for _, book in open_now])}
    return [Marked(one, book, listed[book.record_id]) for one, book in open_now if book.record_id in listed]
