"""Completions of what is being typed, a few of each kind, titles with their records."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalog.models import Record
from catalog.search.engine import SearchEngine, Suggestion

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
    chosen = _chosen(engine.suggest(prefix, MOST)) if prefix else []
    ids = [one.record_id for one in chosen if one.record_id is not None]
    named = select(Record).where(Record.id.in_(ids)).options(selectinload(Record.contributors))
    records = {record.id: record for record in session.scalars(named)} if ids else {}
    return [
        Suggested(one.text, one.kind, records.get(one.record_id or 0))
        for one in chosen
        if one.record_id is None or one.record_id in records  # the index may be a moment behind
    ]


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
