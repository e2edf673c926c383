"""The engine for collections past 150,000 records: tantivy keeps postings and columns in files.

Two tantivy indexes in one generation, `records` and `inside` (one document for each section of a book), with
the terms of `catalog.search.terms`. Nothing is held in memory, so that a process starts at once and costs
little, however many records there are. What is found, and in which order, `catalog.search.matching` says for
both engines.

The package is the optional extra `elibrary[tantivy]`; only this file and those whose names begin like its own
import it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from tantivy import Index, IndexWriter, Schema
from tantivy import Query as TantivyQuery

from catalog.search.engine import (
    Deletion,
    Document,
    IndexUnusable,
    InsideHit,
    InsideRequest,
    SearchRequest,
    SearchResult,
    Suggestion,
)
from catalog.search.folder import IndexFolder, Live
from catalog.search.query import Query
from catalog.search.tantivy_answer import Records, Sections
from catalog.search.tantivy_fields import (
    FIELDS,
    record_row,
    records_schema,
    section_row,
    sections_schema,
    storable,
)
from catalog.search.tantivy_nearest import closest, did_you_mean
from catalog.search.terms import ANALYSIS

_FORM = f"tantivy {ANALYSIS}.{FIELDS}"
_PARTS: dict[str, Callable[[], Schema]] = {"records": records_schema, "inside": sections_schema}
_MEMORY_OF_A_CHANGE = 32_000_000
_MEMORY_OF_A_REBUILD = 256_000_000
"""Bytes that a writer gathers before it writes a segment. The larger, the fewer segments."""
_TRIES = 5
"""How often a generation is opened that another process replaces at the same time."""


@contextmanager
def _damage_is_unusable() -> Iterator[None]:
    """Whatever tantivy stumbles over while it reads its files means that they must be made anew."""
    try:
        yield
    except IndexUnusable:
        raise
    except Exception as error:
        raise IndexUnusable("the index is damaged") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what Rust's panics are here; it has no other name
            raise
        raise IndexUnusable("the index is damaged") from error


class _Open:
    """One generation, open for reading."""

    def __init__(self, folder: Path, live: Live) -> None:
        self.generation = live.generation
        self._indexes = {name: Index.open(str(folder / name)) for name in _PARTS}
        for index in self._indexes.values():
            index.config_reader("manual")
        self.refresh()

    def refresh(self) -> None:
        """Take in what was committed."""
        for index in self._indexes.values():
            index.reload()
        records, inside = (self._indexes[name] for name in _PARTS)
        self.records = Records(records.searcher(), records.schema)
        self.inside = Sections(inside.searcher(), inside.schema)


class _Writer:
    """Writes both indexes of a generation."""

    def __init__(self, folder: Path, memory: int) -> None:
        self._schemas = {name: schema() for name, schema in _PARTS.items()}
        self._writers: dict[str, IndexWriter] = {}
        for name in _PARTS:
            self._writers[name] = Index.open(str(folder / name)).writer(memory, 1)

    def drop(self, record_ids: Iterable[int]) -> None:
        """Leave out what is known of these records."""
        gone = list(record_ids)
        for name, writer in self._writers.items():
            # Not by term: tantivy 0.27 takes the number for a signed one there and finds nothing.
            writer.delete_documents_by_query(TantivyQuery.term_set_query(self._schemas[name], "id", gone))

    def add(self, document: Document) -> None:
        """Take in a record and the sections of its books."""
        self._put("records", record_row(document))
        for section in document.sections:
            self._put("inside", section_row(document, section))

    def _put(self, name: str, row: dict[str, Any]) -> None:
        self._writers[name].add_document(storable(row, self._schemas[name]))

    def commit(self) -> None:
        """Keep what was written."""
        for writer in self._writers.values():
            writer.commit()

    def close(self) -> None:
        """Let go of the locks, when segments that melt have done so."""
        for writer in self._writers.values():
            writer.wait_merging_threads()
        self._writers = {}


class TantivyEngine:
    """`catalog.search.engine.SearchEngine` in a folder of its own; safe for threads and several processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder, _FORM)
        self._lock = RLock()
        self._stamp: tuple[int, int, int] | None = None
        self._open: _Open | None = None

    @contextmanager
    def _reading(self) -> Iterator[tuple[Records, Sections]]:
        """The live index as it now is."""
        with self._lock:
            live = self._current()
            parts = live.records, live.inside
        try:
            with _damage_is_unusable():
                yield parts
        except IndexUnusable:
            self._folder.condemn(live.generation)
            raise

    def _current(self) -> _Open:
        for _ in range(_TRIES):
            stamp = self._folder.stamp()
            if self._open is not None and stamp == self._stamp:
                break
            try:
                self._refresh()
                self._stamp = stamp
            except IndexUnusable:
                self.close()
                if stamp == self._folder.stamp():
                    raise
                # Another process put a new generation in its place meanwhile.
        if self._open is None:
            raise IndexUnusable("the index changes faster than it can be opened")
        return self._open

    def _refresh(self) -> None:
        live = self._folder.live()
        with _damage_is_unusable():
            if self._open is None or self._open.generation != live.generation:
                self._open = _Open(self._folder.folder(live), live)
            else:
                self._open.refresh()

    def health(self) -> None:
        """Raise IndexUnusable if the index cannot be read."""
        with self._reading():
            pass

    def search(self, request: SearchRequest) -> SearchResult:
        """One page of records."""
        with self._reading() as (records, inside):
            return records.search(request, inside)

    def search_inside(self, request: InsideRequest) -> list[InsideHit]:
        """Places inside books, best first; the places of one book in reading order where equally good."""
        with self._reading() as (_, inside):
            return inside.places(request)

    def suggest(self, prefix: str, limit: int = 8) -> list[Suggestion]:
        """Titles, people and subjects that begin with `prefix`, with or without marks."""
        with self._reading() as (records, _):
            return records.suggest(prefix, limit)

    def did_you_mean(self, query: Query) -> str | None:
        """The nearest text to a mistyped one that some record holds for; None where nothing is near."""
        with self._reading() as (records, _):
            return did_you_mean(records, query)

    def closest(self, query: Query, limit: int = 6) -> list[int]:
        """Records whose titles hold the most of the words, where none holds all of them."""
        with self._reading() as (records, _):
            return closest(records, query, limit)

    def indexed(self) -> dict[int, str]:
        """Record id → fingerprint of the document that the index holds."""
        with self._reading() as (records, _):
            return records.fingerprints()

    def writing(self) -> AbstractContextManager[None]:
        """Be the one who writes until the end."""
        return self._folder.writing()

    def tidy(self) -> None:
        """Nothing: tantivy melts segments by itself."""

    def apply(self, batch: Sequence[Document | Deletion]) -> None:
        """Take in changes; on return they are on disk. The same batch again changes nothing."""
        with self._folder.writing(), _damage_is_unusable():
            live = self._folder.live()
            latest = {change.id: change for change in batch}
            documents = [change for change in latest.values() if isinstance(change, Document)]
            _write(self._folder.folder(live), documents, gone=latest, memory=_MEMORY_OF_A_CHANGE)
            self._folder.publish(Live(live.generation, live.form, live.writes + 1))

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index beside the live one, then put it in its place; return how many records it has."""
        with self._folder.writing():
            live = self._folder.fresh()
            folder = self._folder.folder(live)
            for name, schema in _PARTS.items():
                (folder / name).mkdir()
                Index(schema(), str(folder / name))
            count = _write(folder, documents, gone=(), memory=_MEMORY_OF_A_REBUILD)
            self._folder.publish(live)
            self._folder.sweep(live)
        return count

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            self._open = None


def _write(folder: Path, documents: Iterable[Document], gone: Iterable[int], memory: int) -> int:
    """Drop the records `gone`, add the documents and their sections; return how many were added."""
    writer = _Writer(folder, memory)
    count = 0
    try:
        writer.drop(gone)
        for document in documents:
            writer.add(document)
            count += 1
        writer.commit()
    finally:
        writer.close()
    return count
