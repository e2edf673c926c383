"""Spreadsheets as tables of text: CSV (RFC 4180) and Office Open XML workbooks (ECMA-376), in and out."""

import csv
import io
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from catalog.errors import N_
from catalog.formats.encodings import encoding_of
from catalog.formats.errors import EmptyCatalogueFile, NoTitleColumn
from catalog.formats.headings import SPELLINGS, Columns, columns, distinct
from catalog.formats.notes import Note, note_on_legacy
from catalog.formats.workbook import workbook_rows
from catalog.legacy import Legacy, main_encoding, put_right

DELIMITERS = ",;\t|"
_HEADING_ROWS = 20
"""Rows at the top among which the headings may stand: letterheads and captions come first in many sheets."""
_LETTER_ROWS = 200
"""Rows at the top whose letters tell whether the sheet was typed in fonts of the years before Unicode."""
_COLUMN_LIMIT = 200
_CELL_LIMIT = 32_767
"""Characters of a cell in a workbook that Excel can hold; CSV is cut there too."""


@dataclass(frozen=True)
class Row:
    """One row below the headings, as it stands in the sheet.

    `number` is 1-based in the sheet, where a spreadsheet program shows it.
    """

    number: int
    cells: Mapping[str, str]
    notes: tuple[Note, ...] = ()
    problem: Note | None = None
    """Why the row cannot be read at all."""
    legacy: Legacy | None = None
    """The encoding of the years before Unicode in which the sheet is."""


@dataclass(frozen=True)
class Table:
    """The headings of a sheet, what they mean, and its rows, read as they are asked for."""

    headings: tuple[str, ...]
    columns: Columns
    rows: Iterator[Row]
    notes: tuple[Note, ...] = field(default=())


Line = tuple[int, Sequence[str] | Note]


def read_csv(path: Path) -> Table:
    """The table in a CSV file, whatever its encoding and delimiter.

    Raises EmptyCatalogueFile, NoTitleColumn, UnknownCatalogueFormat (for bytes that are no text).
    """
    encoding, notes = encoding_of(path)

    def understood(delimiter: str) -> tuple[int, int]:
        with closing(_csv_lines(path, encoding, delimiter)) as lines:
            head = _head(list(islice(lines, _HEADING_ROWS)))
        return len(head.columns.heading_of), len(head.headings)

    return _table(_csv_lines(path, encoding, max(DELIMITERS, key=understood)), notes)


def read_xlsx(path: Path) -> Table:
    """The table in the first sheet of a workbook.

    Raises EmptyCatalogueFile, NoTitleColumn, NotASpreadsheet, DamagedSpreadsheet, SpreadsheetTooLarge.
    """
    return _table(enumerate(workbook_rows(path), 1), ())


@dataclass(frozen=True)
class _Head:
    number: int
    headings: tuple[str, ...]
    columns: Columns


def _table(lines: Iterator[Line], notes: tuple[Note, ...]) -> Table:
    top = list(islice(lines, _LETTER_ROWS))
    legacy = main_encoding(line for _, line in top if not isinstance(line, Note))
    if legacy:
        notes += (note_on_legacy(legacy),)
    head = _head(top[:_HEADING_ROWS], legacy)
    if not head.headings:
        raise EmptyCatalogueFile
    if not head.columns.has_title:
        understood = ", ".join(spellings[0] for spellings in SPELLINGS.values())
        raise NoTitleColumn(found=_shown(head.headings), understood=understood)
    rows = _rows(chain(top[head.number :], lines), head.headings, legacy)
    return Table(head.headings, head.columns, rows, notes)


def _shown(headings: Sequence[str]) -> str:
    return ", ".join(f"“{heading[:40]}”" for heading in headings[:20])


def _head(top: Sequence[Line], legacy: Legacy | None = None) -> _Head:
    """The headings are the row near the top that names most fields, or else the first row with text."""
    best = _Head(0, (), columns(()))
    for number, line in top:
        if isinstance(line, Note) or not any(cell.strip() for cell in line):
            continue
        headings = distinct([put_right(cell, legacy) if legacy else cell for cell in line[:_COLUMN_LIMIT]])
        found = columns(headings)
        if not best.headings or (found.has_title and len(found.heading_of) > len(best.columns.heading_of)):
            best = _Head(number, headings, found)
    return best


def _rows(lines: Iterable[Line], headings: tuple[str, ...], legacy: Legacy | None) -> Iterator[Row]:
    for number, line in lines:
        if isinstance(line, Note):
            yield Row(number, {}, problem=line)
        elif any(cell.strip() for cell in line):
            yield replace(_row(number, headings, line), legacy=legacy)


def _row(number: int, headings: tuple[str, ...], line: Sequence[str]) -> Row:
    notes = []
    if len(line) > len(headings) and any(cell.strip() for cell in line[len(headings) :]):
        extra = tuple(f"({position})" for position in range(len(headings) + 1, len(line) + 1))
        headings += extra
        notes.append(Note(N_("Dòng có nhiều ô hơn dòng tiêu đề; các ô thừa chỉ được giữ trong bản gốc.")))
    cells = {
        heading: _unquoted(cell[:_CELL_LIMIT]) for heading, cell in zip(headings, line, strict=False) if cell
    }
    return Row(number, cells, tuple(notes))


_BROKEN_ROW = N_("Dòng này có dấu ngoặc kép không đóng hoặc ô quá lớn nên không đọc được.")


def _csv_lines(path: Path, encoding: str, delimiter: str) -> Generator[Line, None, None]:
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        reader = csv.reader(text, delimiter=delimiter)
        number = 0
        while True:
            number += 1
            try:
                yield number, next(reader)
            except StopIteration:
                return
            except csv.Error:
                # The reader forgets the broken row and goes on with the next line.
                yield (
                    number,
                    Note(N_("Dòng này có dấu ngoặc kép không đóng hoặc ô quá lớn nên không đọc được.")),
                )


_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def _safe(cell: str) -> str:
    """The cell with an apostrophe where a spreadsheet program would take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell


def _unquoted(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_SIGNS) else cell


def write_csv(out: BinaryIO, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """CSV with a byte order mark, so that Excel reads Vietnamese letters; lines end in CRLF (RFC 4180 §2)."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([_safe(heading) for heading in headings])
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
    text.flush()
    text.detach()
