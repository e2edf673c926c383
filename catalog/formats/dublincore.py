"""Dublin Core: the values of a record as an `oai_dc` element (DCMI Metadata Terms; OAI-PMH 2.0 §4)."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lxml import etree

from catalog.formats.xmltext import clean
from catalog.models.record import MaterialType, Role
from catalog.values import RecordValues

DC = "http://purl.org/dc/elements/1.1/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_SCHEMA = f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"

# DCMI Type Vocabulary.
_TYPE = {MaterialType.MAP: "StillImage", MaterialType.AUDIOBOOK: "Sound"}


def oai_dc(values: RecordValues) -> etree._Element:
    """The record as one `oai_dc:dc` element, its parts in the order of the fifteen elements' list."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", _SCHEMA)
    for name, text in _elements(values):
        if text:
            etree.SubElement(root, f"{{{DC}}}{name}").text = clean(text)
    return root


def _elements(values: RecordValues) -> Iterator[tuple[str, str]]:
    parts = (f"{values.title} : {values.subtitle}" if values.subtitle else values.title, values.volume)
    yield "title", ". ".join(filter(None, parts))
    for name, role in values.contributors:
        yield "creator" if role is Role.AUTHOR else "contributor", name
    for term in values.subjects:
        yield "subject", term
    yield "subject", f"DDC {values.ddc}" if values.ddc else ""
    yield "description", values.summary
    yield "publisher", ", ".join(filter(None, (values.publisher, values.place)))
    yield "date", values.year_printed
    yield "type", _TYPE.get(values.type, "Text")
    yield "format", values.extent
    for isbn in values.isbns:
        yield "identifier", f"urn:ISBN:{isbn}"
    for issn in values.issns:
        yield "identifier", f"urn:ISSN:{issn[:4]}-{issn[4:]}"
    yield "language", values.language
    yield "relation", values.series


def write_dublin_core(out: BinaryIO, records: Iterable[RecordValues]) -> None:
    """A file of `oai_dc:dc` elements inside one `records` element, written as they come."""
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("records"):
            for values in records:
                xml.write(oai_dc(values))
