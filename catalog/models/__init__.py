"""Tables of the catalogue. Importing this package registers every one of them on `Base.metadata`."""

from catalog.models.code import Code
from catalog.models.forms import (
    Access,
    Audiobook,
    Chapter,
    DigitalKind,
    DigitalObject,
    Section,
    StoredFile,
    Track,
)
from catalog.models.holdings import Copy, CopyStatus, Location, Shelf
from catalog.models.reading_list import ListEntry, ReadingList
from catalog.models.record import Contributor, Form, Identifier, MaterialType, Record, Role, Subject
from catalog.models.source import Source, SourceFormat
from catalog.search.outbox import OutboxEntry

__all__ = [
    "Access",
    "Audiobook",
    "Chapter",
    "Code",
    "Contributor",
    "Copy",
    "CopyStatus",
    "DigitalKind",
    "DigitalObject",
    "Form",
    "Identifier",
    "ListEntry",
    "Location",
    "MaterialType",
    "OutboxEntry",
    "ReadingList",
    "Record",
    "Role",
    "Section",
    "Shelf",
    "Source",
    "SourceFormat",
    "StoredFile",
    "Subject",
    "Track",
]
