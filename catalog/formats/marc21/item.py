"""One record of a MARC file, read or broken."""

from dataclasses import dataclass

from pymarc import Record

from catalog.formats.notes import Note


@dataclass(frozen=True)
class MarcItem:
    """`number` is 1-based in the file; `raw` its bytes there; either `record` or `problem` is set."""

    number: int
    raw: bytes
    record: Record | None
    problem: Note | None = None
    notes: tuple[Note, ...] = ()
