"""Rules of the catalogue: describing records, adding copies, finding what belongs together.

Every function takes the session and plain values, raises a named refusal, and never commits.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.errors import N_, NotFound, Refusal
from catalog.identifiers import isbn13, issn8
from catalog.keys import authors_of, edition_key, work_key
from catalog.models import Contributor, Copy, Identifier, Location, Record, Shelf, Subject
from catalog.values import CopyValues, RecordValues
from catalog.vietnamese import fold, nfc, sort_key
from catalog.years import sortable_year

TITLE_LIMIT = 2000
"""Characters; the longest real title seen in 44,860 rows has 463."""
OLDEST_LIMIT = 18
"""Years: nobody who is of age is kept from anything."""


class TitleMissing(Refusal):
    """A record needs a title."""

    status = 422
    message = N_("Tài liệu chưa có nhan đề. Hãy nhập nhan đề rồi lưu lại.")


class TextTooLong(Refusal):
    """A field holds more than its column keeps."""

    status = 422
    message = N_("Nội dung ô “%(field)s” quá dài (tối đa %(limit)s ký tự). Hãy rút gọn rồi lưu lại.")


class BarcodeTaken(Refusal):
    """A barcode belongs to one copy only."""

    message = N_(
        "Mã vạch %(barcode)s đã dùng cho “%(title)s”. Hãy kiểm tra lại nhãn hoặc để trống ô mã vạch."
    )


class ShelfWithoutLocation(Refusal):
    """A shelf stands in a location."""

    status = 422
    message = N_("Đã ghi kệ mà chưa ghi kho. Hãy chọn kho của kệ này.")


_FIELDS = {
    "title": N_("Nhan đề"),
    "subtitle": N_("Phụ đề"),
    "volume": N_("Tập"),
    "language": N_("Ngôn ngữ"),
    "publisher": N_("Nhà xuất bản"),
    "place": N_("Nơi xuất bản"),
    "year_printed": N_("Năm xuất bản"),
    "extent": N_("Số trang"),
    "series": N_("Tùng thư"),
    "ddc": N_("Chỉ số DDC"),
    "call_number": N_("Ký hiệu xếp giá"),
}


def field_label(name: str) -> str:
    """What a librarian calls this column of `Record`, marked for translation."""
    return _FIELDS[name]


def get_record(session: Session, record_id: int) -> Record:
    """The record with this id. Raises NotFound."""
    record = session.get(Record, record_id)
    if record is None:
        raise NotFound
    return record


def create_record(session: Session, values: RecordValues, *, now: datetime) -> Record:
    """Add a record and return it. Raises TitleMissing, TextTooLong."""
    record = Record(created_at=now)
    fill(session, record, values, now=now)
    session.add(record)
    return record


def fill(session: Session, record: Record, values: RecordValues, *, now: datetime) -> None:
    """Make the record say `values`; columns that already say so are left alone.

    Raises TitleMissing, TextTooLong.
    """
    texts = _checked_texts(values)
    with session.no_autoflush:
        texts |= {
            "type": values.type,
            "summary": values.summary.strip(),
            "minimum_age": min(max(values.minimum_age, 0), OLDEST_LIMIT),
            "year": sortable_year(values.year_printed),
            "work_key": work_key(values.title, authors_of(values)),
            "edition_key": edition_key(values),
            "sort_title": sort_key(values.title),
        }
        changed = _set(record, texts)
        changed |= _set_contributors(record, values)
        changed |= _set_subjects(record, values.subjects)
        changed |= _set_identifiers(record, values)
    if changed:
        record.updated_at = now


def _checked_texts(values: RecordValues) -> dict[str, object]:
    texts: dict[str, object] = {}
    for field, label in _FIELDS.items():
        text = nfc(getattr(values, field))
        limit: int | None = getattr(Record.__table__.c[field].type, "length", None)
        if limit is not None and len(text) > limit:
            raise TextTooLong(field=label, limit=limit)
        texts[field] = text
    if not texts["title"]:
        raise TitleMissing
    return texts


def _set(record: Record, columns: dict[str, object]) -> bool:
    changed = False
    for name, value in columns.items():
        if getattr(record, name) != value:
            setattr(record, name, value)
            changed = True
    return changed


def _set_contributors(record: Record, values: RecordValues) -> bool:
    wanted = [(nfc(name)[:500], role) for name, role in values.contributors if nfc(name)]
    if [(c.name, c.role) for c in record.contributors] == wanted:
        return False
    kept = record.contributors
    for position, (name, role) in enumerate(wanted):
        if position == len(kept):
            kept.append(Contributor(position=position))
        kept[position].name, kept[position].role = name, role
        kept[position].folded = fold(name)
    del kept[len(wanted) :]
    return True


def _set_subjects(record: Record, terms: Sequence[str]) -> bool:
    wanted = list(dict.fromkeys(nfc(term)[:300] for term in terms if nfc(term)))
    if [s.term for s in record.subjects] == wanted:
        return False
    have = {s.term: s for s in record.subjects}
    record.subjects = [have.get(term) or Subject(term=term) for term in wanted]
    for position, subject in enumerate(record.subjects):
        subject.position = position
    return True


def _set_identifiers(record: Record, values: RecordValues) -> bool:
    found = [("isbn", isbn13(text)) for text in values.isbns] + [
        ("issn", issn8(text)) for text in values.issns
    ]
    wanted = list(dict.fromkeys((kind, value) for kind, value in found if value))
    have = {(i.kind, i.value): i for i in record.identifiers}
    if list(have) == wanted:
        return False
    record.identifiers = [have.get(key) or Identifier(kind=key[0], value=key[1]) for key in wanted]
    return True


def values_of(record: Record) -> RecordValues:
    """What the record says now, in the shape that `fill` takes."""
    return RecordValues(
        **{field: getattr(record, field) for field in _FIELDS},
        type=record.type,
        summary=record.summary,
        minimum_age=record.minimum_age,
        contributors=tuple((c.name, c.role) for c in record.contributors),
        subjects=tuple(s.term for s in record.subjects),
        isbns=tuple(i.value for i in record.identifiers if i.kind == "isbn"),
        issns=tuple(i.value for i in record.identifiers if i.kind == "issn"),
    )


def add_copy(session: Session, record: Record, values: CopyValues, *, now: datetime) -> Copy:
    """Add a copy to the record and return it. Raises BarcodeTaken, ShelfWithoutLocation."""
    copy = Copy(created_at=now)
    fill_copy(session, copy, values)
    with session.no_autoflush:  # loading the record's copies must not save a copy that is not yet one of them
        record.copies.append(copy)
    return copy


def fill_copy(session: Session, copy: Copy, values: CopyValues) -> None:
    """Make the copy say `values`. Raises BarcodeTaken, ShelfWithoutLocation."""
    barcode = nfc(values.barcode)[:60] or None
    with session.no_autoflush:
        holder = session.scalar(select(Copy).where(Copy.barcode == barcode)) if barcode else None
        if holder is not None and holder is not copy:
            raise BarcodeTaken(barcode=barcode, title=holder.record.title)
        if values.shelf and not values.location:
            raise ShelfWithoutLocation
    copy.barcode = barcode
    copy.accession_number = nfc(values.accession_number)[:60]
    copy.call_number = nfc(values.call_number)[:120]
    copy.status = values.status
    copy.location = location_named(session, values.location)
    copy.shelf = shelf_named(session, copy.location, values.shelf)


def get_copy(session: Session, copy_id: int) -> Copy:
    """The copy with this id. Raises NotFound."""
    copy = session.get(Copy, copy_id)
    if copy is None:
        raise NotFound
    return copy


def location_named(session: Session, name: str) -> Location | None:
    """The location of this name, made if it is new; None for an empty name."""
    name = nfc(name)[:200]
    if not name:
        return None
    location = session.scalar(select(Location).where(Location.name == name))
    if location is None:
        location = Location(name=name)
        session.add(location)
        session.flush()
    return location


def shelf_named(session: Session, location: Location | None, name: str) -> Shelf | None:
    """The shelf of this name in the location, made if it is new; None without a name or a location."""
    name = nfc(name)[:100]
    if not name or location is None:
        return None
    shelf = session.scalar(select(Shelf).where(Shelf.location == location, Shelf.name == name))
    if shelf is None:
        shelf = Shelf(location=location, name=name)
        session.add(shelf)
        session.flush()
    return shelf
