"""What Whoosh keeps on disk: segments of one field of terms and one column, deletions, a table of segments.

A posting list is plain numbers under its term, without the weights and places that Whoosh keeps and nobody
asks for here: an index is written in a fraction of the time, and a list is read in one piece.
"""

import errno
import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from whoosh import fields, index
from whoosh.codec.whoosh3 import W3Codec, W3TermsReader
from whoosh.filedb.filetables import OrderedHashReader, OrderedHashWriter
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.writing import SegmentWriter

from catalog.search.columns import Row
from catalog.search.engine import Document, IndexUnusable
from catalog.search.folder import flush
from catalog.search.gathering import Gathering
from catalog.search.merging import to_melt
from catalog.search.terms import document_terms, place_terms

_FAULT_OF_THE_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.EACCES, errno.EROFS}


def create(folder: Path) -> None:
    """Two empty indexes."""
    for part in ("records", "inside"):
        (folder / part).mkdir()
        index.create_in(str(folder / part), fields.Schema(terms=fields.ID(), row=fields.COLUMN()))


class Kept(NamedTuple):
    """A segment as the table names it."""

    id: str
    deleted: Iterable[int]
    open: Callable[[], Any]
    """Opens its files for reading. Raises FileNotFoundError if they were melted into another one."""


def committed(folder: Path) -> list[Kept]:
    """The segments of an index, as last committed."""
    table: Any = index.open_dir(str(folder))
    return [
        Kept(one.segment_id(), one.deleted_docs(), partial(SegmentReader, table.storage, table.schema, one))
        for one in table._segments()
    ]


@contextmanager
def damage_is_unusable() -> Iterator[None]:
    """Whatever Whoosh stumbles over while it reads its files means that they must be made anew."""
    try:
        yield
    except IndexUnusable:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _FAULT_OF_THE_MACHINE:
            raise
        raise IndexUnusable("the index is damaged") from error


_FIELD = b"\0\0"
"""What stands before every term: the number of the one field."""


class _Terms(W3TermsReader):
    """Terms of a segment; what they tell is the numbers of the documents that hold them."""

    def __init__(self, file: Any, length: int) -> None:
        table: Any = OrderedHashReader
        self._tindex: Any = table(file, length)
        self._fieldmap = {"terms": 0}
        self._fieldunmap: list[Any] = ["terms"]

    def term_info(self, fieldname: str, tbytes: bytes) -> "array[int]":
        """The documents that hold a term. Raises KeyError."""
        return array("I", self._tindex[_FIELD + tbytes])

    def items(self) -> Iterator[tuple[bytes, "array[int]"]]:
        """All terms in order, with the documents that hold them."""
        return ((key[len(_FIELD) :], array("I", found)) for key, found in self._tindex.items())

    def close(self) -> None:
        self._tindex.close()


class _TermsWriter:
    """Writes what `_Terms` reads; `catalog.search.gathering` brings it in order."""

    def __init__(self, file: Any) -> None:
        table: Any = OrderedHashWriter
        self._terms = table(file)
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[tuple[bytes, bytes]]) -> None:
        for term, numbers in items:
            self._terms.add(_FIELD + term, numbers)

    def close(self) -> None:
        self._terms.close()
        self.is_closed = True


class _Codec(W3Codec):
    """Whoosh's format but for the postings."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> _TermsWriter:
        return _TermsWriter(segment.create_file(storage, self.TERMS_EXT))

    def terms_reader(self, storage: Any, segment: Any) -> _Terms:
        name = segment.make_filename(self.TERMS_EXT)
        return _Terms(storage.open_file(name), storage.file_length(name))


class Lists:
    """The posting lists of one Whoosh segment (`catalog.search.segments.PostingLists`)."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader

    def numbers(self, term: str) -> "array[int]":
        """The documents that hold a term."""
        key = term.encode("utf-8", "replace")
        with damage_is_unusable():
            try:
                return self._reader.term_info("terms", key)  # type: ignore[no-any-return]
            except TermNotFound:
                return array("I")

    def terms(self, start: str) -> Iterator[str]:
        """The terms that begin so, in order."""
        first = start.encode("utf-8", "replace")
        with damage_is_unusable():
            for _, key in self._reader.terms_from("terms", first):
                if not key.startswith(first):
                    return
                yield key.decode("utf-8")


