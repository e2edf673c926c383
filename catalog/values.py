"""What a record or a copy is to say, as plain values: the shape in which forms, imports and files arrive."""

from dataclasses import dataclass

from catalog.models.holdings import CopyStatus
from catalog.models.record import MaterialType, Role


@dataclass(frozen=True, kw_only=True)
class RecordValues:
    """Everything a librarian can say about a record, in any Unicode form; services clean it."""

    title: str
    subtitle: str = ""
    volume: str = ""
    type: MaterialType = MaterialType.BOOK
    language: str = ""
    publisher: str = ""
    place: str = ""
    year_printed: str = ""
    extent: str = ""
    series: str = ""
    summary: str = ""
    minimum_age: int = 0
    """Years, 0 to 18; others are brought into these bounds."""
    ddc: str = ""
    call_number: str = ""
    contributors: tuple[tuple[str, Role], ...] = ()
    subjects: tuple[str, ...] = ()
    isbns: tuple[str, ...] = ()
    """In any spelling; the valid ones are kept as 13 digits."""
    issns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CopyValues:
    """Everything a librarian can say about one copy. Location and shelf are given by name."""

    accession_number: str = ""
    barcode: str = ""
    call_number: str = ""
    location: str = ""
    shelf: str = ""
    status: CopyStatus = CopyStatus.AVAILABLE
