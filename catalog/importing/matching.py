"""Which record of the library a row speaks of: by ISBN first, else by edition."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalog.errors import N_
from catalog.formats.headings import plain
from catalog.formats.notes import Note
from catalog.identifiers import isbn13
from catalog.keys import edition_key
from catalog.models import Copy, Identifier, Record, Source
from catalog.values import RecordValues
from catalog.vietnamese import nfc

_ALIKE = 0.5
"""Share of words that two titles with one ISBN must have in common."""

_OTHER_TITLE = N_("ISBN %(isbn)s đã có ở “%(title)s” nhưng nhan đề khác hẳn; đã ghi thành tài liệu riêng.")


def known_sources(session: Session, digests: Iterable[str]) -> dict[str, list[int]]:
    """For each digest the records whose source it is, oldest first: the nth same row is the nth of them."""
    asked = select(Source.digest, Source.record_id).where(Source.digest.in_(digests)).order_by(Source.id)
    found: dict[str, list[int]] = defaultdict(list)
    for digest, record_id in session.execute(asked):
        found[digest].append(record_id)
    return found


@dataclass
class Candidates:
    """Records and copies that a batch may meet, those that it makes itself included."""

    by_isbn: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    by_edition: dict[str, Record] = field(default_factory=dict)
    by_barcode: dict[str, Copy] = field(default_factory=dict)

    def add(self, record: Record) -> None:
        """Let later rows of the batch find a record that was made or changed."""
        self.by_edition.setdefault(record.edition_key, record)
        for identifier in record.identifiers:
            if identifier.kind == "isbn" and record not in self.by_isbn[identifier.value]:
                self.by_isbn[identifier.value].append(record)

    def match(self, values: RecordValues) -> tuple[Record | None, tuple[Note, ...]]:
        """The record of these values, or None; and a note where an ISBN stands on another title."""
        notes: list[Note] = []
        for isbn in filter(None, map(isbn13, values.isbns)):
            for record in self.by_isbn.get(isbn, ()):
                if plain(record.volume) != plain(values.volume):
                    continue  # the volumes of a set share the set's ISBN
                if _alike(record, values):
                    return record, ()
                notes.append(Note(_OTHER_TITLE, {"isbn": isbn, "title": record.title[:80]}))
        return self.by_edition.get(edition_key(values)), tuple(notes)


def _alike(record: Record, values: RecordValues) -> bool:
    """Publishers use an ISBN twice and typists slip, so the title must agree in part."""
    ours = set(plain(f"{record.title} {record.subtitle}").split())
    theirs = set(plain(f"{values.title} {values.subtitle}").split())
    return len(ours & theirs) >= _ALIKE * min(len(ours), len(theirs))


def candidates(session: Session, batch: Sequence[RecordValues], barcodes: Iterable[str]) -> Candidates:
    """What the library has for the values and barcodes of a batch, in a few queries."""
    isbns = {isbn for values in batch for isbn in map(isbn13, values.isbns) if isbn}
    editions = {edition_key(values) for values in batch}
    children = (
        selectinload(Record.contributors),
        selectinload(Record.subjects),
        selectinload(Record.identifiers),
    )
    found = Candidates()
    known = select(Record).options(*children).order_by(Record.id)
    for record in session.scalars(known.where(Record.edition_key.in_(editions))):
        found.add(record)
    if isbns:
        of_isbn = select(Identifier.record_id).where(Identifier.kind == "isbn", Identifier.value.in_(isbns))
        for record in session.scalars(known.where(Record.id.in_(of_isbn))):
            found.add(record)
    wanted_barcodes = {nfc(barcode) for barcode in barcodes if barcode}
    for copy in session.scalars(select(Copy).where(Copy.barcode.in_(wanted_barcodes))):
        found.by_barcode[copy.barcode or ""] = copy
    return found
