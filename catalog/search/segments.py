"""Searching the segments of an index, whoever keeps their posting lists."""

from array import array
from bisect import bisect_left
from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from heapq import merge
from itertools import chain, islice, zip_longest
from typing import Any, Protocol

from catalog.search import bits
from catalog.search.answer import SegmentHits
from catalog.search.engine import InsideHit, InsideRequest, SearchRequest, Standing
from catalog.search.matching import STANDINGS, found, inside_held, inside_ladder, ladder, leaves_out
from catalog.search.query import Query
from catalog.search.spelling import slips

_KEPT_SETS = 4000
_KEPT_SLIPS = 2000
_MOST_ENDINGS = 2000
"""Terms that a beginning stands for at most, the first in order; one of two letters has hundreds."""


class PostingLists(Protocol):
    """Where a segment's terms are kept, in the order of their code points."""

    def numbers(self, term: str) -> "array[int]":
        """The documents that hold a term, ascending, four bytes each; none if there is no such term."""

    def terms(self, start: str) -> Iterator[str]:
        """The terms that begin so, in order."""


class Segment:
    """Documents that never change, numbered from 0, with the sets that were read of them."""

    def __init__(self, columns: Any, size: int, lists: PostingLists) -> None:
        """`columns` is `Columns` for records, `Places` for sections."""
        self.columns = columns
        self.size = size
        self.everything = (1 << size) - 1
        self._lists = lists
        self._sets: OrderedDict[str, int] = OrderedDict()
        self.slips = lru_cache(_KEPT_SLIPS)(self._read_slips)

    def hide(self, deleted: Iterable[int]) -> None:
        """Leave these documents out from now on."""
        self.everything = (1 << self.size) - 1 & ~bits.from_numbers(deleted, self.size)

    def bits(self, term: str) -> int:
        """The documents that hold a term, deleted ones among them."""
        if (known := self._sets.get(term)) is not None:
            self._sets.move_to_end(term)
            return known
        return self._kept(term, self._lists.numbers(term))

    @property
    def one_of_each(self) -> int:
        """One record of every title."""
        return int(self.columns.one_of_each)

    def beginning(self, start: str) -> int:
        """The documents that hold a term that begins so."""
        if (known := self._sets.get(start + "*")) is not None:
            return known
        joined = array("I")
        for term in islice(self._lists.terms(start), _MOST_ENDINGS):
            joined.extend(self._lists.numbers(term))
        return self._kept(start + "*", joined)

    @cached_property
    def _words(self) -> list[str]:
        """The words of the records, in order."""
        return [term[1:] for term in self._lists.terms("a")]

    def knows(self, word: str) -> bool:
        """Whether some record holds the word."""
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at] == word

    def frequency(self, term: str) -> int:
        """How many documents hold a term, deleted ones among them."""
        return self.bits(term).bit_count()

    def _read_slips(self, word: str) -> tuple[str, ...]:
        """The words one slip away that some record holds; people type the same syllables all the time."""
        return tuple(filter(self.knows, dict.fromkeys(slips(word))))

    def _kept(self, name: str, numbers: "array[int]") -> int:
        self._sets[name] = found = bits.from_array(numbers, self.size)
        if len(self._sets) > _KEPT_SETS:
            self._sets.popitem(last=False)
        return found


class Whole:
    """All segments as one: the documents of each behind those of the one before."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments

    def _joined(self, sets: Iterable[int]) -> int:
        held = start = 0
        for segment, own in zip(self._segments, sets, strict=True):
            held |= own << start
            start += segment.size
        return held

    @property
    def everything(self) -> int:
        """All documents that are not deleted."""
        return self._joined(segment.everything for segment in self._segments)

    @property
    def one_of_each(self) -> int:
        """One record of every title in every segment."""
        return self._joined(segment.one_of_each for segment in self._segments)

    def bits(self, term: str) -> int:
        """The documents that hold a term."""
        return self._joined(segment.bits(term) for segment in self._segments)

    def beginning(self, start: str) -> int:
        """The documents that hold a term that begins so."""
        return self._joined(segment.beginning(start) for segment in self._segments)

    def knows(self, word: str) -> bool:
        """Whether some record holds the word."""
        return any(segment.knows(word) for segment in self._segments)

    def frequency(self, term: str) -> int:
        """How many documents hold a term, deleted ones among them."""
        return sum(segment.frequency(term) for segment in self._segments)

    def slips(self, word: str) -> list[str]:
        """The words one slip away that some record holds."""
        return list(dict.fromkeys(chain.from_iterable(segment.slips(word) for segment in self._segments)))

    def text(self, number: int) -> str:
        """What names a document: its title, people and subjects."""
        for segment in self._segments:
            if number < segment.size:
                return str(segment.columns.text(number))
            number -= segment.size
        raise IndexError


def find(records: Sequence[Segment], inside: Sequence[Segment], request: SearchRequest) -> list[SegmentHits]:
    """What each segment of the records has for a query; hits inside books come last."""
    with_hits = _records_with_hits(inside, request.query)
    return [_hits(segment, with_hits, request) for segment in records]


def _hits(segment: Segment, with_hits: Collection[int], request: SearchRequest) -> SegmentHits:
    number = segment.columns.number
    inside = bits.from_numbers((number[key] for key in with_hits if key in number), segment.size)
    if inside:
        inside &= leaves_out(request.query.tree, segment) & segment.everything
    queries = (request.query, request.also) if request.also else (request.query,)
    named = bits.any_of(found(query, segment) for query in queries)
    standing = _standing(request.query, segment) if named else Standing.NOWHERE
    rungs = chain.from_iterable(ladder(query, segment) for query in queries)
    return SegmentHits(
        segment.columns, named | inside, rungs, request.filters, standing=standing, inside=inside
    )


def _standing(query: Query, segment: Segment) -> Standing:
    """Where the words stand in the records of a segment, what is inside books left aside."""
    return next((standing for standing, held in STANDINGS if held(query, segment)), Standing.NOWHERE)


def _records_with_hits(segments: Sequence[Segment], query: Query) -> set[int]:
    """The ids of the records inside which the words stand."""
    held = ((segment, inside_held(query, segment) & segment.everything) for segment in segments)
    return {segment.columns.records[number] for segment, own in held for number in bits.to_numbers(own)}


def places(inside: Sequence[Segment], request: InsideRequest) -> list[InsideHit]:
    """Places inside books, best first; in reading order where they are equally good."""
    among = [segment.columns.of_records(request.record_ids, segment.everything) for segment in inside]
    ladders = [
        _new_ones(inside_ladder(request.query, segment), own)
        for segment, own in zip(inside, among, strict=True)
    ]
    taken: Counter[int] = Counter()
    chosen: list[InsideHit] = []
    for rungs in zip_longest(*ladders, fillvalue=0):
        parts = zip(inside, rungs, strict=True)
        for hit in merge(*(segment.columns.places(rung) for segment, rung in parts)):
            if taken[hit.record_id] < request.per_record:
                taken[hit.record_id] += 1
                chosen.append(hit)
            if len(chosen) >= request.limit:
                return chosen
    return chosen


def _new_ones(rungs: Iterable[int], left: int) -> Iterator[int]:
    """Of each rung what is among those that are left, and in no rung before."""
    for rung in rungs:
        yield rung & left
        left &= ~rung
