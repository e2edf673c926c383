"""Copies that rows describe, put into the library in bulk: locations by name, barcodes used once."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog import services
from catalog.errors import N_
from catalog.formats.notes import Note
from catalog.importing.matching import Candidates
from catalog.importing.report import Change
from catalog.models import Copy, CopyStatus, Record
from catalog.values import CopyValues
from catalog.vietnamese import nfc

_REPEATED = N_(
    "Mã vạch %(barcode)s đã có ở dòng %(row)s; bản này vẫn được ghi với số đăng ký cá biệt ấy "
    "nhưng không có mã vạch. Hãy dán mã vạch mới."
)
_TAKEN = N_(
    "Mã vạch %(barcode)s đã dùng cho “%(title)s”; bản này vẫn được ghi với số đăng ký cá biệt ấy "
    "nhưng không có mã vạch. Hãy dán mã vạch mới."
)
_NUMBER_LENGTH, _CALL_NUMBER_LENGTH = Copy.accession_number.type.length, Copy.call_number.type.length


class Holdings:
    """The copies of one import: remembers places and who claimed which barcode first."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now
        self._locations: dict[str, int | None] = {"": None}
        self._shelves: dict[tuple[int, str], int | None] = {}
        self._row_of_barcode: dict[str, int] = {}
        self._claimed: set[int] = set()

    def claim(self, copies: tuple[CopyValues, ...], row: int) -> None:
        """Note that a row which is already in the library speaks of these barcodes."""
        for values in copies:
            if values.barcode:
                self._row_of_barcode.setdefault(nfc(values.barcode)[:_NUMBER_LENGTH], row)

    def put(
        self,
        record: Record,
        values: CopyValues,
        row: int,
        known: Candidates,
        notes: list[Note],
        *,
        fresh: bool,
    ) -> tuple[Copy, Change]:
        """The copy that `values` speak of, found or made. `fresh`: the record came with this import."""
        barcode = nfc(values.barcode)[:_NUMBER_LENGTH]
        accession = nfc(values.accession_number)[:_NUMBER_LENGTH] or barcode
        first, holder = self._row_of_barcode.get(barcode), known.by_barcode.get(barcode)
        if first is not None:
            notes.append(Note(_REPEATED, {"barcode": barcode, "row": first}))
            barcode = ""
        elif holder is not None and holder.record_id != record.id:
            notes.append(Note(_TAKEN, {"barcode": barcode, "title": holder.record.title[:80]}))
            barcode = ""
        if barcode:
            self._row_of_barcode[barcode] = row
        found = holder if barcode else None
        if not barcode and not fresh and first is None:
            found = self._like(record, accession, values)
        if found is not None:
            self._claimed.add(found.id)
            return found, self._updated(found, values)
        return self._made(record, values, barcode, accession), Change.NEW

    def _made(self, record: Record, values: CopyValues, barcode: str, accession: str) -> Copy:
        location, shelf = self._place(values)
        copy = Copy(
            record=record,
            barcode=barcode or None,
            accession_number=accession,
            call_number=nfc(values.call_number)[:_CALL_NUMBER_LENGTH],
            location_id=location,
            shelf_id=shelf,
            status=values.status,
            created_at=self._now,
        )
        self._session.add(copy)
        return copy

    def _like(self, record: Record, accession: str, values: CopyValues) -> Copy | None:
        """A copy without barcode that the record already had: same register number, or same place."""
        mine = select(Copy).where(
            Copy.record_id == record.id, Copy.barcode.is_(None), Copy.accession_number == accession
        )
        if not accession:
            mine = mine.where(Copy.location_id == self._place(values)[0])
        return next((c for c in self._session.scalars(mine) if c.id not in self._claimed), None)

    def _updated(self, copy: Copy, values: CopyValues) -> Change:
        location, shelf = self._place(values)
        wanted: dict[str, object] = {
            "call_number": nfc(values.call_number)[:_CALL_NUMBER_LENGTH],
            "location_id": location,
            "shelf_id": shelf,
            # What the desk knows of a loan is newer than any list; a list can only take a copy out of use.
            "status": None if values.status is CopyStatus.AVAILABLE else values.status,
        }
        changes = {name: value for name, value in wanted.items() if value and getattr(copy, name) != value}
        for name, value in changes.items():
            setattr(copy, name, value)
        if "location_id" in changes:
            copy.shelf_id = shelf
        return Change.UPDATED if changes else Change.UNCHANGED

    def _place(self, values: CopyValues) -> tuple[int | None, int | None]:
        if values.location not in self._locations:
            location = services.location_named(self._session, values.location)
            self._locations[values.location] = location.id if location else None
        place = self._locations[values.location]
        if place is None or not values.shelf:
            return place, None
        if (place, values.shelf) not in self._shelves:
            known = services.location_named(self._session, values.location)
            shelf = services.shelf_named(self._session, known, values.shelf)
            self._shelves[place, values.shelf] = shelf.id if shelf else None
        return place, self._shelves[place, values.shelf]
