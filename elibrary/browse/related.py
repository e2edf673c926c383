"""Which records stand near a record: other editions of its work, and what somebody who likes it may like.

Both look at a bounded number of rows however popular an author or a subject is: of each author and subject
only the latest titles are weighed.
"""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, literal, select, union_all
from sqlalchemy.orm import Session

from catalog.models import Contributor, Record, Subject

EDITIONS = 12
RELATED = 8
_PEOPLE = 2
_SUBJECTS = 4
_LATEST = 60
"""Titles of one author or subject that are weighed."""

_OTHER = Record.work_key != bindparam("work_key")
_EDITIONS = (
    select(Record.id)
    .where(Record.work_key == bindparam("work_key"), Record.id != bindparam("record_id"))
    .order_by(Record.year.desc().nulls_last(), Record.id)
    .limit(EDITIONS)
)
# One slot for each author and subject, empty where the record has fewer: the statement stays the same, and
# every slot is a short walk along an index.
_SLOTS = [
    select(
        select(Contributor.record_id, literal(0).label("by"))
        .where(Contributor.folded == bindparam(f"person_{slot}"))
        .order_by(Contributor.id.desc())
        .limit(_LATEST)
        .subquery()
    )
    for slot in range(_PEOPLE)
] + [
    select(
        select(Subject.record_id, literal(1).label("by"))
        .where(Subject.term == bindparam(f"subject_{slot}"))
        .order_by(Subject.id.desc())
        .limit(_LATEST)
        .subquery()
    )
    for slot in range(_SUBJECTS)
]
_NEAR = union_all(*_SLOTS).subquery()
_RELATED = (
    select(Record.id)
    .join(_NEAR, _NEAR.c.record_id == Record.id)
    .where(_OTHER)
    .group_by(Record.id)
    .order_by(func.min(_NEAR.c.by), func.count().desc(), Record.popularity.desc(), Record.id.desc())
    .limit(RELATED)
)


def editions(session: Session, record_id: int, work_key: str) -> list[int]:
    """Ids of the other editions of a work, the newest first."""
    return list(session.scalars(_EDITIONS, {"record_id": record_id, "work_key": work_key}))


def related(session: Session, work_key: str, people: Sequence[str], subjects: Sequence[str]) -> list[int]:
    """Ids of other works by the same people (folded names), then of those that share most subjects."""
    if not people and not subjects:
        return []
    wanted: dict[str, str | None] = {"work_key": work_key}
    for kind, values, slots in (("person", people, _PEOPLE), ("subject", subjects, _SUBJECTS)):
        given = [*values[:slots], *[None] * slots][:slots]
        wanted |= {f"{kind}_{slot}": value for slot, value in enumerate(given)}
    return list(session.scalars(_RELATED, wanted))
