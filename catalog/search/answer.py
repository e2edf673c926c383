"""From the hits of each segment to one answer: the page, the total, the counts of the facets."""

from collections import Counter
from heapq import nsmallest
from itertools import zip_longest

from catalog.search.columns import Columns
from catalog.search.engine import Filters, SearchRequest, SearchResult, Sort

_FACETS = ("form", "type", "language", "subject", "author", "location", "year", "available")
_FACET_VALUES = 50


class SegmentHits:
    """The hits of one segment, by rung, cut by the filters."""

    def __init__(self, columns: Columns, rungs: list[int], filters: Filters) -> None:
        self.columns = columns
        self._passed = self.columns.filtered(filters)
        self._all = 0
        disjoint = []
        for rung in rungs:
            disjoint.append(rung & ~self._all)
            self._all |= rung
        self.held = self._all & self._passing("")
        self.rungs = [rung & self.held for rung in disjoint]

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


def _page(found: list[SegmentHits], request: SearchRequest) -> tuple[int, ...]:
    """The ids of the page asked for."""
    start, stop = request.window
    if request.sort is Sort.RELEVANCE:
        steps = list(zip_longest(*(one.rungs for one in found), fillvalue=0))
    else:
        steps = [tuple(one.held for one in found)]
    ids: list[int] = []
    for step in steps:
        missing = stop - len(ids)
        entries = (
            (one.columns.key(request.sort, number), one.columns.ids[number])
            for one, held in zip(found, step, strict=True)
            for number in one.columns.first(request.sort, held, missing)
        )
        ids.extend(record_id for _, record_id in nsmallest(missing, entries))
        if len(ids) >= stop:
            break
    return tuple(ids[start:stop])


def answer(found: list[SegmentHits], request: SearchRequest) -> SearchResult:
    """The answer to a request from what the segments have for it."""
    facets = {}
    for name in _FACETS:
        counted: Counter[str] = Counter()
        for one in found:
            counted.update(one.count(name))
        facets[name] = nsmallest(_FACET_VALUES, counted.items(), key=lambda item: (-item[1], item[0]))
    total = sum(one.held.bit_count() for one in found)
    return SearchResult(ids=_page(found, request), total=total, facets=facets)
