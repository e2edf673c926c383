"""Lines of text about a record, the same in every list and on every page."""

from catalog.errors import N_
from catalog.models import Copy, Record
from elibrary.browse.listing import ListedCopy, ListedRecord
from elibrary.localisation import translated
from elibrary.wording import label

_AND_OTHERS, _SHELF = N_("và người khác"), N_("kệ %(name)s")
_NAMED = 3
"""People whose names a line has room for."""


def full_title(record: Record | ListedRecord) -> str:
    """Title and volume."""
    return f"{record.title}. {record.volume}" if record.volume else record.title


def people(record: Record | ListedRecord) -> str:
    """The names of the authors, else of everybody with what they did; empty where nobody is known."""
    if names := record.authors:
        line = ", ".join(names[:_NAMED])
        return line if len(names) <= _NAMED else f"{line} {translated(_AND_OTHERS)}"
    return ", ".join(f"{one.name} ({label(one.role)})" for one in record.contributors[:_NAMED])


def facts(record: Record | ListedRecord) -> str:
    """What it is, who published it and when, as far as that is known."""
    return " · ".join(filter(None, (label(record.type), record.publisher, record.year_printed)))


def place(copy: Copy | ListedCopy) -> str:
    """Where a copy stands; empty where nobody has said so."""
    names = [copy.location.name] if copy.location else []
    if copy.shelf:
        names.append(translated(_SHELF) % {"name": copy.shelf.name})
    return ", ".join(names)
