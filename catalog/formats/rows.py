"""A row of a spreadsheet ↔ the values of a record and its copies."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from catalog.errors import N_
from catalog.formats import cells, languages
from catalog.formats.headings import SPELLINGS, Columns, Field, plain
from catalog.formats.notes import Note, note_on_legacy, notes_on_letters
from catalog.formats.tabular import Row
from catalog.legacy import encoding_of, put_right
from catalog.models.holdings import CopyStatus
from catalog.models.record import MaterialType, Role
from catalog.values import CopyValues, RecordValues


@dataclass(frozen=True)
class Described:
    """What a row or a MARC record says, and what was odd about it."""

    values: RecordValues
    """An empty title means that the item has none and must be refused."""
    copies: tuple[CopyValues, ...]
    notes: tuple[Note, ...] = ()


_TYPE_NAMES = {
    MaterialType.BOOK: ("Sách", "Book"),
    MaterialType.NEWSPAPER: ("Báo", "Newspaper"),
    MaterialType.MAGAZINE: ("Tạp chí", "Magazine", "Serial", "Journal"),
    MaterialType.MAP: ("Bản đồ", "Map"),
    MaterialType.AUDIOBOOK: ("Sách nói", "Audiobook"),
    MaterialType.OTHER: ("Khác", "Other"),
}
_STATUS_NAMES = {
    CopyStatus.AVAILABLE: ("Sẵn sàng", "Available"),
    CopyStatus.ON_LOAN: ("Đang mượn", "On loan"),
    CopyStatus.REFERENCE: ("Đọc tại chỗ", "Reference"),
    CopyStatus.LOST: ("Mất", "Lost"),
    CopyStatus.WITHDRAWN: ("Thanh lý", "Đã thanh lý", "Withdrawn"),
}
_TYPES = {plain(name): kind for kind, names in _TYPE_NAMES.items() for name in names}
_STATUSES = {plain(name): status for status, names in _STATUS_NAMES.items() for name in names}

_BROKEN_TITLE = N_("Nhan đề bị xuống dòng giữa chừng; đã nối lại thành một dòng.")
_UNKNOWN = N_("Không hiểu “%(text)s” ở cột “%(column)s”; đã bỏ trống, bản gốc vẫn giữ.")


def to_values(row: Row, columns: Columns) -> Described:
    """The record and the copies that a row describes; a row without copy data describes none."""
    row = _in_unicode(row)

    def cell(field: Field) -> str:
        return columns.cell(row.cells, field)

    notes = [*row.notes, *notes_on_letters(row.cells.values())]
    title, subtitle = cell(Field.TITLE), cell(Field.SUBTITLE)
    if "\n" in title.strip():
        notes.append(Note(_BROKEN_TITLE))
    if Field.SUBTITLE not in columns.heading_of:
        title, subtitle = cells.title(title)
    kind = _known(_TYPES, cell(Field.TYPE), Field.TYPE, notes)
    mark = cell(Field.CLASS_MARK) or cell(Field.CALL_NUMBER)
    call_number = (cell(Field.CALL_NUMBER) or mark).lstrip("'").strip()
    values = RecordValues(
        title=title.strip(),
        subtitle=subtitle,
        volume=cells.volume(cell(Field.VOLUME)),
        type=kind or MaterialType.BOOK,
        language=_language(cell(Field.LANGUAGE), notes),
        publisher=cell(Field.PUBLISHER),
        place=cell(Field.PLACE),
        year_printed=cell(Field.YEAR),
        extent=cell(Field.EXTENT),
        series=cell(Field.SERIES),
        summary=cell(Field.SUMMARY),
        ddc=cell(Field.DDC) or cells.ddc(mark),
        call_number=call_number,
        contributors=_people(cell(Field.AUTHORS), cell(Field.TRANSLATORS)),
        subjects=cells.several(cell(Field.SUBJECTS)),
        isbns=cells.several(cell(Field.ISBN)),
        issns=cells.several(cell(Field.ISSN)),
    )
    return Described(values, _copies(row, columns, call_number, notes), tuple(notes))


def _in_unicode(row: Row) -> Row:
    """The row with Vietnamese letters of the years before Unicode put right.

    A note says so where the row is not like its sheet, of which the file's own note tells.
    """
    legacy = encoding_of(row.cells.values()) or row.legacy
    if legacy is None:
        return row
    cells = {heading: put_right(cell, legacy) for heading, cell in row.cells.items()}
    notes = row.notes if legacy is row.legacy else (*row.notes, note_on_legacy(legacy))
    return replace(row, cells=cells, notes=notes)


Known = TypeVar("Known", bound=StrEnum)


def _known(names: dict[str, Known], text: str, field: Field, notes: list[Note]) -> Known | None:
    found = names.get(plain(text))
    if found is None and text.strip():
        notes.append(Note(_UNKNOWN, {"text": text.strip()[:60], "column": SPELLINGS[field][0]}))
    return found


def _language(text: str, notes: list[Note]) -> str:
    tag = languages.from_name(text)
    if text.strip() and not tag:
        notes.append(Note(_UNKNOWN, {"text": text.strip()[:60], "column": SPELLINGS[Field.LANGUAGE][0]}))
    return tag


def _people(authors: str, translators: str) -> tuple[tuple[str, Role], ...]:
    known = cells.contributors(authors)
    return known + tuple(
        (name, Role.TRANSLATOR if role is Role.AUTHOR else role)
        for name, role in cells.contributors(translators)
        if (name, Role.TRANSLATOR) not in known
    )


_BETWEEN_NUMBERS = re.compile(r"[;,\r\n]")


def _numbers(cell: str) -> list[str]:
    return [number for number in map(str.strip, _BETWEEN_NUMBERS.split(cell)) if number]


def _copies(row: Row, columns: Columns, call_number: str, notes: list[Note]) -> tuple[CopyValues, ...]:
    """One copy for each number in the row; one without a number where only a place is given."""
    register = _numbers(columns.cell(row.cells, Field.REGISTER))
    barcodes = _numbers(columns.cell(row.cells, Field.BARCODE))
    location = columns.cell(row.cells, Field.LOCATION).strip()
    shelf = columns.cell(row.cells, Field.SHELF).strip()
    if shelf and not location:
        location = shelf  # a shelf stands in a location; the sheet knows only one of the two
        shelf = ""
    number = max(len(register), len(barcodes), 1 if location else 0)
    if Field.BARCODE not in columns.heading_of:
        barcodes = register
    status = _known(_STATUSES, columns.cell(row.cells, Field.STATUS), Field.STATUS, notes)
    return tuple(
        CopyValues(
            accession_number=_at(register, place) or _at(barcodes, place),
            barcode=_at(barcodes, place),
            call_number=call_number,
            location=location,
            shelf=shelf,
            status=status or CopyStatus.AVAILABLE,
        )
        for place in range(number)
    )


def _at(items: list[str], place: int) -> str:
    return items[place] if place < len(items) else ""


_EXPORTED = tuple(field for field in Field if field not in (Field.CLASS_MARK, Field.TRANSLATORS))
HEADINGS = tuple(SPELLINGS[field][0] for field in _EXPORTED)
"""Headings of an exported sheet; `to_values` understands each of them."""


def from_values(values: RecordValues, copy: CopyValues | None) -> tuple[str, ...]:
    """The cells, under HEADINGS, of one copy of a record, or of a record without copies."""
    texts = {
        Field.TITLE: values.title,
        Field.SUBTITLE: values.subtitle,
        Field.VOLUME: values.volume,
        Field.AUTHORS: cells.from_contributors(values.contributors),
        Field.PUBLISHER: values.publisher,
        Field.PLACE: values.place,
        Field.YEAR: values.year_printed,
        Field.LANGUAGE: values.language,
        Field.TYPE: _TYPE_NAMES[values.type][0],
        Field.SUBJECTS: "; ".join(values.subjects),
        Field.DDC: values.ddc,
        Field.CALL_NUMBER: (copy.call_number if copy else "") or values.call_number,
        Field.ISBN: "; ".join(values.isbns),
        Field.ISSN: "; ".join(values.issns),
        Field.EXTENT: values.extent,
        Field.SERIES: values.series,
        Field.SUMMARY: values.summary,
    }
    if copy is not None:
        texts |= {
            Field.REGISTER: copy.accession_number,
            Field.BARCODE: copy.barcode,
            Field.LOCATION: copy.location,
            Field.SHELF: copy.shelf,
            Field.STATUS: _STATUS_NAMES[copy.status][0],
        }
    return tuple(texts.get(field, "") for field in _EXPORTED)
