"""Who may do what: one pure rule for every route and every byte. What is not listed is refused.

An action is a verb (`read`, `edit`); its object is either a class of the catalogue or one thing of it.
"""

from enum import StrEnum
from typing import Protocol

from catalog.models import Access, Audiobook, DigitalObject, ReadingList, Record


class StaffRole(StrEnum):
    """What kind of staff somebody is."""

    LIBRARIAN = "librarian"
    ADMINISTRATOR = "administrator"


class PatronRole(StrEnum):
    """What kind of patron somebody is."""

    PATRON = "patron"
    CHILD = "child"


Role = StaffRole | PatronRole


class Actor(Protocol):
    """Somebody signed in. A visitor is None."""

    @property
    def role(self) -> Role: ...

    @property
    def reading_age(self) -> int | None:
        """Years up to which records are shown to a child; None: all of them."""


_EVERYONE = frozenset(
    {
        ("read", "Site"),
        ("read", "Record"),
        ("read", "DigitalObject"),
        ("read", "Audiobook"),
        ("read", "Code"),
        ("read", "Shelf"),
        ("suggest", "Purchase"),
        ("read", "ReadingList"),
        ("read", "Help"),
        ("sign in", "Account"),
        ("sign in", "Patron"),
        ("look at", "MyShelf"),
    }
)
_CHILD = _EVERYONE | frozenset(
    {
        ("keep", "MyShelf"),
        ("change", "Profile"),
        ("sign out", "Patron"),
    }
)
_PATRON = _CHILD | frozenset(
    {
        ("manage", "Family"),
        ("change", "Pin"),
        ("manage", "OwnData"),
    }
)
_STAFF = _EVERYONE | frozenset(
    {
        ("edit", "ReadingList"),
        ("register", "Patron"),
        ("publish", "Notice"),
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
_ADMINISTRATOR = _STAFF | frozenset({("manage", "Account"), ("describe", "Centre")})

_GRANTS: dict[Role, frozenset[tuple[str, str]]] = {
    PatronRole.CHILD: _CHILD,
    PatronRole.PATRON: _PATRON,
    StaffRole.LIBRARIAN: _STAFF,
    StaffRole.ADMINISTRATOR: _ADMINISTRATOR,
}


def may(actor: Actor | None, action: str, what: object) -> bool:
    """Whether `actor` may do `action` to `what`: a class, one of its instances, or a noun such as "Site"."""
    granted = _EVERYONE if actor is None else _GRANTS.get(actor.role, frozenset())
    if (action, _noun(what)) not in granted:
        return False
    if isinstance(what, DigitalObject | Audiobook):
        return _may_open(actor, what)
    if isinstance(what, ReadingList):
        return what.published or _is_staff(actor)
    return not isinstance(what, Record) or _is_old_enough(actor, what)


def needs_a_card(action: str, what: object) -> bool:
    """Whether this is open to patrons and not to the staff: a visitor is then asked for a library card."""
    return (action, _noun(what)) in _PATRON - _STAFF


def _may_open(actor: Actor | None, what: DigitalObject | Audiobook) -> bool:
    return (what.access is Access.PUBLIC or _is_staff(actor)) and _is_old_enough(actor, what.record)


def _is_staff(actor: Actor | None) -> bool:
    return actor is not None and isinstance(actor.role, StaffRole)


def _is_old_enough(actor: Actor | None, record: Record) -> bool:
    return actor is None or actor.reading_age is None or record.minimum_age <= actor.reading_age


def _noun(what: object) -> str:
    if isinstance(what, str):
        return what
    return what.__name__ if isinstance(what, type) else type(what).__name__
