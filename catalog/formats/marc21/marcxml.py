"""Reading MARCXML (the MARC 21 XML Schema, namespace http://www.loc.gov/MARC21/slim)."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from pymarc import Field, Indicators, Record, Subfield

from catalog.errors import N_
from catalog.formats.errors import DamagedXml, NotMarc
from catalog.formats.marc21 import letters
from catalog.formats.marc21.item import MarcItem
from catalog.formats.notes import Note

NAMESPACE = "http://www.loc.gov/MARC21/slim"
_LEADER = "     nam a22     uu 4500"
_BREAKS_OFF = N_("Tập tin XML hỏng từ dòng %(line)s; các biểu ghi sau chỗ đó không đọc được.")


def read_marcxml(path: Path) -> Iterator[MarcItem]:
    """Every record of the file. XML that breaks off after some records ends with an item that says where.

    No entity is resolved, no DTD loaded, no network asked. Raises DamagedXml, NotMarc.
    """
    number = 0
    try:
        for element in _records(path):
            number += 1
            raw = etree.tostring(element, encoding="utf-8", with_tail=False)
            record = _record(element)
            yield MarcItem(number, raw, record, notes=letters.mend(record))
            _forget(element)
    except etree.XMLSyntaxError as error:
        if not number:
            raise DamagedXml from error
        yield MarcItem(number + 1, b"", None, Note(_BREAKS_OFF, {"line": error.lineno or 0}))
    if not number:
        raise NotMarc


def _records(path: Path) -> Iterator[etree._Element]:
    parsing = etree.iterparse(
        str(path),
        events=("end",),
        tag=(f"{{{NAMESPACE}}}record", "record"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    for _event, element in parsing:
        yield element


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _record(element: etree._Element) -> Record:
    leader, fields = _LEADER, []
    for child in element.iterchildren("{*}*"):
        kind, tag = etree.QName(child).localname, child.get("tag", "")
        if kind == "leader":
            leader = (child.text or "").ljust(24)[:24]
        elif kind == "controlfield" and tag:
            fields.append(Field(tag=tag, data=child.text or ""))
        elif kind == "datafield" and tag:
            fields.append(_datafield(child, tag))
    return Record(fields=fields, leader=leader)


def _datafield(element: etree._Element, tag: str) -> Field:
    first, second = ((element.get(name) or " ")[:1] for name in ("ind1", "ind2"))
    parts = [
        Subfield(code=part.get("code", "")[:1], value="".join(map(str, part.itertext())))
        for part in element.iterchildren("{*}*")
        if part.get("code")
    ]
    return Field(tag=tag, indicators=Indicators(first, second), subfields=parts)
