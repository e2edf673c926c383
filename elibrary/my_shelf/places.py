"""Rules of kept places: of all devices of a patron the latest one counts.

A device tells how long ago somebody was there, measured on its own clock, not at which time: a phone whose
clock is wrong by a day then neither wins always nor never. What lies in the future counts as now.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Executable, delete, func, insert, select, update
from sqlalchemy.orm import Session

from catalog.errors import N_, NotFound, Refusal
from catalog.models import Access, Audiobook, DigitalKind, DigitalObject, Form, Section
from elibrary.browse.listing import ListedRecord, records
from elibrary.listening.services import chapter_at
from elibrary.my_shelf.models import KeptPlace

Book = DigitalObject | Audiobook

MOST_CHARACTERS = 100_000_000
"""Of one chapter; no book has more."""
LONGEST_AGO = timedelta(days=3650)
ALMOST = 0.999
"""The share of a book that is not over yet."""


class BadPlace(Refusal):
    """A place that no player or reader of ours tells."""

    status = 400
    message = N_("Không ghi được chỗ đang đọc. Việc đọc và nghe không bị ảnh hưởng.")


class NotNow(Refusal):
    """Somebody else writes; a place can wait, the people who read cannot."""

    status = 503
    message = N_("Thư viện đang bận ghi. Chỗ đang đọc vẫn ở trên máy này và được gửi lại sau.")


class NothingKept(NotFound):
    """The patron has no place in this book."""

    message = N_("Trên kệ của bạn không có mục này. Có thể bạn vừa bỏ nó ở máy khác.")


@dataclass(frozen=True)
class Spot:
    """A place: `seconds` into an audiobook, 0-based `position` and `character` in the others."""

    position: int = 0
    character: int = 0
    seconds: float = 0.0
    over: bool = False
    """Read or heard to the end."""
    ago: timedelta = timedelta(0)


def spot_of(told: object) -> Spot:
    """The place that a browser tells (from JSON or from a form's texts as numbers). Raises BadPlace."""
    if not isinstance(told, dict):
        raise BadPlace
    ago = _number(told.get("ago", 0), float(LONGEST_AGO.total_seconds()))
    return Spot(
        position=_whole(told.get("position", 0), 2**31 - 1),
        character=_whole(told.get("character", 0), MOST_CHARACTERS),
        seconds=_number(told.get("seconds", 0), 1e9),
        over=told.get("over") is True,
        ago=timedelta(seconds=ago),
    )


def _whole(value: object, most: int) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise BadPlace
    return value


def _number(value: object, most: float) -> float:
    """A finite number; one below 0 is a clock that was set back, one above `most` an absurd one."""
    if type(value) is not int and not (type(value) is float and math.isfinite(value)):
        raise BadPlace
    return float(min(max(0, value), most))  # clamped first: a whole number may be too large for a float


def inside(book: Book, spot: Spot) -> Spot:
    """The spot, if the book has such a place. Raises BadPlace."""
    if isinstance(book, Audiobook):
        if spot.seconds > book.duration + 1:
            raise BadPlace
        return Spot(seconds=min(spot.seconds, book.duration), over=spot.over, ago=spot.ago)
    if spot.position >= book.pages:
        raise BadPlace
    return Spot(spot.position, spot.character, over=spot.over, ago=spot.ago)


def place_in(session: Session, patron_id: int, book: Book) -> KeptPlace | None:
    """Where the patron stopped in this book."""
    mine = KeptPlace.patron_id == patron_id
    return session.scalar(select(KeptPlace).where(mine, of_book(book)))


def of_book(book: Book) -> ColumnElement[bool]:
    """The condition that a kept place is one of this book."""
    if isinstance(book, Audiobook):
        return KeptPlace.audiobook_id == book.id
    return KeptPlace.digital_id == book.id


def change_for(
    session: Session, patron_id: int, book: Book, spot: Spot, *, now: datetime
) -> Executable | None:
    """The change that keeps this place; None where a later one is known. Raises BadPlace.

    One statement that looks once more while it writes: of two devices at once the later place still counts.
    """
    spot = inside(book, spot)
    at = min(now, now - spot.ago)
    before = place_in(session, patron_id, book)
    values = {
        "position": spot.position,
        "character": spot.character,
        "seconds": 0.0 if spot.over else spot.seconds,
        "share": 1.0 if spot.over else share(session, book, spot),
        "name": name_at(session, book, spot),
        "at": at,
    }
    if before is None:
        column = "audiobook_id" if isinstance(book, Audiobook) else "digital_id"
        return insert(KeptPlace).values(patron_id=patron_id, **{column: book.id}, **values)
    if before.at > at:
        return None
    return update(KeptPlace).where(KeptPlace.id == before.id, KeptPlace.at <= at).values(**values)


def share(session: Session, book: Book, spot: Spot) -> float:
    """How much of the book lies before the spot, 0 to 1."""
    if isinstance(book, Audiobook):
        return min(ALMOST, spot.seconds / book.duration)
    if book.kind is DigitalKind.PDF:
        return (spot.position + 1) / book.pages if spot.position else 0.0
    here = Section.digital_id == book.id, Section.position == spot.position
    length = session.scalar(select(func.length(Section.text)).where(*here)) or 0
    read = min(1.0, spot.character / length) if length else 0.0
    return min(ALMOST, (spot.position + read) / book.pages)


def name_at(session: Session, book: Book, spot: Spot) -> str:
    """The title of the chapter there; empty for a page and for a chapter without one."""
    if isinstance(book, Audiobook):
        chapter = chapter_at(book, spot.seconds)
        return chapter.title if chapter else ""
    here = Section.digital_id == book.id, Section.position == spot.position
    return session.scalar(select(Section.title).where(*here)) or ""


def forget(session: Session, patron_id: int, number: int) -> None:
    """Take a book off the list. Raises NothingKept."""
    mine = delete(KeptPlace).where(KeptPlace.id == number, KeptPlace.patron_id == patron_id)
    if session.execute(mine.returning(KeptPlace.id)).first() is None:
        raise NothingKept


@dataclass(frozen=True)
class GoingOn:
    """A book that somebody goes on with, with all that a list says about it."""

    place: KeptPlace
    book: Book
    record: ListedRecord

    @property
    def form(self) -> Form:
        """Read or listened to."""
        return Form.AUDIO if isinstance(self.book, Audiobook) else Form.DIGITAL

    @property
    def kind(self) -> str:
        """`audio`, `epub` or `pdf`: how places in it are told."""
        return "audio" if isinstance(self.book, Audiobook) else self.book.kind.value

    @property
    def left(self) -> float:
        """Seconds of an audiobook still to be heard."""
        return self.book.duration - self.place.seconds if isinstance(self.book, Audiobook) else 0.0


def going_on(session: Session, patron_id: int, *, most: int) -> Sequence[GoingOn]:
    """Digital books and audiobooks begun and not over, in one list, the latest first. Two queries."""
    begun = (
        select(KeptPlace, DigitalObject, Audiobook)
        .outerjoin(DigitalObject, DigitalObject.id == KeptPlace.digital_id)
        .outerjoin(Audiobook, Audiobook.id == KeptPlace.audiobook_id)
        .where(KeptPlace.patron_id == patron_id, KeptPlace.share > 0, KeptPlace.share < 1)
        .order_by(KeptPlace.at.desc(), KeptPlace.id.desc())
        .limit(most)
    )
    found = [(place, digital or audio) for place, digital, audio in session.execute(begun)]
    open_now = [(place, book) for place, book in found if book is not None and book.access is Access.PUBLIC]
    listed = {one.id: one for one in records(session, [book.record_id for _, book in open_now])}
    return [
        GoingOn(place, book, listed[book.record_id]) for place, book in open_now if book.record_id in listed
    ]
