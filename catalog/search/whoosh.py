"""The embedded engine: Whoosh keeps the postings on disk, memory keeps what sorts and counts.

Two Whoosh indexes in one generation, `records` and `inside` (one document for each section of a book). Both
hold one field of terms (`catalog.search.terms`) and one column. Whoosh is asked for posting lists only; they
become sets (`catalog.search.bits`) that are kept for as long as their segment lives.
"""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from whoosh import fields, index
from whoosh.reading import SegmentReader
from whoosh.writing import PostingPool

from catalog.search import bits, nearest
from catalog.search.answer import answer
from catalog.search.columns import Columns, Row
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
from catalog.search.segments import Segment, find, places
from catalog.search.suggest import merged
from catalog.search.terms import ANALYSIS, document_terms, place_terms

_FORM = f"whoosh {ANALYSIS}.1"
_MOST_HELD = 16_000_000
"""Postings that a writer gathers before it writes a run to disk; four bytes each."""
_COST_OF_TERM = 30
"""What a new term costs in memory, counted in postings."""
_MOST_SEGMENTS = 8
_KEPT_WHOLE = 2
_TRIES = 5
"""How often a generation is opened that another process replaces at the same time."""


def _schema() -> fields.Schema:
    return fields.Schema(terms=fields.ID(), row=fields.COLUMN())


@contextmanager
def _damage_is_unusable() -> Iterator[None]:
    """Whatever Whoosh stumbles over while it reads its files means that they must be made anew."""
    try:
        yield
    except IndexUnusable:
        raise
    except Exception as error:
        raise IndexUnusable("the index is damaged") from error


class _Segment(Segment):
    """A segment whose posting lists Whoosh keeps."""

    def __init__(self, reader: Any, load: Callable[[list[bytes]], Any]) -> None:
        column = reader.column_reader("row")
        rows = load([column[number] for number in range(reader.doc_count_all())])
        super().__init__(rows, reader.doc_count_all(), _Lists(reader))
        self.reader = reader


class _Lists:
    """The posting lists of one Whoosh segment (`catalog.search.segments.PostingLists`)."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader

    def numbers(self, term: str) -> list[int]:
        """The documents that hold a term."""
        key = term.encode("utf-8", "replace")
        with _damage_is_unusable():
            if ("terms", key) not in self._reader:
                return []
            return list(self._reader.postings("terms", key).all_ids())

    def words(self, sign: str) -> list[str]:
        """All words at a place; the pairs that stand behind each word are leapt over."""
        found: list[str] = []
        terms = self.terms(sign)
        while term := next(terms, None):
            if " " in term:
                terms = self._from(f"{sign}{found[-1]}!", sign)  # the character after the space
            else:
                found.append(term[len(sign) :])
        return found

    def terms(self, start: str) -> Iterator[str]:
        """The terms that begin so, in order."""
        return self._from(start, start)

    def _from(self, first: str, start: str) -> Iterator[str]:
        with _damage_is_unusable():
            for _, key in self._reader.terms_from("terms", first.encode("utf-8", "replace")):
                term = key.decode("utf-8")
                if not term.startswith(start):
                    return
                yield term


class _Part:
    """One of the two Whoosh indexes of a generation, open for reading."""

    def __init__(self, folder: Path, load: Callable[[list[bytes]], Any]) -> None:
        self._folder = folder
        self._load = load
        self.segments: list[_Segment] = []

    def refresh(self) -> None:
        """Take in what was committed; segments that are already open stay so."""
        opened = {segment.reader.segment().segment_id(): segment for segment in self.segments}
        self.segments = []
        committed: Any = index.open_dir(str(self._folder))
        for leaf, _ in committed.reader().leaf_readers():
            if leaf.segment() is None:
                continue  # an empty index
            deleted = leaf.segment().deleted_docs()
            segment = opened.pop(leaf.segment().segment_id(), None)
            if segment:
                leaf.close()
            else:
                segment = self._opened(leaf)
            segment.hide(deleted)
            self.segments.append(segment)
        for gone in opened.values():
            gone.reader.close()

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
    return Columns([Row(*row) for row in json.loads(b"[" + b",".join(rows) + b"]")])


def _load_sections(rows: list[bytes]) -> list[InsideHit]:
    return [InsideHit(*map(int, row.split())) for row in rows]


class _Snapshot:
    """One generation as it was last published."""

    def __init__(self, folder: Path, live: Live) -> None:
        self.generation = live.generation
        self.records = _Part(folder / "records", _load_records)
        self.inside = _Part(folder / "inside", _load_sections)

    def refresh(self) -> None:
        self.records.refresh()
        self.inside.refresh()

    def close(self) -> None:
        self.records.close()
        self.inside.close()


class _Pool(PostingPool):
    """Gathers the postings of a writer by term: a third of the time and memory of Whoosh's list of tuples."""

    def __init__(self, writer: Any) -> None:
        start: Any = super().__init__
        start(writer.temp_storage(), writer.newsegment)
        self._documents: dict[bytes, array[int]] = {}
        self._held = 0

    def put(self, term: bytes, number: int) -> None:
        """Note that a document holds a term; the numbers come in ascending order."""
        if term in self._documents:
            self._documents[term].append(number)
        else:
            self._documents[term] = array("I", (number,))
            self._held += _COST_OF_TERM
        self._held += 1

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Take a posting of a segment that is being merged."""
        self.put(item[1], item[2])

    def spill(self) -> None:
        """Write a sorted run to disk if much has gathered."""
        if self._held > _MOST_HELD:
            self.save()

    def save(self) -> None:
        """Write what is gathered to disk as one sorted run."""
        self.current = list(self._sorted())
        self._documents, self._held = {}, 0
        write: Any = super().save
        write()

    def _sorted(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        for term in sorted(self._documents):
            for number in self._documents[term]:
                yield "terms", term, number, 1.0, b""

    def iter_postings(self) -> Iterable[tuple[str, bytes, int, float, bytes]]:
        """All postings in order of terms, then of documents."""
        return self.items() if self.runs else self._sorted()


class _Writer:
    """Writes one of the two indexes; opened for real only if there is something to write."""

    def __init__(self, folder: Path, gone: Iterable[int]) -> None:
        self._index: Any = index.open_dir(str(folder))
        self._writer: Any = None
        open_reader: Any = self._index.reader
        with closing(open_reader()) as reader:
            doomed = [
                start + number
                for leaf, start in reader.leaf_readers()
                if leaf.segment() is not None
                for key in gone
                for number in _Lists(leaf).numbers(f"#{key}")
            ]
        for number in doomed:
            self._open().delete_document(number)

    def _open(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(compound=False)
            self._writer.pool = _Pool(self._writer)
        return self._writer

    def add(self, terms: Iterable[str], row: str) -> None:
        writer = self._open()
        number = writer.docnum
        writer.add_document(row=row.encode("utf-8", "replace"))
        for term in terms:
            writer.pool.put(term.encode("utf-8", "replace"), number)
        writer.pool.spill()

    def commit(self) -> None:
        if self._writer is not None:
            self._writer.commit(mergetype=_merge)

    def cancel(self) -> None:
        if self._writer is not None and not self._writer.is_closed:
            self._writer.cancel()


def _merge(writer: Any, segments: list[Any]) -> list[Any]:
    """Whoosh's merge policy: leave segments alone until there are many, then melt all but the largest."""
    if len(segments) < _MOST_SEGMENTS:
        return segments
    by_size = sorted(segments, key=lambda segment: segment.doc_count(), reverse=True)
    kept = [s for s in by_size[:_KEPT_WHOLE] if s.deleted_count() * 2 < s.doc_count_all()]
    for segment in by_size:
        if segment not in kept:
            with closing(SegmentReader(writer.storage, writer.schema, segment)) as reader:
                writer.add_reader(reader)
    return kept


