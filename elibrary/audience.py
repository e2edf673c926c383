"""What a child's profile does not see: records for older readers, kept out of every query of its requests.

A list that forgot to ask would show them; so nobody has to ask. The rule itself stands in `permissions.py`
and guards single records; here the same rule is put into whatever the session selects.
"""

from sqlalchemy import event, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from catalog.models import Audiobook, DigitalObject, Record

_KEY = "reading_age"


def limit(session: Session, reading_age: int | None) -> None:
    """Show this session records up to `reading_age` years only; all of them for None."""
    session.info[_KEY] = reading_age


def of(session: Session) -> int | None:
    """Up to how many years this session is shown records; None: all of them."""
    age: int | None = session.info.get(_KEY)
    return age


def hidden(session: Session) -> frozenset[int]:
    """Ids of the records that are kept from this session: what a search must leave out."""
    age = session.info.get(_KEY)
    if age is None:
        return frozenset()
    table = Record.__table__  # not the mapped class: `_narrow` would hide from us what we look for
    return frozenset(session.scalars(select(table.c.id).where(table.c.minimum_age > age)))


def register() -> None:
    """Have every session obey; safe to call again."""
    if not event.contains(Session, "do_orm_execute", _narrow):
        event.listen(Session, "do_orm_execute", _narrow)


def _narrow(state: ORMExecuteState) -> None:
    age = state.session.info.get(_KEY)
    if age is None or not state.is_select or state.is_column_load:
        return
    table = Record.__table__
    kept = select(table.c.id).where(table.c.minimum_age <= age).scalar_subquery()
    state.statement = state.statement.options(
        with_loader_criteria(Record, Record.minimum_age <= age, include_aliases=True),
        with_loader_criteria(DigitalObject, DigitalObject.record_id.in_(kept), include_aliases=True),
        with_loader_criteria(Audiobook, Audiobook.record_id.in_(kept), include_aliases=True),
    )
