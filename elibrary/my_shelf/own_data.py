"""Everything that the library keeps about a card and its children: to take along, and to delete.

Vietnam's law on the protection of personal data (Luật Bảo vệ dữ liệu cá nhân) gives people both. The tables
are found by their foreign keys to `patron`, so that a later feature's table cannot be forgotten.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Table, or_, select
from sqlalchemy.orm import Session

from catalog.base import Base
from catalog.models import Audiobook, DigitalObject, Record
from elibrary.my_shelf.own_data_words import COLUMNS, NO, PERSON, SECRET, SECRETS, TABLES, YES
from elibrary.patrons import services as patrons
from elibrary.patrons.models import Patron

Say = Callable[[str], str]
"""From one of our Vietnamese texts to the reader's language."""

Person = dict[str, Any]
"""From words to a value, or to a list of rows that are such mappings themselves."""


def tables() -> Sequence[Table]:
    """Every table with rows of patrons, the patrons' own first."""
    mine = [table for table in Base.metadata.sorted_tables if _owners(table)]
    return sorted(mine, key=lambda table: table is not Patron.__table__)


def _owners(table: Table) -> list[Column[Any]]:
    """The columns that say whose a row is."""
    if table is Patron.__table__:
        return [table.c.id]
    theirs = Patron.__table__.c.id
    return [column for column in table.columns if any(key.column is theirs for key in column.foreign_keys)]


def everything(session: Session, patron: Patron, *, say: Say, zone: ZoneInfo) -> list[Person]:
    """All rows of the card and of its children's profiles, in words; times in `zone`."""
    told = _Told(session, say, zone)
    return [told.person(one) for one in (patron, *patron.children)]


class _Told:
    """Rows of tables as a person reads them."""

    def __init__(self, session: Session, say: Say, zone: ZoneInfo) -> None:
        self.session, self.say, self.zone = session, say, zone

    def person(self, patron: Patron) -> Person:
        """One profile, then everything that belongs to it, table after table."""
        own, *others = tables()
        [profile] = self._rows(own, patron)
        belongings = {self._word(TABLES, table.name): list(self._rows(table, patron)) for table in others}
        return {self.say(PERSON): profile} | belongings

    def _rows(self, table: Table, patron: Patron) -> Iterable[dict[str, Any]]:
        mine = select(table).where(or_(*(column == patron.id for column in _owners(table))))
        for row in self.session.execute(mine).mappings():
            yield {self._word(COLUMNS, name): self._value(name, value) for name, value in row.items()}

    def _word(self, words: Mapping[str, str], name: str) -> str:
        return self.say(words[name]) if name in words else name

    def _value(self, column: str, value: Any) -> Any:
        if value is None:
            return None
        if column in SECRETS:
            return self.say(SECRET)
        if column == "device":
            return self.say(value) if value else value
        if isinstance(value, bool):
            return self.say(YES if value else NO)
        if isinstance(value, datetime):
            return f"{value.astimezone(self.zone):%Y-%m-%d %H:%M:%S}"
        return self._title(column, value.value if isinstance(value, Enum) else value)

    def _title(self, column: str, value: Any) -> Any:
        """The title of the record that a number stands for; other values as they are."""
        kinds: dict[str, type[Any]] = {"digital_id": DigitalObject, "audiobook_id": Audiobook}
        if column == "record_id":
            record = self.session.get(Record, value)
        elif column in kinds:
            found = self.session.get(kinds[column], value)
            record = found.record if found else None
        else:
            return value
        return record.title if record else value


def delete_card(session: Session, patron: Patron, pin: str) -> None:
    """Delete the card, its children's profiles and every row of theirs, for good.

    Raises patrons.WrongPin, and whatever the listeners of `patrons.leaving` raise.
    """
    patrons.check_own_pin(patron, pin)
    patrons.remove(session, patron)
