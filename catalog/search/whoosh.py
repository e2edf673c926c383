"""The embedded engine: Whoosh keeps the postings on disk, memory keeps what sorts and counts.

Two Whoosh indexes in one generation, `records` and `inside` (one document for each section of a book), as
`catalog.search.whoosh_segments` writes them. Whoosh is asked for posting lists only; they become sets
(`catalog.search.bits`) that are kept for as long as their segment lives.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from catalog.search import bits, nearest
from catalog.search.answer import answer
from catalog.search.columns import Columns, Places, Row
from catalog.search.engine import (
    Deletion,
    Document,
    InsideHit,
    InsideRequest,
    SearchRequest,
    SearchResult,
    Suggestion,
)
from catalog.search.folder import IndexFolder
from catalog.search.generations import Generations
from catalog.search.merging import to_melt
from catalog.search.query import Query
from catalog.search.segments import Segment, find, places
from catalog.search.suggest import merged
from catalog.search.terms import ANALYSIS
from catalog.search.whoosh_segments import Lists, committed, create, damage_is_unusable, write

_FORM = f"whoosh {ANALYSIS}.2 {sys.byteorder}"
_TRIES, _WHILE = 10, 0.05
"""How often, and after how many seconds, a table is read again whose segments are gone."""
_ROWS_AT_ONCE = 1000
"""Rows that are read in one breath; other threads wait for it."""


class _Segment(Segment):
    """A segment whose posting lists Whoosh keeps."""

    def __init__(self, reader: Any, load: Callable[[list[bytes]], Any]) -> None:
        column = reader.column_reader("row")
        rows = load([column[number] for number in range(reader.doc_count_all())])
        super().__init__(rows, reader.doc_count_all(), Lists(reader))
        self.reader = reader


class _Part:
    """One of the two Whoosh indexes of a generation, open for reading."""

    def __init__(self, folder: Path, load: Callable[[list[bytes]], Any]) -> None:
        self._folder = folder
        self._load = load
        self.segments: list[_Segment] = []

    def prepare(self) -> Callable[[], None]:
        """Open the segments that were committed meanwhile; calling the answer shows them to the readers."""
        for _ in range(_TRIES):
            with suppress(FileNotFoundError):  # a writer has just melted the segment
                return partial(self._show, self._committed())
            time.sleep(_WHILE)
        return partial(self._show, self._committed())

    def _committed(self) -> list[tuple[_Segment, Iterable[int]]]:
        """The segments with their deleted documents; those that are open already are not opened again."""
        known = {segment.reader.segment().segment_id(): segment for segment in self.segments}
        found = []
        with ExitStack() as opened:
            for kept in committed(self._folder):
                segment = known.get(kept.id)
                if segment is None:
                    segment = self._opened(kept.open())
                    opened.callback(segment.reader.close)
                found.append((segment, kept.deleted))
            opened.pop_all()
        return found

    def _show(self, found: list[tuple[_Segment, Iterable[int]]]) -> None:
        for segment, deleted in found:
            segment.hide(deleted)
        before, self.segments = self.segments, [segment for segment, _ in found]
        for segment in before:
            if segment not in self.segments:
                segment.reader.close()

    def _opened(self, leaf: Any) -> _Segment:
        try:
            return _Segment(leaf, self._load)
        except Exception:
            leaf.close()
            raise

    def close(self) -> None:
        for segment in self.segments:
            segment.reader.close()
        self.segments = []


def _load_records(rows: list[bytes]) -> Columns:
    pieces = (rows[start : start + _ROWS_AT_ONCE] for start in range(0, len(rows), _ROWS_AT_ONCE))
    read = (json.loads(b"[" + b",".join(piece) + b"]") for piece in pieces)
    return Columns([Row(*row) for piece in read for row in piece])


def _load_sections(rows: list[bytes]) -> Places:
    return Places(InsideHit(*map(int, row.split())) for row in rows)


class _Snapshot:
    """One generation, open for reading (`catalog.search.generations.Opened`)."""

    def __init__(self, folder: Path) -> None:
        self.records = _Part(folder / "records", _load_records)
        self.inside = _Part(folder / "inside", _load_sections)

    def prepare(self) -> Callable[[], None]:
        """Open what was committed meanwhile."""
        with damage_is_unusable():
            records, inside = self.records.prepare(), self.inside.prepare()

        def show() -> None:
            records()
            inside()

        return show

    def close(self) -> None:
        self.records.close()
        self.inside.close()


class WhooshEngine:
    """`catalog.search.engine.SearchEngine` in a folder of its own; safe for threads and several processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder, _FORM)
        self._generations = Generations(self._folder, _Snapshot)

    def _reading(self) -> AbstractContextManager[_Snapshot]:
        """The live index. One reader at a time: Whoosh's files have one place to read at."""
        return self._generations.reading()

    def writing(self) -> AbstractContextManager[None]:
        """Be the one who writes until the end."""
        return self._folder.writing()

    def health(self) -> None:
        """Raise IndexUnusable if the index cannot be read as a whole."""
        self._generations.take_in()

    def search(self, request: SearchRequest) -> SearchResult:
        """One page of records."""
        with self._reading() as snapshot:
            found = find(snapshot.records.segments, snapshot.inside.segments, request)
            return answer(found, request)

    def search_inside(self, request: InsideRequest) -> list[InsideHit]:
        """Places inside books, best first; the places of one book in reading order where equally good."""
        with self._reading() as snapshot:
            return places(snapshot.inside.segments, request)

    def suggest(self, prefix: str, limit: int = 8) -> list[Suggestion]:
        """Titles, people and subjects that begin with `prefix`, with or without marks."""
        with self._reading() as snapshot:
            segments = snapshot.records.segments
            found = [(s.columns.completions(prefix, s.everything), s.columns.ids) for s in segments]
        return merged(found, limit)

    def did_you_mean(self, query: Query) -> str | None:
        """The nearest text to a mistyped one that some record holds for; None where nothing is near."""
        with self._reading() as snapshot:
            return nearest.did_you_mean(snapshot.records.segments, query)

    def closest(self, query: Query, limit: int = 6) -> list[int]:
        """Records whose titles hold the most of the words, where none holds all of them."""
        with self._reading() as snapshot:
            return nearest.closest(snapshot.records.segments, query, limit)

    def indexed(self) -> dict[int, str]:
        """Record id → fingerprint of the document that the index holds."""
        with self._reading() as snapshot:
            return {
                segment.columns.ids[number]: segment.columns.fingerprints[number]
                for segment in snapshot.records.segments
                for number in bits.to_numbers(segment.everything)
            }

    def apply(self, batch: Sequence[Document | Deletion]) -> None:
        """Take in changes; on return they are on disk. The same batch again changes nothing."""
        latest = {change.id: change for change in batch}
        documents = [change for change in latest.values() if isinstance(change, Document)]
        self._change(documents, gone=latest)

    def tidy(self) -> None:
        """Melt what many small changes left behind; for a moment when nothing waits to be indexed."""
        with self._reading() as snapshot:
            parts = [snapshot.records.segments, snapshot.inside.segments]
            sizes = [[(s.size, s.size - s.everything.bit_count()) for s in part] for part in parts]
        if any(to_melt(part, at_rest=True) for part in sizes):
            self._change((), gone=(), at_rest=True)

    def _change(self, documents: Iterable[Document], gone: Iterable[int], *, at_rest: bool = False) -> None:
        with self.writing(), damage_is_unusable():
            live = self._folder.live()
            self._folder.sweep(live)
            write(self._folder.folder(live), documents, gone, at_rest=at_rest)
            self._generations.publish(replace(live, writes=live.writes + 1))

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index beside the live one, then put it in its place; return how many records it has."""
        with self.writing():
            live = self._folder.fresh()
            folder = self._folder.folder(live)
            try:
                create(folder)
                count = write(folder, documents, gone=())
                self._generations.publish(live)
            except BaseException:
                self._folder.discard(live)
                raise
            self._folder.sweep(live)
        return count

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all files."""
        self._generations.close()
