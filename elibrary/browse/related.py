"""Which records stand near a record: editions of its work, others by its people, others on its subjects.

Each looks at a bounded number of rows however popular an author or a subject is: only the latest titles of
each are weighed.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Select, bindparam, func, select, union_all
from sqlalchemy.orm import Session

from catalog.models import Contributor, Record, Subject

EDITIONS = 12
SHOWN = 6
"""Titles by the same people, and as many on the same subjects."""
_PEOPLE = 2
_SUBJECTS = 4
_LATEST = 60
"""Titles of one author or subject that are weighed."""


class Near(NamedTuple):
    """Ids of the records near a record; none stands in two of the lists."""

    editions: Sequence[int]
    by_author: Sequence[int]
    on_subject: Sequence[int]

    def ids(self) -> list[int]:
        """All of them."""
        return [*self.editions, *self.by_author, *self.on_subject]


_EDITIONS = (
    select(Record.id)
    .where(Record.work_key == bindparam("work_key"), Record.id != bindparam("record_id"))
    .order_by(Record.year.desc().nulls_last(), Record.id)
    .limit(EDITIONS)
)


def _sharing(slots: Iterable[Select[int]], most: int) -> Select[int]:
    """Records in the slots, those first that are in most of them, then those opened most."""
    found = union_all(*(select(slot.subquery()) for slot in slots)).subquery()
    return (
        select(Record.id)
        .join(found, found.c.record_id == Record.id)
        .where(Record.work_key != bindparam("work_key"))
        .group_by(Record.id)
        .order_by(func.count().desc(), Record.popularity.desc(), Record.id.desc())
        .limit(most)
    )


# One slot for each author and subject, empty where the record has fewer: the statement stays the same, and
# every slot is a short walk along an index.
_BY_AUTHOR = _sharing(
    (
        select(Contributor.record_id)
        .where(Contributor.folded == bindparam(f"slot_{number}"))
        .order_by(Contributor.id.desc())
        .limit(_LATEST)
        for number in range(_PEOPLE)
    ),
    SHOWN,
)
_ON_SUBJECT = _sharing(
    (
        select(Subject.record_id)
        .where(Subject.term == bindparam(f"slot_{number}"))
        .order_by(Subject.id.desc())
        .limit(_LATEST)
        for number in range(_SUBJECTS)
    ),
    2 * SHOWN,
)


def near(
    session: Session, record_id: int, work_key: str, people: Sequence[str], subjects: Sequence[str]
) -> Near:
    """What stands near a record of this work by these people (folded names) on these subjects."""
    editions = session.scalars(_EDITIONS, {"record_id": record_id, "work_key": work_key}).all()
    by_author = _found(session, _BY_AUTHOR, work_key, people, _PEOPLE)
    on_subject = _found(session, _ON_SUBJECT, work_key, subjects, _SUBJECTS)
    return Near(editions, by_author, [key for key in on_subject if key not in by_author][:SHOWN])


def _found(
    session: Session, statement: Select[int], work_key: str, values: Sequence[str], slots: int
) -> Sequence[int]:
    if not values:
        return []
    wanted = dict.fromkeys((f"slot_{number}" for number in range(slots)), "")
    wanted |= {f"slot_{number}": value for number, value in enumerate(values[:slots])}
    return session.scalars(statement, {"work_key": work_key, **wanted}).all()
