"""Rules of the workbench: what stands on the desk, edits by two people, labels."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from catalog import services
from catalog.errors import N_, NotFound, Refusal
from catalog.identifiers import isbn13
from catalog.models import (
    Access,
    Audiobook,
    Copy,
    DigitalObject,
    Identifier,
    Location,
    ReadingList,
    Record,
    Shelf,
)
from catalog.values import RecordValues
from catalog.vietnamese import nfc, sort_key
from elibrary.browse import codes


class EditedMeanwhile(Refusal):
    """The record was saved by somebody else after this form was opened."""

    message = N_(
        "Người khác vừa lưu tài liệu này sau khi bạn mở trang. Những gì bạn gõ vẫn còn dưới đây; ô nào khác "
        "bản đã lưu thì có ghi bản đã lưu bên cạnh. Hãy xem lại rồi bấm Lưu lần nữa để giữ bản của bạn."
    )


class StillHasForms(Refusal):
    """A record is deleted only when nothing hangs on it."""

    message = N_(
        "Tài liệu này còn %(count)s bản sách, sách số hoặc sách nói nên chưa xoá được. "
        "Hãy xoá hoặc chuyển những thứ đó trước."
    )


def newest(session: Session, *, limit: int = 12) -> Sequence[Record]:
    """The records changed last."""
    changed = select(Record).order_by(Record.updated_at.desc(), Record.id.desc()).limit(limit)
    with_forms = (selectinload(Record.contributors), selectinload(Record.copies))
    also = (selectinload(Record.digital), selectinload(Record.audiobooks))
    return session.scalars(changed.options(*with_forms, *also)).all()


def totals(session: Session) -> dict[str, int]:
    """How many records, copies, digital books and audiobooks the library has."""
    keys = {
        "records": Record.id,
        "copies": Copy.id,
        "digital": DigitalObject.id,
        "audiobooks": Audiobook.id,
    }
    return {name: session.scalar(select(func.count(key))) or 0 for name, key in keys.items()}


def scanned(session: Session, text: str) -> Record | Shelf | ReadingList | None:
    """The record, shelf or list that a scanned or typed number belongs to, else None.

    Looked for in this order: barcode, accession number, ISBN, one of our own codes, alone or in the address
    that a QR scanner types out.
    """
    text = nfc(text)
    if not text:
        return None
    numbers = or_(Copy.barcode == text, Copy.accession_number == text)
    copy = session.scalars(select(Copy).where(numbers).order_by(Copy.barcode.is_(None), Copy.id)).first()
    if copy is not None:
        return copy.record
    if isbn := isbn13(text):
        return session.scalars(select(Record).join(Identifier).where(Identifier.value == isbn)).first()
    return _behind_code(session, text.rpartition("/")[2])


def _behind_code(session: Session, text: str) -> Record | Shelf | ReadingList | None:
    try:
        target = codes.target_of(session, text)
    except (codes.UnknownCode, codes.RetiredCode):
        return None
    return target if isinstance(target, Record | Shelf | ReadingList) else target.record


def is_number(text: str) -> bool:
    """Whether the text can only be a number read from a label or typed from one, not words of a title."""
    return any(map(str.isdecimal, text)) and not any(map(str.isalpha, text.rstrip("xX")))


def places(session: Session) -> Sequence[Location]:
    """Every location with its shelves, by name."""
    found = session.scalars(select(Location).options(selectinload(Location.shelves))).all()
    return sorted(found, key=lambda location: sort_key(location.name))


def save(session: Session, record: Record, values: RecordValues, *, version: str, now: datetime) -> None:
    """Save an edit begun at `version`. Raises EditedMeanwhile and what `catalog.services.fill` does."""
    if version != str(record.version):
        raise EditedMeanwhile
    services.fill(session, record, values, now=now)


def delete_record(session: Session, record: Record) -> None:
    """Delete a record on which nothing hangs any more. Raises StillHasForms."""
    count = len(record.copies) + len(record.digital) + len(record.audiobooks)
    if count:
        raise StillHasForms(count=count)
    session.delete(record)


def get_form(session: Session, kind: str, number: int) -> DigitalObject | Audiobook:
    """The digital book or audiobook with this id. Raises NotFound."""
    found: DigitalObject | Audiobook | None
    found = session.get(DigitalObject, number) if kind == "digital" else session.get(Audiobook, number)
    if found is None:
        raise NotFound
    return found


def set_access(form: DigitalObject | Audiobook, access: Access) -> None:
    """Say who may open it."""
    form.access = access


def remove(session: Session, thing: Copy | DigitalObject | Audiobook, *, now: datetime) -> Record:
    """Take a copy or a form off its record, which is returned. Codes that led to it stay taken."""
    record = thing.record
    record.updated_at = now
    session.delete(thing)
    return record
