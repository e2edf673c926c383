"""Taking a file into the catalogue: match, plan, apply, in batches that each are one transaction."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session

from catalog.importing.batch import Import, apply_batch
from catalog.importing.holdings import Holdings
from catalog.importing.items import FileFormat, Item, items
from catalog.importing.merging import OnMatch
from catalog.importing.report import Change, Outcome, Summary, write_report

__all__ = ["Change", "FileFormat", "OnMatch", "Outcome", "Summary", "import_file", "write_report"]

BATCH = 500
"""Rows in one transaction: few enough to lose nothing worth naming, enough to make lookups cheap."""
_NAME_LIMIT = 300


def import_file(
    session: Session,
    path: Path,
    *,
    now: datetime,
    commit: Callable[[], None],
    file_format: FileFormat = FileFormat.AUTO,
    on_match: OnMatch = OnMatch.UPDATE,
    file_name: str = "",
) -> Iterator[Outcome]:
    """Take in every row or record of the file and yield what became of each, in order.

    A row is told after `commit` was called for its batch; a caller that gives a `commit` which does
    nothing, and rolls back at the end, has a trial run. `file_name` is what the file was called where it
    came from, if `path` is only a place where it was put. Raises FileRefused before anything is written.
    The session's objects are let go after each batch.
    """
    name = (file_name or path.name)[:_NAME_LIMIT]
    run = Import(session, name, on_match, now, Holdings(session, now))
    found = items(path, file_format)
    while batch := _next(found):
        outcomes = apply_batch(run, batch)
        session.expunge_all()
        commit()
        yield from outcomes


def _next(found: Iterator[Item]) -> list[Item]:
    return list(islice(found, BATCH))
