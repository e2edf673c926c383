"""What a resident can do with a record now: pure functions of a loaded or listed record."""

import hashlib
from collections.abc import Iterable
from typing import Any, Generic, NamedTuple, Protocol, TypeVar, overload

from catalog.models import Access, Copy, CopyStatus, Form, Record
from elibrary.browse.listing import ListedCopy, ListedRecord

AnyCopy = TypeVar("AnyCopy", bound=Copy | ListedCopy)

_HERE = frozenset({CopyStatus.AVAILABLE, CopyStatus.ON_LOAN, CopyStatus.REFERENCE})
_DRAWN = "2"
"""Changes when `media.covers` draws differently, so that kept covers are drawn anew."""


class Paper(NamedTuple, Generic[AnyCopy]):
    """The copies that belong to the library's stock today, and how many of them can be had."""

    copies: tuple[AnyCopy, ...]
    available: int
    """On the shelf and for loan."""
    reference: int
    """Read here only."""

    @property
    def place(self) -> AnyCopy | None:
        """The copy to look for first: one that can be had, else any."""
        ranks = (CopyStatus.AVAILABLE, CopyStatus.REFERENCE, CopyStatus.ON_LOAN)
        return min(self.copies, key=lambda copy: ranks.index(copy.status), default=None)


@overload
def paper(record: Record) -> Paper[Copy]: ...
@overload
def paper(record: ListedRecord) -> Paper[ListedCopy]: ...
def paper(record: Record | ListedRecord) -> Paper[Any]:
    """The record's copies without lost and withdrawn ones."""
    return _stock(record.copies)


def _stock(of_record: Iterable[AnyCopy]) -> Paper[AnyCopy]:
    copies = tuple(copy for copy in of_record if copy.status in _HERE)
    statuses = [copy.status for copy in copies]
    return Paper(copies, statuses.count(CopyStatus.AVAILABLE), statuses.count(CopyStatus.REFERENCE))


def usable_forms(record: Record | ListedRecord) -> tuple[Form, ...]:
    """The forms that a resident can use, in the order paper, digital, audio."""
    have = (
        (Form.PAPER, any(copy.status in _HERE for copy in record.copies)),
        (Form.DIGITAL, any(item.access is Access.PUBLIC for item in record.digital)),
        (Form.AUDIO, any(item.access is Access.PUBLIC for item in record.audiobooks)),
    )
    return tuple(form for form, there in have if there)


class _Form(Protocol):
    @property
    def access(self) -> Access: ...


AnyForm = TypeVar("AnyForm", bound=_Form)


def readable(forms: Iterable[AnyForm], staff: bool) -> list[AnyForm]:
    """The digital books or audiobooks that are shown: to the staff those not cleared for residents too."""
    return [form for form in forms if staff or form.access is Access.PUBLIC]


def cover_version(record: Record | ListedRecord) -> str:
    """What the cover's picture depends on, as 16 hexadecimal digits for its URL and its ETag."""
    drawn = "\n".join((_DRAWN, record.title, cover_author(record), record.work_key))
    return hashlib.sha256((record.cover_sha256 or drawn).encode()).hexdigest()[:16]


def cover_author(record: Record | ListedRecord) -> str:
    """The line below the title of a drawn cover."""
    return ", ".join(record.authors[:2])
