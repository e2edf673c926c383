"""From the hits of each segment to one answer: the page, the total, the counts of the facets."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from heapq import merge, nlargest
from itertools import islice, zip_longest

from catalog.search.columns import Columns
from catalog.search.engine import FacetCounts, Filters, SearchRequest, SearchResult, Sort, Standing

FACETS = ("form", "type", "language", "subject", "author", "location", "year", "available")
FACET_VALUES = 50


class SegmentHits:
    """The hits of one segment, by rung, cut by the filters."""

    def __init__(
        self, columns: Columns, rungs: list[int], filters: Filters, standing: Standing = Standing.NOWHERE
    ) -> None:
        """`standing`: where the words stand, whatever the filters let through, if that is known already."""
        self.columns = columns
        self._standing = standing
        self._passed = self.columns.filtered(filters)
        self._all = 0
        disjoint = []
        for rung in rungs:
            disjoint.append(rung & ~self._all)
            self._all |= rung
        self.held = self._all & self._passing("")
        self.rungs = [rung & self.held for rung in disjoint]

    @property
    def standing(self) -> Standing:
        """Where the words stand at best."""
        return max(self._standing, Standing.ELSEWHERE if self._all else Standing.NOWHERE)

    def _passing(self, but: str) -> int:
        held = -1
        for name, passed in self._passed.items():
            if name != but:
                held &= passed
        return held

    def count(self, facet: str) -> Counter[str]:
        """Counts of one facet, its own filter ignored."""
        held = self._all & self._passing(facet) if facet in self._passed else self.held
        return self.columns.facets[facet].count(held)


def first_ids(found: Sequence[SegmentHits], stop: int, sort: Sort = Sort.RELEVANCE) -> list[int]:
    """The first ids of all segments in order, at most `stop`."""
    if sort is Sort.RELEVANCE:
        steps = list(zip_longest(*(one.rungs for one in found), fillvalue=0))
    else:
        steps = [tuple(one.held for one in found)]
    ids: list[int] = []
    for step in steps:
        missing = stop - len(ids)
        parts = [
            _keyed(one.columns, sort, held, missing) for one, held in zip(found, step, strict=True) if held
        ]
        ids.extend(record_id for _, record_id in islice(merge(*parts), missing))
        if len(ids) >= stop:
            break
    return ids


def _keyed(columns: Columns, sort: Sort, held: int, count: int) -> list[tuple[tuple[int | str, int], int]]:
    """The first documents of a set in order: what they are sorted by, and their ids."""
    return [(columns.key(sort, number), columns.ids[number]) for number in columns.first(sort, held, count)]


def answer(found: list[SegmentHits], request: SearchRequest) -> SearchResult:
    """The answer to a request from what the segments have for it."""
    start, stop = request.window
    return SearchResult(
        ids=tuple(first_ids(found, stop, request.sort)[start:]),
        total=sum(one.held.bit_count() for one in found),
        facets=FacetCounts(FACETS, partial(_counted, found)),
        standing=max((one.standing for one in found), default=Standing.NOWHERE),
    )


def _counted(found: Sequence[SegmentHits], facet: str) -> list[tuple[str, int]]:
    """The most frequent values of a facet, with their counts."""
    counted: Counter[str] = Counter()
    for one in found:
        counted.update(one.count(facet))
    least = min(nlargest(FACET_VALUES, counted.values()), default=0)
    frequent = [item for item in counted.items() if item[1] >= least]
    return sorted(frequent, key=lambda item: (-item[1], item[0]))[:FACET_VALUES]
