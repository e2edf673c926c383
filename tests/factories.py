"""Makers of things for tests: everything has a sensible default, and goes through the real services."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from catalog import services
from catalog.models import Copy, Record, Role
from catalog.values import CopyValues, RecordValues
from elibrary.accounts.models import Account
from elibrary.accounts.services import add_account
from elibrary.patrons import services as patrons
from elibrary.patrons.models import Patron
from elibrary.permissions import StaffRole

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
PIN = "274913"


def record(
    session: Session, title: str = "Truyện Kiều", author: str = "Nguyễn Du", **values: object
) -> Record:
    """A saved record; further values as in `RecordValues`."""
    contributors = ((author, Role.AUTHOR),) if author else ()
    described = RecordValues(**{"title": title, "contributors": contributors} | values)  # type: ignore[arg-type]
    made = services.create_record(session, described, now=NOW)
    session.commit()
    return made


def copy(session: Session, record: Record, **values: object) -> Copy:
    """A saved copy on shelf A1 of the open stack; further values as in `CopyValues`."""
    described = CopyValues(**{"location": "Kho mở", "shelf": "A1"} | values)  # type: ignore[arg-type]
    made = services.add_copy(session, record, described, now=NOW)
    session.commit()
    return made


def account(session: Session, login: str, role: StaffRole, password: str) -> Account:
    """A saved account."""
    made = add_account(session, login, login.title(), role, password, now=NOW)
    session.commit()
    return made


def patron(
    session: Session,
    name: str = "Chị Lan",
    *,
    card: str = "",
    parent: Patron | None = None,
    reading_age: int | None = None,
) -> Patron:
    """A saved patron with a card and the PIN `PIN`; with `parent`, the profile of their child."""
    if parent is not None:
        made = patrons.add_child(session, parent, name, 9 if reading_age is None else reading_age, now=NOW)
    else:
        made, _ = patrons.register(session, name, card, reading_age=reading_age, now=NOW)
        patrons.change_pin(session, made, PIN)
    session.commit()
    return made