def _write(folder: Path, documents: Iterable[Document], gone: Iterable[int]) -> int:
    """Drop the records `gone`, add the documents and their sections; return how many were added."""
    records, inside = _Writer(folder / "records", gone), _Writer(folder / "inside", gone)
    count = 0
    try:
        for document in documents:
            row = json.dumps(Row.of(document), ensure_ascii=False, separators=(",", ":"))
            records.add(document_terms(document), row)
            for section in document.sections:
                terms = place_terms("w", section.text) | {f"#{document.id}"}
                inside.add(terms, f"{document.id} {section.digital_id} {section.position}")
            count += 1
        records.commit()
        inside.commit()
    finally:
        records.cancel()
        inside.cancel()
    return count


class WhooshEngine:
    """`catalog.search.engine.SearchEngine` in a folder of its own; safe for threads and several processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder, _FORM)
        self._lock = RLock()
        self._stamp: tuple[int, int, int] | None = None
        self._snapshot: _Snapshot | None = None

    @contextmanager
    def _reading(self) -> Iterator[_Snapshot]:
        """The live index as it now is. One reader at a time: Whoosh's files have one place to read at."""
        with self._lock:
            snapshot = self._current()
            try:
                yield snapshot
            except IndexUnusable:
                self._folder.condemn(snapshot.generation)
                raise

    def _current(self) -> _Snapshot:
        for _ in range(_TRIES):
            stamp = self._folder.stamp()
            if self._snapshot is not None and stamp == self._stamp:
                break
            try:
                self._refresh()
                self._stamp = stamp
            except IndexUnusable:
                self.close()
                if stamp == self._folder.stamp():
                    raise
                # Another process put a new generation in its place meanwhile.
        if self._snapshot is None:
            raise IndexUnusable("the index changes faster than it can be opened")
        return self._snapshot

    def _refresh(self) -> None:
        live = self._folder.live()
        if self._snapshot is None or self._snapshot.generation != live.generation:
            self.close()
            self._snapshot = _Snapshot(self._folder.folder(live), live)
        with _damage_is_unusable():
            self._snapshot.refresh()

    def health(self) -> None:
        """Raise IndexUnusable if the index cannot be read as a whole."""
        with self._reading():
            pass

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
        with self._folder.writing(), _damage_is_unusable():
            live = self._folder.live()
            folder = self._folder.folder(live)
            latest = {change.id: change for change in batch}
            documents = [change for change in latest.values() if isinstance(change, Document)]
            _write(folder, documents, gone=latest)
            self._folder.publish(Live(live.generation, live.form, live.writes + 1))

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index beside the live one, then put it in its place; return how many records it has."""
        with self._folder.writing():
            live = self._folder.fresh()
            folder = self._folder.folder(live)
            for part in ("records", "inside"):
                (folder / part).mkdir()
                index.create_in(str(folder / part), _schema())
            count = _write(folder, documents, gone=())
            self._folder.publish(live)
            self._folder.sweep(live)
        return count

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            if self._snapshot:
                self._snapshot.close()
            self._snapshot = None
