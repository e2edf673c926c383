"""What a record says after a row about it was read: gaps filled, or the row's word taken."""

from dataclasses import fields, replace
from enum import StrEnum

from catalog.identifiers import isbn13, issn8
from catalog.models.record import MaterialType
from catalog.values import RecordValues
from catalog.vietnamese import nfc

_TEXTS = tuple(field.name for field in fields(RecordValues) if field.type in (str, "str"))


class OnMatch(StrEnum):
    """What to do with a row about a record that the library already had."""

    UPDATE = "update"
    """Take over what the row says and add its copies; what the row leaves empty stays."""
    SKIP = "skip"
    """Leave the record and its copies as they are."""
    ADD = "add"
    """Make another record."""


def overlaid(current: RecordValues, row: RecordValues) -> RecordValues:
    """`current` with everything that the row says."""
    texts = {name: getattr(row, name) or getattr(current, name) for name in _TEXTS}
    # Rows that say nothing of the type arrive as books.
    kind = current.type if row.type is MaterialType.BOOK else row.type
    return replace(
        current,
        **texts,
        type=kind,
        contributors=row.contributors or current.contributors,
        subjects=row.subjects or current.subjects,
        isbns=_numbers(row, "isbns") or current.isbns,
        issns=_numbers(row, "issns") or current.issns,
    )


def completed(current: RecordValues, row: RecordValues) -> RecordValues:
    """`current` with its gaps filled: a second row about a title adds to the first and corrects nothing."""
    texts = {name: getattr(current, name) or getattr(row, name) for name in _TEXTS}
    subjects = dict.fromkeys((*current.subjects, *(nfc(term)[:300] for term in row.subjects if nfc(term))))
    return replace(
        current,
        **texts,
        contributors=current.contributors or row.contributors,
        subjects=tuple(subjects),
        isbns=tuple(dict.fromkeys((*current.isbns, *_numbers(row, "isbns")))),
        issns=tuple(dict.fromkeys((*current.issns, *_numbers(row, "issns")))),
    )


def _numbers(row: RecordValues, name: str) -> tuple[str, ...]:
    valid = isbn13 if name == "isbns" else issn8
    return tuple(filter(None, map(valid, getattr(row, name))))
