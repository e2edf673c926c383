"""From the hits of each segment to one answer: the page, the total, the counts of the facets."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from heapq import merge, nlargest
from itertools import islice, zip_longest

from catalog.search.columns import COVERAGE, Columns, Key, shortened
from catalog.search.engine import FacetCounts, Filters, SearchRequest, SearchResult, Sort, Standing
from catalog.search.matching import Rung

FACETS = ("form", "type", "language", "subject", "author", "location", "year", "available")
FACET_VALUES = 50


class SegmentHits:
    """The hits of one segment, cut by the filters."""

    def __init__(
        self,
        columns: Columns,
        found: int,
        rungs: Iterable[Rung],
        filters: Filters,
        *,
        standing: Standing = Standing.NOWHERE,
        inside: int = 0,
    ) -> None:
        """`rungs` say in which order the documents that were found come.

        `standing`: where the words stand, whatever the filters let through, if that is known already;
        `inside`: the documents that have the words inside their books.
        """
        self.columns = columns
        self._standing = standing
        self._passed = self.columns.filtered(filters)
        self._all = found
        self._rungs = rungs
        self.held = self._all & self._passing("")
        self.inside = inside & self.held

    def climb(self) -> Iterator[Rung]:
        """The rungs, cut by the filters and without those before; only once, and as far as need be."""
        left = self.held
        for rung in self._rungs:
            if not left:
                return
            held = rung.held & left
            left ^= held
            yield Rung(held, rung.begins)
        yield Rung(left)

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
    steps: Iterable[tuple[Rung, ...]] = [tuple(Rung(one.held) for one in found)]
    if sort is Sort.RELEVANCE:
        steps = zip_longest(*(one.climb() for one in found), fillvalue=Rung(0))
    ids: list[int] = []
    for step in steps:
        missing = stop - len(ids)
        parts = [
            _keyed(one.columns, sort, rung, missing)
            for one, rung in zip(found, step, strict=True)
            if rung.held
        ]
        ids.extend(record_id for _, record_id in islice(merge(*parts), missing))
        if len(ids) >= stop:
            break
    return ids


_Keyed = list[tuple[Key, int]]


def _keyed(columns: Columns, sort: Sort, rung: Rung, count: int) -> _Keyed:
    """The first documents of a rung in order: what they are sorted by, and their ids."""
    if rung.begins is None:
        return _first(columns, sort, rung.held, count)
    ahead = _first(columns, COVERAGE, rung.held & rung.begins, count)
    others = _first(columns, COVERAGE, rung.held & ~rung.begins, count)
    return list(islice(merge(((shortened(key), one) for key, one in ahead), others), count))


def _first(columns: Columns, order: str, held: int, count: int) -> _Keyed:
    numbers = columns.first(order, held, count)
    return [(columns.key(order, number), columns.ids[number]) for number in numbers]


def answer(found: list[SegmentHits], request: SearchRequest) -> SearchResult:
    """The answer to a request from what the segments have for it."""
    start, stop = request.window
    return SearchResult(
        ids=tuple(first_ids(found, stop, request.sort)[start:]),
        total=sum(one.held.bit_count() for one in found),
        facets=FacetCounts(FACETS, partial(_counted, found)),
        standing=max((one.standing for one in found), default=Standing.NOWHERE),
        inside=any(one.inside for one in found),
    )


def _counted(found: Sequence[SegmentHits], facet: str) -> list[tuple[str, int]]:
    """The most frequent values of a facet, with their counts."""
    counted: Counter[str] = Counter()
    for one in found:
        counted.update(one.count(facet))
    least = min(nlargest(FACET_VALUES, counted.values()), default=0)
    frequent = [item for item in counted.items() if item[1] >= least]
    return sorted(frequent, key=lambda item: (-item[1], item[0]))[:FACET_VALUES]
