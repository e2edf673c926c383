"""Letters of the years before Unicode in MARC records."""

import re

from pymarc import Record

from catalog.formats.notes import Note, note_on_legacy
from catalog.legacy import Legacy, encoding_of, put_right

_BETWEEN = re.compile(r"[\x1d\x1e]|\x1f.")


def legacy_of(raw: bytes) -> Legacy | None:
    """The encoding of a transmission that is neither UTF-8 nor MARC-8 but some Vietnamese font's."""
    return encoding_of([_BETWEEN.sub(" ", raw[24:].decode("latin-1"))])


def mend(record: Record, legacy: Legacy | None = None) -> tuple[Note, ...]:
    """Put the record's letters right and say so; nothing where they are as they should be.

    `legacy` is what is known of their encoding, or else the record itself must make it clear.
    """
    fields = [field for field in record.fields if not field.is_control_field()]
    legacy = legacy or encoding_of(part.value for field in fields for part in field.subfields)
    if legacy is None:
        return ()
    for field in fields:
        field.subfields = [part._replace(value=put_right(part.value, legacy)) for part in field.subfields]
    return (note_on_legacy(legacy),)
