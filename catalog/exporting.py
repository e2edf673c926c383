"""Records out of the catalogue, streamed: the whole library does not have to fit into memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import BinaryIO

from pymarc import Record as MarcRecord
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalog import services
from catalog.formats import dublincore, marc21, rows, tabular, workbook
from catalog.formats.notes import Note, note_of
from catalog.models import Copy, Record
from catalog.values import CopyValues, RecordValues

BATCH = 500
"""Records loaded at a time."""


class ExportFormat(StrEnum):
    """What an export can be written as."""

    MARC = "marc"
    MARCXML = "marcxml"
    CSV = "csv"
    XLSX = "xlsx"
    DC = "dc"


@dataclass(frozen=True)
class Exported:
    """One record as values, ready for a codec."""

    record_id: int
    values: RecordValues
    copies: tuple[CopyValues, ...]


@dataclass
class ExportSummary:
    """How many records were written, and which could not be."""

    records: int = 0
    refused: list[tuple[int, Note]] = field(default_factory=list)
    """Record id and reason."""


def export(
    session: Session, out: BinaryIO, export_format: ExportFormat, *, ids: Iterable[int] | None = None
) -> ExportSummary:
    """Write all records, or those with `ids` in that order, to `out`. Nothing in the session is changed.

    A sheet has one row for each copy, and one for a record without copies. A record that ISO 2709 cannot
    hold is left out and told in the summary.
    """
    summary = ExportSummary()
    records = _counted(exported(session, ids), summary)
    match export_format:
        case ExportFormat.MARC:
            _write_iso2709(out, records, summary)
        case ExportFormat.MARCXML:
            marc21.write_marcxml(out, map(_marc, records))
        case ExportFormat.CSV:
            tabular.write_csv(out, rows.HEADINGS, _rows(records))
        case ExportFormat.XLSX:
            workbook.write_xlsx(out, rows.HEADINGS, _rows(records))
        case ExportFormat.DC:
            dublincore.write_dublin_core(out, (record.values for record in records))
    return summary


def exported(session: Session, ids: Iterable[int] | None = None) -> Iterator[Exported]:
    """The values of all records by id, or of those with `ids` in that order; unknown ids are passed over."""
    numbers = iter(ids) if ids is not None else _all_ids(session)
    while batch := list(islice(numbers, BATCH)):
        children = (
            selectinload(Record.contributors),
            selectinload(Record.subjects),
            selectinload(Record.identifiers),
            selectinload(Record.copies).selectinload(Copy.location),
            selectinload(Record.copies).selectinload(Copy.shelf),
        )
        found = {
            r.id: r for r in session.scalars(select(Record).where(Record.id.in_(batch)).options(*children))
        }
        for number in batch:
            if number in found:
                yield _exported(found[number])
        for record in found.values():
            session.expunge(record)


def _all_ids(session: Session) -> Iterator[int]:
    last = 0
    while batch := session.scalars(
        select(Record.id).where(Record.id > last).order_by(Record.id).limit(BATCH)
    ).all():
        yield from batch
        last = batch[-1]


def _exported(record: Record) -> Exported:
    return Exported(record.id, services.values_of(record), tuple(map(_copy_values, record.copies)))


def _copy_values(copy: Copy) -> CopyValues:
    return CopyValues(
        accession_number=copy.accession_number,
        barcode=copy.barcode or "",
        call_number=copy.call_number,
        location=copy.location.name if copy.location else "",
        shelf=copy.shelf.name if copy.shelf else "",
        status=copy.status,
    )


def _counted(records: Iterator[Exported], summary: ExportSummary) -> Iterator[Exported]:
    for record in records:
        summary.records += 1
        yield record


def _marc(record: Exported) -> MarcRecord:
    return marc21.from_record(record.values, record.copies, str(record.record_id))


def _write_iso2709(out: BinaryIO, records: Iterable[Exported], summary: ExportSummary) -> None:
    for record in records:
        try:
            out.write(marc21.iso2709(_marc(record)))
        except marc21.RecordTooLong as refusal:
            summary.records -= 1
            summary.refused.append((record.record_id, note_of(refusal)))


def _rows(records: Iterable[Exported]) -> Iterator[tuple[str, ...]]:
    for record in records:
        for copy in record.copies or (None,):
            yield rows.from_values(record.values, copy)
