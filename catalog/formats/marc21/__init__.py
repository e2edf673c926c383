"""MARC 21: transmissions (ISO 2709, MARCXML) ↔ records ↔ values of the catalogue."""

from catalog.formats.marc21.describing import to_values
from catalog.formats.marc21.iso2709 import read_iso2709
from catalog.formats.marc21.item import MarcItem
from catalog.formats.marc21.making import from_record
from catalog.formats.marc21.marcxml import read_marcxml
from catalog.formats.marc21.writing import RecordTooLong, iso2709, marcxml, write_marcxml

__all__ = [
    "MarcItem",
    "RecordTooLong",
    "from_record",
    "iso2709",
    "marcxml",
    "read_iso2709",
    "read_marcxml",
    "to_values",
    "write_marcxml",
]