class _FlushingWriter(SegmentWriter):
    """Whoosh flushes nothing: here the files of a segment are on disk before the table that names them."""

    def _commit_toc(self, segments: list[Any]) -> None:
        flush(Path(self.storage.folder).glob(f"{self.newsegment.segment_id()}.*"))
        commit: Any = super()._commit_toc
        commit(segments)


class _Writer:
    """Writes one of the two indexes; opened for real only if there is something to write."""

    def __init__(self, folder: Path, gone: Iterable[int], *, at_rest: bool) -> None:
        self._folder = folder
        self._index: Any = index.open_dir(str(folder))
        self._writer: Any = None
        self._at_rest = at_rest
        read: Any = self._index._segments
        segments = read()
        doomed = list(_holders(self._index.storage, segments, [f"#{key}" for key in gone]))
        melts = at_rest and to_melt(_sizes(segments), at_rest=True)
        for number in doomed:
            self._open().delete_document(number)
        if melts:
            self._open()

    def _open(self) -> Any:
        if self._writer is None:
            start: Any = _FlushingWriter
            codec: Any = _Codec
            self._writer = start(self._index, compound=False, codec=codec())
            self._writer.pool = Gathering(Path(self._writer.temp_storage().folder))
        return self._writer

    def add(self, terms: Iterable[str], row: str) -> None:
        writer = self._open()
        number = writer.docnum
        writer.add_document(row=row.encode("utf-8", "replace"))
        writer.pool.add((term.encode("utf-8", "replace") for term in terms), number)

    def commit(self) -> None:
        if self._writer is not None:
            self._writer.commit(mergetype=partial(_merge, at_rest=self._at_rest))

    def cancel(self) -> None:
        """Leave no trace of what was not committed."""
        if self._writer is None or self._writer.is_closed:
            return
        try:
            self._writer.cancel()
        finally:
            for path in self._folder.glob(f"{self._writer.newsegment.segment_id()}.*"):
                path.unlink(missing_ok=True)


def _holders(storage: Any, segments: Iterable[Any], terms: Sequence[str]) -> Iterator[int]:
    """The documents that hold one of the terms, numbered through all segments."""
    start = 0
    for segment in segments:
        with closing(_terms(storage, segment)) as held:
            for term in terms:
                with suppress(KeyError):
                    yield from (start + number for number in held.term_info("terms", term.encode()))
        start += segment.doc_count_all()


def _terms(storage: Any, segment: Any) -> _Terms:
    codec: Any = _Codec
    return codec().terms_reader(storage, segment)  # type: ignore[no-any-return]


def _sizes(segments: Iterable[Any]) -> list[tuple[int, int]]:
    return [(segment.doc_count_all(), segment.deleted_count()) for segment in segments]


def _merge(writer: Any, segments: list[Any], *, at_rest: bool) -> list[Any]:
    """Whoosh's merge policy: empty segments go, some are melted; the answer is those that stay."""
    held = [segment for segment in segments if segment.doc_count()]
    melted = [held[at] for at in to_melt(_sizes(held), at_rest=at_rest)]
    for segment in melted:
        _melt(writer, segment)
    return [segment for segment in held if segment not in melted]


def _melt(writer: Any, segment: Any) -> None:
    """Add what is not deleted of a segment to the one that is being written."""
    with closing(SegmentReader(writer.storage, writer.schema, segment)) as reader:
        column = reader.column_reader("row")
        numbers = {}
        for number in reader.all_doc_ids():
            numbers[number] = writer.docnum
            writer.add_document(row=column[number])
    with closing(_terms(writer.storage, segment)) as terms:
        for term, found in terms.items():
            writer.pool.extend(term, [numbers[number] for number in found if number in numbers])


def write(folder: Path, documents: Iterable[Document], gone: Iterable[int], *, at_rest: bool = False) -> int:
    """Drop the records `gone`, add the documents and their sections; return how many were added."""
    count = 0
    with ExitStack() as unfinished:
        records = _Writer(folder / "records", gone, at_rest=at_rest)
        unfinished.callback(records.cancel)
        inside = _Writer(folder / "inside", gone, at_rest=at_rest)
        unfinished.callback(inside.cancel)
        for document in documents:
            row = json.dumps(Row.of(document), ensure_ascii=False, separators=(",", ":"))
            records.add(document_terms(document), row)
            for section in document.sections:
                terms = place_terms("w", section.text) | {f"#{document.id}"}
                inside.add(terms, f"{document.id} {section.digital_id} {section.position}")
            count += 1
        records.commit()
        inside.commit()
    return count
