"""Who may do what: one pure rule for every route and every byte. What is not listed is refused.

An action is a verb (`read`, `edit`); its object is either a class of the catalogue or one thing of it.
"""

from enum import StrEnum
from typing import Protocol

from catalog.models import Access, Audiobook, DigitalObject


class StaffRole(StrEnum):
    """What kind of staff somebody is."""

    LIBRARIAN = "librarian"
    ADMINISTRATOR = "administrator"


class Actor(Protocol):
    """Somebody signed in. A visitor is None."""

    @property
    def role(self) -> StaffRole: ...


_EVERYONE = frozenset(
    {
        ("read", "Site"),
        ("read", "Record"),
        ("read", "DigitalObject"),
        ("read", "Audiobook"),
        ("read", "Code"),
        ("read", "Shelf"),
        ("suggest", "Purchase"),
        ("sign in", "Account"),
    }
)
_STAFF = _EVERYONE | frozenset(
    {
        ("use", "Workbench"),
        ("edit", "Record"),
        ("edit", "Copy"),
        ("upload", "File"),
        ("print", "Label"),
        ("read", "Count"),
        ("remove", "MissedSearch"),
        ("sign out", "Account"),
    }
)
_ADMINISTRATOR = _STAFF | frozenset({("manage", "Account")})

_GRANTS = {StaffRole.LIBRARIAN: _STAFF, StaffRole.ADMINISTRATOR: _ADMINISTRATOR}


def may(actor: Actor | None, action: str, what: object) -> bool:
    """Whether `actor` may do `action` to `what`: a class, one of its instances, or a noun such as "Site"."""
    granted = _EVERYONE if actor is None else _GRANTS.get(actor.role, frozenset())
    if (action, _noun(what)) not in granted:
        return False
    if isinstance(what, DigitalObject | Audiobook) and what.access is Access.STAFF:
        return actor is not None
    return True


def _noun(what: object) -> str:
    if isinstance(what, str):
        return what
    return what.__name__ if isinstance(what, type) else type(what).__name__
