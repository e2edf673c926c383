"""What became of each row, and the sums."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import BinaryIO

from catalog.formats.notes import Note
from catalog.formats.tabular import write_csv


class Change(StrEnum):
    """What an import did to a record or a copy."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Outcome:
    """What became of one row or MARC record. `record` is None where it was refused."""

    number: int
    title: str
    record: Change | None
    copies: tuple[Change, ...] = ()
    record_id: int | None = None
    notes: tuple[Note, ...] = ()

    @property
    def status(self) -> str:
        """`refused`, `new`, `copy added`, `updated` or `unchanged`."""
        if self.record is None:
            return "refused"
        if self.record is Change.NEW:
            return "new"
        if Change.NEW in self.copies:
            return "copy added"
        return "updated" if Change.UPDATED in (self.record, *self.copies) else "unchanged"


@dataclass
class Summary:
    """The sums of an import.

    Records are counted by row: a row that is a second copy of a title leaves its record `unchanged`, so
    that new + updated + unchanged + refused = read. Copies are counted one by one.
    """

    read: int = 0
    refused: int = 0
    warnings: int = 0
    """Rows that went in with a note."""
    records: Counter[Change] = field(default_factory=Counter)
    copies: Counter[Change] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.read += 1
        if outcome.record is None:
            self.refused += 1
            return
        self.records[outcome.record] += 1
        self.copies.update(outcome.copies)
        self.warnings += bool(outcome.notes)

    def as_json(self, seconds: float) -> dict[str, object]:
        """The summary that `elibrary import --json` prints."""
        return {
            "read": self.read,
            "records": {change.value: self.records[change] for change in Change},
            "copies": {change.value: self.copies[change] for change in Change},
            "refused": self.refused,
            "warnings": self.warnings,
            "seconds": round(seconds, 2),
        }


HEADINGS = ("number", "status", "record", "title", "notes")


def write_report(out: BinaryIO, outcomes: Iterable[Outcome], say: Callable[[Note], str] = str) -> None:
    """A CSV with one line for every row of the file; `say` puts a note into the reader's language."""
    write_csv(out, HEADINGS, (_line(outcome, say) for outcome in outcomes))


def _line(outcome: Outcome, say: Callable[[Note], str]) -> tuple[str, ...]:
    record = "" if outcome.record_id is None else str(outcome.record_id)
    notes = " ".join(map(say, outcome.notes))
    return (str(outcome.number), outcome.status, record, outcome.title, notes)
