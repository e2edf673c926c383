"""What the home page shows, with a fixed number of queries whatever the library holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from catalog.models import Access, Audiobook, Copy, CopyStatus, DigitalObject, Form, MaterialType, Record
from elibrary.browse.listing import ListedRecord, records

ON_A_SHELF = 12
"""Titles in one row."""

_GONE = (CopyStatus.LOST, CopyStatus.WITHDRAWN)


@dataclass(frozen=True)
class Home:
    """The home page. `counts`: titles that a resident can use in each form."""

    counts: dict[Form, int]
    new: Sequence[ListedRecord]
    audiobooks: Sequence[ListedRecord]
    periodicals: Sequence[ListedRecord]

    @property
    def empty(self) -> bool:
        """Whether the library has no record at all."""
        return not self.new


def home(session: Session) -> Home:
    """What the home page shows."""
    newest = select(Record.id).order_by(Record.created_at.desc(), Record.id.desc()).limit(ON_A_SHELF)
    heard = (
        select(Audiobook.record_id)
        .where(Audiobook.access == Access.PUBLIC)
        .group_by(Audiobook.record_id)
        .order_by(func.max(Audiobook.id).desc())
        .limit(ON_A_SHELF)
    )
    rows = [session.scalars(newest).all(), session.scalars(heard).all(), _periodicals(session, newest)]
    loaded = {record.id: record for record in records(session, sorted({key for row in rows for key in row}))}
    new, audiobooks, periodicals = ([loaded[key] for key in row if key in loaded] for row in rows)
    return Home(_counts(session), new, audiobooks, periodicals)


def _periodicals(session: Session, newest: Select[int]) -> list[int]:
    """The newest newspapers and magazines; each type is asked for alone, so that its index can answer."""
    dated = newest.add_columns(Record.created_at)
    kinds = (MaterialType.NEWSPAPER, MaterialType.MAGAZINE)
    rows = [row for kind in kinds for row in session.execute(dated.where(Record.type == kind))]
    found = sorted(rows, key=lambda row: (row[1], row[0]), reverse=True)
    return [row[0] for row in found[:ON_A_SHELF]]


def _counts(session: Session) -> dict[Form, int]:
    titles: dict[Form, Select[Any]] = {
        Form.PAPER: select(Copy.record_id).where(Copy.status.not_in(_GONE)),
        Form.DIGITAL: select(DigitalObject.record_id).where(DigitalObject.access == Access.PUBLIC),
        Form.AUDIO: select(Audiobook.record_id).where(Audiobook.access == Access.PUBLIC),
    }
    counted = {
        form: session.scalar(select(func.count()).select_from(ids.distinct().subquery()))
        for form, ids in titles.items()
    }
    return {form: number or 0 for form, number in counted.items()}
