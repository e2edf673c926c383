"""Searching the segments of an index, whoever keeps their posting lists."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from catalog.search import bits
from catalog.search.answer import SegmentHits
from catalog.search.engine import InsideHit, InsideRequest, SearchRequest
from catalog.search.matching import inside_ladder, ladder, leaves_out
from catalog.search.query import Query

_KEPT_SETS = 4000


class Segment:
    """Documents that never change, numbered from 0, with the sets that were read of them."""

    def __init__(self, columns: Any, size: int, read: Callable[[str], Iterable[int]]) -> None:
        """`columns` is `Columns` for records, a list of places for sections; `read` gives a posting list."""
        self.columns = columns
        self.size = size
        self.everything = (1 << size) - 1
        self._read = read
        self._sets: OrderedDict[str, int] = OrderedDict()

    def hide(self, deleted: Iterable[int]) -> None:
        """Leave these documents out from now on."""
        self.everything = (1 << self.size) - 1 & ~bits.from_numbers(deleted, self.size)

    def bits(self, term: str) -> int:
        """The documents that hold a term, deleted ones among them."""
        if (known := self._sets.get(term)) is not None:
            self._sets.move_to_end(term)
            return known
        found = bits.from_numbers(self._read(term), self.size)
        self._sets[term] = found
        if len(self._sets) > _KEPT_SETS:
            self._sets.popitem(last=False)
        return found


def find(records: Sequence[Segment], inside: Sequence[Segment], request: SearchRequest) -> list[SegmentHits]:
    """What each segment of the records has for a query; hits inside books come last."""
    with_hits = {place.record_id for _, place in _inside(inside, request.query)}
    found = []
    for segment in records:
        number = segment.columns.number
        held = bits.from_numbers((number[key] for key in with_hits if key in number), segment.size)
        held &= leaves_out(request.query.tree, segment)
        rungs = [*ladder(request.query, segment), held & segment.everything]
        found.append(SegmentHits(segment.columns, rungs, request.filters))
    return found


def places(inside: Sequence[Segment], request: InsideRequest) -> list[InsideHit]:
    """Places inside books, best first; in reading order where they are equally good."""
    wanted = set(request.record_ids)
    ordered = sorted(
        (
            (rung, hit)
            for rung, hit in _inside(inside, request.query)
            if not wanted or hit.record_id in wanted
        ),
        key=lambda found: (found[0], found[1].record_id, found[1].digital_id, found[1].position),
    )
    taken: Counter[int] = Counter()
    chosen: list[InsideHit] = []
    for _, hit in ordered:
        if taken[hit.record_id] < request.per_record and len(chosen) < request.limit:
            taken[hit.record_id] += 1
            chosen.append(hit)
    return chosen


def _inside(segments: Sequence[Segment], query: Query) -> Iterator[tuple[int, InsideHit]]:
    """Rung and place of every section that holds the words."""
    for segment in segments:
        for rung, held in enumerate(inside_ladder(query, segment)):
            for number in bits.to_numbers(held & segment.everything):
                yield rung, segment.columns[number]
