"""One batch of rows: recognise, match, describe, shelve, keep the source."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from catalog import services
from catalog.database import take_turn
from catalog.errors import N_, Refusal
from catalog.formats.notes import Note, note_of
from catalog.formats.rows import Described
from catalog.importing.fitting import fitted
from catalog.importing.holdings import Holdings
from catalog.importing.items import Item
from catalog.importing.matching import Candidates, candidates, known_sources
from catalog.importing.merging import OnMatch, completed, overlaid
from catalog.importing.report import Change, Outcome
from catalog.models import Copy, Record, Source
from catalog.values import RecordValues

_NO_TITLE = N_("Không có nhan đề nên không nhập được.")
_SAME_ROW = N_("Trùng hệt dòng %(row)s; không ghi thêm.")
_LEFT_ALONE = N_("Thư viện đã có tài liệu này; giữ nguyên như đang có.")


@dataclass
class Import:
    """What is remembered from batch to batch of one file."""

    session: Session
    file_name: str
    on_match: OnMatch
    now: datetime
    holdings: Holdings
    times_seen: Counter[str] = field(default_factory=Counter)
    first_seen: dict[str, int] = field(default_factory=dict)
    """Digest → number of the first row that has it."""
    fresh: set[int] = field(default_factory=set)
    """Ids of records that rows of this file made, or were recognised to have made before."""
    made: set[Record] = field(default_factory=set)
    """Records of the batch at work; some have no id yet."""


@dataclass
class _Placed:
    """A row that goes in, before the database gives out ids."""

    position: int
    item: Item
    record: Record
    change: Change
    copies: list[tuple[Copy, Change]]
    notes: tuple[Note, ...]
    keeps_source: bool


def apply_batch(run: Import, items: Sequence[Item]) -> list[Outcome]:
    """Everything the items say, flushed but not committed; one outcome for each item, in order."""
    take_turn(run.session)
    outcomes = _settled(run, items)
    waiting = {
        position: fitted(item.described)
        for position, item in enumerate(items)
        if outcomes[position] is None and item.described is not None
    }
    with run.session.no_autoflush:
        barcodes = (copy.barcode for each in waiting.values() for copy in each.copies)
        known = candidates(run.session, [each.values for each in waiting.values()], barcodes)
        placed: list[_Placed] = []
        for position, described in waiting.items():
            result = _place(run, position, items[position], described, known)
            if isinstance(result, Outcome):
                outcomes[position] = result
            else:
                placed.append(result)
    run.session.flush()
    _keep_sources(run, placed)
    for each in placed:
        outcomes[each.position] = _outcome(each)
    run.fresh.update(record.id for record in run.made)
    run.made.clear()
    return [outcome for outcome in outcomes if outcome is not None]


def _settled(run: Import, items: Sequence[Item]) -> list[Outcome | None]:
    """Outcomes of the rows that cannot go in and of those that went in before; None for the others."""
    sources = known_sources(run.session, {item.digest for item in items})
    return [_settled_one(run, item, sources.get(item.digest, ())) for item in items]


def _settled_one(run: Import, item: Item, known: Sequence[int]) -> Outcome | None:
    if item.described is None or not item.title:
        return Outcome(item.number, item.title, None, notes=(item.problem or Note(_NO_TITLE),))
    earlier = run.times_seen[item.digest]
    run.times_seen[item.digest] += 1
    run.first_seen.setdefault(item.digest, item.number)
    if run.on_match is OnMatch.ADD or earlier >= len(known):
        return None
    run.fresh.add(known[earlier])
    run.holdings.claim(item.described.copies, item.number)
    return _untouched(item, known[earlier])


def _untouched(item: Item, record_id: int, *notes: Note) -> Outcome:
    copies = item.described.copies if item.described else ()
    return Outcome(
        item.number, item.title, Change.UNCHANGED, (Change.UNCHANGED,) * len(copies), record_id, notes
    )


def _place(
    run: Import, position: int, item: Item, described: Described, known: Candidates
) -> _Placed | Outcome:
    record, match_notes = known.match(described.values)
    fresh = record is not None and (record in run.made or record.id in run.fresh)
    if record is not None and not fresh and run.on_match is OnMatch.ADD:
        record = None
    if record is not None and not fresh and run.on_match is OnMatch.SKIP:
        return _untouched(item, record.id, Note(_LEFT_ALONE))
    notes = [*described.notes, *match_notes]
    try:
        record, change = _described(run, record, described.values, fresh=fresh)
    except Refusal as refusal:
        return Outcome(item.number, item.title, None, notes=(note_of(refusal),))
    known.add(record)
    copies = [
        run.holdings.put(record, copy, item.number, known, notes, fresh=fresh or change is Change.NEW)
        for copy in described.copies
    ]
    repeated = run.first_seen[item.digest] != item.number and not copies and change is Change.UNCHANGED
    if repeated:
        notes = [Note(_SAME_ROW, {"row": run.first_seen[item.digest]})]
    return _Placed(position, item, record, change, copies, tuple(notes), keeps_source=not repeated)


def _described(
    run: Import, record: Record | None, values: RecordValues, *, fresh: bool
) -> tuple[Record, Change]:
    if record is None:
        record = services.create_record(run.session, values, now=run.now)
        run.made.add(record)
        return record, Change.NEW
    current = services.values_of(record)
    wanted = completed(current, values) if fresh else overlaid(current, values)
    if wanted == current:
        return record, Change.UNCHANGED
    services.fill(run.session, record, wanted, now=run.now)
    return record, Change.UNCHANGED if services.values_of(record) == current else Change.UPDATED


def _keep_sources(run: Import, placed: Sequence[_Placed]) -> None:
    rows = [
        {
            "record_id": each.record.id,
            "copy_id": each.copies[0][0].id if len(each.copies) == 1 else None,
            "format": each.item.format,
            "file_name": run.file_name,
            "number": each.item.number,
            "digest": each.item.digest,
            "content": each.item.content,
            "imported_at": run.now,
        }
        for each in placed
        if each.keeps_source
    ]
    if rows:
        run.session.execute(insert(Source), rows)


def _outcome(each: _Placed) -> Outcome:
    copies = tuple(change for _, change in each.copies)
    return Outcome(each.item.number, each.item.title, each.change, copies, each.record.id, each.notes)
