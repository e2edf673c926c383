"""The one shape in which rows and MARC records arrive, whatever file they came in."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from catalog.formats import marc21, rows, tabular
from catalog.formats.errors import (
    EmptyCatalogueFile,
    NotASpreadsheet,
    OldSpreadsheet,
    UnknownCatalogueFormat,
)
from catalog.formats.notes import Note
from catalog.formats.rows import Described
from catalog.models.source import SourceFormat


class FileFormat(StrEnum):
    """What a file is said to be."""

    AUTO = "auto"
    CSV = "csv"
    XLSX = "xlsx"
    MARC = "marc"
    MARCXML = "marcxml"


@dataclass(frozen=True)
class Item:
    """One row or MARC record: either `described` or `problem` is set."""

    number: int
    """1-based in the file; a sheet's rows count as the spreadsheet program counts them."""
    content: bytes
    """As it came, to be kept: see SourceFormat."""
    format: SourceFormat
    described: Described | None
    problem: Note | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the content, by which the same row is recognised."""
        return sha256(self.content).hexdigest()

    @property
    def title(self) -> str:
        """For the report; empty where the item has none."""
        return self.described.values.title if self.described else ""


_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SAMPLE = 100_000
# Length and status of an ISO 2709 leader, loosely: the reader mends the rest.
_LEADER = re.compile(rb"\s*[\d ]{5}[\x20-\x7e]{7}")
_MARCXML_NAMESPACE = b"http://www.loc.gov/MARC21/slim"


def format_of(path: Path) -> FileFormat:
    """What the file is by its content; the name is not asked.

    Raises EmptyCatalogueFile, OldSpreadsheet, UnknownCatalogueFormat.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    if not sample.strip():
        raise EmptyCatalogueFile
    if sample.startswith(_ZIP):
        return FileFormat.XLSX
    if sample.startswith(_OLE):
        raise OldSpreadsheet
    if sample.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return _xml(sample)
    if _LEADER.match(sample) and b"\x1e" in sample:
        return FileFormat.MARC
    return FileFormat.CSV


def _xml(sample: bytes) -> FileFormat:
    if _MARCXML_NAMESPACE in sample or b"<record" in sample or b"<collection" in sample:
        return FileFormat.MARCXML
    raise UnknownCatalogueFormat  # an HTML page, for example, that some systems call .xls


def items(path: Path, format_: FileFormat) -> Iterator[Item]:
    """Every row or record of the file. Raises a FileRefused before the first one."""
    known = format_of(path)
    if format_ is FileFormat.AUTO:
        format_ = known
    if format_ is FileFormat.XLSX and known is not FileFormat.XLSX:
        raise NotASpreadsheet
    match format_:
        case FileFormat.MARC:
            return _records(marc21.read_iso2709(path), SourceFormat.MARC)
        case FileFormat.MARCXML:
            return _records(marc21.read_marcxml(path), SourceFormat.MARCXML)
        case FileFormat.XLSX:
            return _rows(tabular.read_xlsx(path))
        case _:
            return _rows(tabular.read_csv(path))


def _records(found: Iterator[marc21.MarcItem], format_: SourceFormat) -> Iterator[Item]:
    for item in found:
        described = None
        if item.record is not None:
            plain = marc21.to_values(item.record)
            described = Described(plain.values, plain.copies, item.notes + plain.notes)
        yield Item(item.number, item.raw, format_, described, item.problem)


def _rows(table: tabular.Table) -> Iterator[Item]:
    file_notes = table.notes
    empty = True
    for row in table.rows:
        empty = False
        content = json.dumps(dict(row.cells), ensure_ascii=False).encode("utf-8", "replace")
        described = None
        if row.problem is None:
            plain = rows.to_values(row, table.columns)
            described = Described(plain.values, plain.copies, file_notes + plain.notes)
            file_notes = ()
        yield Item(row.number, content, SourceFormat.ROW, described, row.problem)
    if empty:
        raise EmptyCatalogueFile
