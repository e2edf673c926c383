"""Puts the sample collection into the catalogue by the ordinary ways."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog import services
from catalog.errors import N_, Refusal
from catalog.models import CopyStatus, MaterialType, Record, Role
from catalog.values import CopyValues, RecordValues
from elibrary import ingest
from elibrary.lists import editing
from elibrary.sample.collection import SampleRecord, collection, file_path
from elibrary.sample.lists import SampleList, sample_lists
from media.store import Store


class AlreadyInUse(Refusal):
    """The sample collection belongs into an empty library only."""

    message = N_("Thư viện đã có tài liệu nên không nạp bộ sưu tập mẫu nữa.")


def is_empty(session: Session) -> bool:
    """Whether the catalogue has no record yet."""
    return not session.scalar(select(func.count(Record.id)))


def load(session: Session, store: Store, *, now: datetime) -> Iterator[Record]:
    """Add the records one by one, each with its copies and files, then the lists. Raises AlreadyInUse."""
    if not is_empty(session):
        raise AlreadyInUse
    loaded: dict[tuple[str, str], Record] = {}
    for sample in collection():
        record = _load(session, store, sample, now=now)
        loaded |= {(sample.title, sample.subtitle): record, (sample.title, ""): record}
        yield record
    for place, one in enumerate(reversed(sample_lists())):
        _list(session, one, loaded, now=now + timedelta(seconds=place))


def _load(session: Session, store: Store, sample: SampleRecord, *, now: datetime) -> Record:
    record = services.create_record(session, _values(sample), now=now)
    for copy in sample.copies:
        values = CopyValues(
            accession_number=copy.accession_number,
            barcode=copy.barcode,
            call_number=sample.call_number,
            location=copy.location,
            shelf=copy.shelf,
            status=CopyStatus(copy.status),
        )
        services.add_copy(session, record, values, now=now)
    session.flush()
    for files in [[name] for name in sample.files] + ([list(sample.audio)] if sample.audio else []):
        outcome = ingest.receive(session, store, [file_path(name) for name in files], record=record, now=now)
        if outcome.refusal is not None:
            raise outcome.refusal
    return record


def _list(
    session: Session, sample: SampleList, loaded: Mapping[tuple[str, str], Record], *, now: datetime
) -> None:
    made = editing.create(session, sample.title, now=now)
    records = [loaded[title.title, title.subtitle] for title in sample.titles]
    for record in records:
        editing.add(session, made, record, now=now)
    notes = [(record.id, title.note) for record, title in zip(records, sample.titles, strict=True)]
    values = editing.ListValues(
        sample.title, sample.description, published=True, on_home=sample.on_home, notes=notes
    )
    editing.save(session, made, values, version=str(made.version), now=now)


def _values(sample: SampleRecord) -> RecordValues:
    return RecordValues(
        title=sample.title,
        subtitle=sample.subtitle,
        volume=sample.volume,
        type=MaterialType(sample.type),
        language=sample.language,
        publisher=sample.publisher,
        place=sample.place,
        year_printed=sample.year,
        series=sample.series,
        summary=sample.summary,
        ddc=sample.ddc,
        call_number=sample.call_number,
        contributors=tuple((name, Role(role)) for name, role in sample.contributors),
        subjects=sample.subjects,
        isbns=(sample.isbn,) if sample.isbn else (),
    )
