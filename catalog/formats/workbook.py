"""Workbooks (.xlsx, ECMA-376 Part 1) read row by row and written row by row."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from catalog.formats.errors import DamagedSpreadsheet, NotASpreadsheet, SpreadsheetTooLarge

_UNPACKED_LIMIT = 1_500_000_000
"""Bytes of all members; a sheet of a million full rows has about 800 MB."""
_STRINGS_LIMIT = 200_000_000
"""Bytes of the shared strings, the one member that is held in memory."""
_RATIO_LIMIT = 200
"""Unpacked to packed size of a member that is not small; real sheets stay under 40."""
_SMALL = 1_000_000
_MOST_ROWS = 1_048_576
"""What Excel can hold."""

# What openpyxl and the standard library raise for content that is not what the member's name promises.
_DAMAGE = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


def workbook_rows(path: Path) -> Iterator[tuple[str, ...]]:
    """Every row of the first sheet as text, empty rows included, so that positions are row numbers.

    Whole numbers lose their `.0`, moments become ISO 8601, formulas give the value stored beside them.
    Raises NotASpreadsheet, DamagedSpreadsheet, SpreadsheetTooLarge.
    """
    _check_container(path)
    with path.open("rb") as file:  # by its handle, because by its name openpyxl asks for the right ending
        yield from _rows(file)


def _rows(file: BinaryIO) -> Iterator[tuple[str, ...]]:
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except _DAMAGE as error:
        raise DamagedSpreadsheet from error
    try:
        if not book.worksheets:
            raise NotASpreadsheet
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            if number > _MOST_ROWS:  # a row that calls itself the 99,999,999,999th has as many before it
                raise SpreadsheetTooLarge
            yield tuple(_text(value) for value in row)
    except _DAMAGE as error:
        raise DamagedSpreadsheet from error
    finally:
        book.close()


def _check_container(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DamagedSpreadsheet from error
    names = {member.filename for member in members}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise NotASpreadsheet
    strings = sum(m.file_size for m in members if m.filename.lower().endswith("sharedstrings.xml"))
    bombs = (m for m in members if m.file_size > max(_SMALL, _RATIO_LIMIT * m.compress_size))
    if sum(m.file_size for m in members) > _UNPACKED_LIMIT or strings > _STRINGS_LIMIT or any(bombs):
        raise SpreadsheetTooLarge
    _check_members(path)


def _check_members(path: Path) -> None:
    """Damage in the middle is found before the first row goes anywhere."""
    try:
        with zipfile.ZipFile(path) as archive:
            broken = archive.testzip()
    except (*_DAMAGE, zlib.error) as error:
        raise DamagedSpreadsheet from error
    if broken is not None:
        raise DamagedSpreadsheet


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


_CELL_LIMIT = 32_767
"""Characters of a cell that Excel opens without repairing the file."""


def write_xlsx(out: BinaryIO, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A workbook with one sheet. Every cell is text, so nothing in it can be a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in chain([headings], rows):
        sheet.append([_text_cell(sheet, text) for text in row])
    book.save(out)


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:_CELL_LIMIT])
    cell.data_type = "s"  # or else a leading = would make it a formula
    return cell
