"""What stands on a shelf, in the order of call numbers: its list, and what stands beside a title."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session, joinedload

from catalog.errors import NotFound
from catalog.models import Access, Audiobook, Copy, CopyStatus, DigitalObject, Form, Record, Shelf
from elibrary.browse.listing import ListedRecord, records

SHELF_PAGE = 60
"""Titles on one page of a shelf's list."""

_GONE = (CopyStatus.LOST, CopyStatus.WITHDRAWN)
_CALL = func.coalesce(func.nullif(Copy.call_number, ""), Record.call_number)
"""The call number of a copy, else that of its record."""
_FORMS: dict[Form, Any] = {
    Form.DIGITAL: select(DigitalObject.record_id).where(DigitalObject.access == Access.PUBLIC),
    Form.AUDIO: select(Audiobook.record_id).where(Audiobook.access == Access.PUBLIC),
}


class Neighbours(NamedTuple):
    """The titles that stand before and after a title on its shelf."""

    before: ListedRecord | None = None
    after: ListedRecord | None = None


NOBODY = Neighbours()


@dataclass(frozen=True)
class ShelfPage:
    """The titles that stand on a shelf, in the order of their call numbers."""

    shelf: Shelf
    records: Sequence[ListedRecord]
    call_numbers: dict[int, str]
    """By record."""
    total: int
    page: int
    form: Form | None
    """Only titles that can be read or heard on the phone too."""

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return max(1, -(-self.total // SHELF_PAGE))


def shelf_page(session: Session, shelf_id: int, page: int, form: Form | None = None) -> ShelfPage:
    """One page of a shelf's list. Raises NotFound."""
    shelf = session.get(Shelf, shelf_id, options=(joinedload(Shelf.location),))
    if shelf is None:
        raise NotFound
    standing = _standing(shelf_id).group_by(Copy.record_id)
    if form in _FORMS:
        standing = standing.where(Copy.record_id.in_(_FORMS[form]))
    total = session.scalar(select(func.count()).select_from(standing.subquery())) or 0
    call = func.min(_CALL)
    ordered = standing.order_by(call == "", call, Copy.record_id)
    shown = ordered.add_columns(call).limit(SHELF_PAGE).offset((page - 1) * SHELF_PAGE)
    calls = {row[0]: row[1] for row in session.execute(shown)}
    return ShelfPage(shelf, records(session, list(calls)), calls, total, page, form)


def neighbours(session: Session, shelf_id: int, record_id: int) -> Neighbours:
    """What stands beside a title; nothing where it has no call number, for then it stands anywhere."""
    call = session.scalar(
        _standing(shelf_id).where(Copy.record_id == record_id).with_only_columns(func.min(_CALL))
    )
    if not call:
        return NOBODY
    here, place = tuple_(call, record_id), tuple_(_CALL, Copy.record_id)
    others = _standing(shelf_id).where(Copy.record_id != record_id, _CALL != "")
    before = session.scalar(others.where(place < here).order_by(_CALL.desc(), Copy.record_id.desc()).limit(1))
    after = session.scalar(others.where(place > here).order_by(_CALL, Copy.record_id).limit(1))
    found = {one.id: one for one in records(session, [key for key in (before, after) if key is not None])}
    return Neighbours(found.get(before or 0), found.get(after or 0))


def _standing(shelf_id: int) -> Select[int]:
    on_shelf = select(Copy.record_id).join(Record, Record.id == Copy.record_id)
    return on_shelf.where(Copy.shelf_id == shelf_id, Copy.status.not_in(_GONE))
