"""Completions of what is being typed, a few of each kind, titles with their records."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalog.models import Contributor, Record, Subject
from catalog.search.engine import SearchEngine, Suggestion
from elibrary import audience

MOST = 8
LONGEST_PREFIX = 100
_MOST_OF_KIND = {"title": 5, "author": 3, "subject": 3}


class Suggested(NamedTuple):
    """A completion; `record` for titles only."""

    text: str
    kind: str
    record: Record | None


def suggested(session: Session, engine: SearchEngine, typed: str) -> list[Suggested]:
    """At most eight, titles before people before subjects. Raises IndexUnusable."""
    prefix = typed.strip()[:LONGEST_PREFIX]
    chosen = _chosen(_open_to(session, engine.suggest(prefix, MOST))) if prefix else []
    ids = [one.record_id for one in chosen if one.record_id is not None]
    named = select(Record).where(Record.id.in_(ids)).options(selectinload(Record.contributors))
    records = {record.id: record for record in session.scalars(named)} if ids else {}
    return [
        Suggested(one.text, one.kind, records.get(one.record_id or 0))
        for one in chosen
        if one.record_id is None or one.record_id in records  # the index may be a moment behind
    ]


def _open_to(session: Session, found: Sequence[Suggestion]) -> Sequence[Suggestion]:
    """For a child's profile: no people and subjects that only hidden records have."""
    if not audience.hidden(session):
        return found
    named = {"author": (Contributor.name, Contributor.record), "subject": (Subject.term, Subject.record)}
    seen = {("title", one.text) for one in found}
    for kind, (column, record) in named.items():
        texts = [one.text for one in found if one.kind == kind]
        shown = select(column).join(record).where(column.in_(texts))
        seen |= {(kind, text) for text in session.scalars(shown)}
    return [one for one in found if (one.kind, one.text) in seen]


def _chosen(found: Sequence[Suggestion]) -> list[Suggestion]:
    """The best of each kind, then, where there is room, the next best."""
    seen: Counter[str] = Counter()
    first: list[Suggestion] = []
    rest: list[Suggestion] = []
    for one in found:
        seen[one.kind] += 1
        (first if seen[one.kind] <= _MOST_OF_KIND[one.kind] else rest).append(one)
    kinds = list(_MOST_OF_KIND)
    return sorted([*first, *rest][:MOST], key=lambda one: kinds.index(one.kind))
