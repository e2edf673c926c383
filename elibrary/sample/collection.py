"""The sample library: about fifty records over paper, digital and audio, kept as plain data.

`shelves/*.toml` holds the records, one file per group of shelves; `files/` the finished books and recordings
of the centre's own titles; `texts/` what they were made from (`python -m elibrary.sample.making`).
Titles, people, years and publishers of existing works are facts; a field that nobody could be sure of is
empty. Everything published by the centre itself was written for this sample.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHELVES = ("ward13", "literature", "children", "home", "learning", "city", "english", "press")
"""Files of `shelves/`, in the order in which a new library receives them."""


@dataclass(frozen=True)
class SampleCopy:
    """One physical copy; `status` is one of available, on_loan, lost, withdrawn, reference."""

    accession_number: str
    barcode: str
    location: str
    shelf: str
    status: str


@dataclass(frozen=True)
class SampleRecord:
    """One record, before the catalogue knows it.

    `contributors` are (name, role) with role author, translator, narrator, editor, illustrator or compiler;
    `language` is a BCP 47 code; `year` is as printed ("1975-" for a serial that goes on). `files` (EPUB, PDF)
    and `audio` (the tracks of one audiobook, in order) are names for `file_path`.
    """

    title: str
    type: str
    language: str
    ddc: str
    call_number: str
    summary: str
    subtitle: str = ""
    contributors: tuple[tuple[str, str], ...] = ()
    volume: str = ""
    year: str = ""
    publisher: str = ""
    place: str = ""
    isbn: str = ""
    series: str = ""
    subjects: tuple[str, ...] = ()
    copies: tuple[SampleCopy, ...] = ()
    files: tuple[str, ...] = ()
    audio: tuple[str, ...] = ()


def collection() -> Sequence[SampleRecord]:
    """Every record of the sample, the centre's own titles first."""
    return [_record(row) for name in SHELVES for row in _rows(name)]


def file_path(name: str) -> Path:
    """Where the file lies that a record names in `files` or `audio`."""
    return HERE / "files" / name


def _rows(shelf: str) -> list[dict[str, Any]]:
    rows = tomllib.loads((HERE / "shelves" / f"{shelf}.toml").read_text("utf-8"))["record"]
    return list(rows)


def _record(row: dict[str, Any]) -> SampleRecord:
    """A table of the TOML file as a record; an unknown key is a TypeError, so a slip cannot pass silently."""
    people = tuple((person["name"], person["role"]) for person in row.pop("contributors", []))
    copies = tuple(SampleCopy(**copy) for copy in row.pop("copies", []))
    summary = " ".join(row.pop("summary").split())
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    return SampleRecord(**values, summary=summary, contributors=people, copies=copies)
