"""Writing MARC records: ISO 2709 and MARCXML."""

from collections.abc import Iterable
from typing import BinaryIO

from lxml import etree
from pymarc import Record

from catalog.errors import N_, Refusal
from catalog.formats.marc21.marcxml import NAMESPACE
from catalog.formats.xmltext import clean

_NAMESPACES: dict[str | None, str] = {None: NAMESPACE}
_LONGEST_RECORD, _LONGEST_FIELD = 99_999, 9_999
"""Bytes that leader/00-04 and a directory entry can say."""


class RecordTooLong(Refusal):
    """ISO 2709 cannot hold the record."""

    message = N_("Biểu ghi quá dài đối với ISO 2709 (tối đa 99.999 byte). Hãy xuất thành MARCXML.")


def iso2709(record: Record) -> bytes:
    """The record as one ISO 2709 transmission in UTF-8. Raises RecordTooLong."""
    raw: bytes = record.as_marc()
    if len(raw) > _LONGEST_RECORD or any(
        len(field.as_marc("utf-8")) > _LONGEST_FIELD for field in record.fields
    ):
        raise RecordTooLong
    return raw


def marcxml(record: Record) -> etree._Element:
    """The record as an element of the MARC 21 XML Schema; characters that XML cannot say are left out."""
    root = etree.Element(f"{{{NAMESPACE}}}record", nsmap=_NAMESPACES)  # type: ignore[arg-type]
    etree.SubElement(root, f"{{{NAMESPACE}}}leader").text = clean(str(record.leader))
    for field in record.fields:
        if field.is_control_field():
            control = etree.SubElement(root, f"{{{NAMESPACE}}}controlfield", tag=field.tag)
            control.text = clean(field.data or "")
            continue
        first, second = field.indicators or (" ", " ")
        data = etree.SubElement(
            root, f"{{{NAMESPACE}}}datafield", tag=field.tag, ind1=first or " ", ind2=second or " "
        )
        for part in field.subfields:
            etree.SubElement(data, f"{{{NAMESPACE}}}subfield", code=part.code).text = clean(part.value)
    return root


def write_marcxml(out: BinaryIO, records: Iterable[Record]) -> None:
    """A whole MARCXML file, written as the records come."""
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{NAMESPACE}}}collection", nsmap=_NAMESPACES):
            for record in records:
                xml.write(marcxml(record))
