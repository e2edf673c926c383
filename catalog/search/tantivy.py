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
from dataclasses import replace
from pathlib import Path
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
from catalog.search.folder import IndexFolder
from catalog.search.generations import Generations
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
from catalog.search.tantivy_suggest import suggest
from catalog.search.terms import ANALYSIS

_FORM = f"tantivy {ANALYSIS}.{FIELDS}"
_PARTS: dict[str, Callable[[], Schema]] = {"records": records_schema, "inside": sections_schema}
_MEMORY_OF_A_CHANGE = 32_000_000
_MEMORY_OF_A_REBUILD = 256_000_000
"""Bytes that a writer gathers before it writes a segment. The larger, the fewer segments."""
_REWRITTEN = frozenset({"meta.json", ".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock"})
"""Files that tantivy writes anew with every change; all others keep their names and what is in them."""


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


class _Opened:
    """One generation, open for reading (`catalog.search.generations.Opened`)."""

    records: Records
    inside: Sections

    def __init__(self, folder: Path) -> None:
        with _damage_is_unusable():
            self._indexes = [Index.open(str(folder / name)) for name in _PARTS]
            for index in self._indexes:
                index.config_reader("manual")

    def prepare(self) -> Callable[[], None]:
        """Open what was committed meanwhile; calling the answer shows it."""
        with _damage_is_unusable():
            for index in self._indexes:
                index.reload()
            records, inside = self._indexes
            found = Records(records.searcher(), records.schema), Sections(inside.searcher(), inside.schema)

        def show() -> None:
            self.records, self.inside = found

        return show

    def close(self) -> None:
        """Let go of the files; searches that go on keep theirs until they are done."""
        self._indexes = []


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
        self._folder = IndexFolder(folder, _FORM, _REWRITTEN)
        self._generations = Generations(self._folder, _Opened)

    @contextmanager
    def _reading(self) -> Iterator[tuple[Records, Sections]]:
        """The live index as it now is; many may read at a time."""
        with self._generations.reading() as opened:
            parts = opened.records, opened.inside
        try:
            with _damage_is_unusable():
                yield parts
        except IndexUnusable:
            with self._generations.reading():  # which condemns a generation that turns out to be damaged
                raise

    def writing(self) -> AbstractContextManager[None]:
        """Be the one who writes until the end."""
        return self._folder.writing()

    def health(self) -> None:
        """Raise IndexUnusable if the index cannot be read."""
        self._generations.take_in()

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
            return suggest(records, prefix, limit)

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

    def apply(self, batch: Sequence[Document | Deletion]) -> None:
        """Take in changes; on return they are on disk. The same batch again changes nothing."""
        latest = {change.id: change for change in batch}
        documents = [change for change in latest.values() if isinstance(change, Document)]
        with self.writing(), _damage_is_unusable():
            live = self._folder.live()
            self._folder.sweep(live)
            _write(self._folder.folder(live), documents, gone=latest, memory=_MEMORY_OF_A_CHANGE)
            self._generations.publish(replace(live, writes=live.writes + 1))

    def tidy(self) -> None:
        """Nothing: tantivy melts small segments with the changes that make them."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index beside the live one, then put it in its place; return how many records it has."""
        with self.writing():
            live = self._folder.fresh()
            folder = self._folder.folder(live)
            try:
                for name, schema in _PARTS.items():
                    (folder / name).mkdir()
                    Index(schema(), str(folder / name))
                count = _write(folder, documents, gone=(), memory=_MEMORY_OF_A_REBUILD)
                self._generations.publish(live)
            except BaseException:
                self._folder.discard(live)
                raise
            self._folder.sweep(live)
        return count

    def close(self) -> None:
        """Let go of all files."""
        self._generations.close()


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
