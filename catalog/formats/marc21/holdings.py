"""Copies in a MARC record: Koha's 952, or 852 of MARC 21 Format for Holdings Data."""

from pymarc import Field, Indicators, Record, Subfield

from catalog.models.holdings import CopyStatus
from catalog.values import CopyValues


def copies_of(record: Record, call_number: str) -> tuple[CopyValues, ...]:
    """One copy for each 952; without any, one for each 852 (which systems export beside 952).

    `call_number` is for a 952 that has none of its own.
    """
    items = record.get_fields("952")
    if items:
        return tuple(_koha_copy(field, call_number) for field in items)
    return tuple(map(_holding, record.get_fields("852")))


def _all(field: Field, *codes: str) -> str:
    return " ".join(part.value.strip() for part in field.subfields if part.code in codes).strip()


def _koha_copy(field: Field, call_number: str) -> CopyValues:
    """952: $p barcode, $i inventory number, $o call number, $c shelving location, else $b or $a branch.

    $0 withdrawn, $1 lost, $q date due, $7 not for loan: `0` or empty means no.
    """
    barcode = _all(field, "p")
    return CopyValues(
        accession_number=_all(field, "i") or barcode,
        barcode=barcode,
        call_number=_all(field, "o") or call_number,
        location=_all(field, "c") or _all(field, "b") or _all(field, "a"),
        status=_koha_status(field),
    )


def _koha_status(field: Field) -> CopyStatus:
    flags = (
        ("0", CopyStatus.WITHDRAWN),
        ("1", CopyStatus.LOST),
        ("q", CopyStatus.ON_LOAN),
        ("7", CopyStatus.REFERENCE),
    )
    return next(
        (status for code, status in flags if _all(field, code) not in ("", "0")), CopyStatus.AVAILABLE
    )


def _holding(field: Field) -> CopyValues:
    """852: $b sublocation, $c shelving location, $h $i call number, $j control number, $p barcode."""
    barcode, place, shelf = _all(field, "p"), _all(field, "b"), _all(field, "c")
    return CopyValues(
        accession_number=_all(field, "j") or barcode,
        barcode=barcode,
        call_number=_all(field, "h", "i"),
        location=place or shelf,
        shelf=shelf if place else "",
    )


def holding_field(copy: CopyValues) -> Field:
    """The 852 that `copies_of` reads back (all but the status, which is circulation and not holdings)."""
    parts = {
        "b": copy.location,
        "c": copy.shelf,
        "h": copy.call_number,
        "j": copy.accession_number,
        "p": copy.barcode,
    }
    return Field(
        tag="852",
        indicators=Indicators(" ", " "),
        subfields=[Subfield(code=code, value=text) for code, text in parts.items() if text],
    )
