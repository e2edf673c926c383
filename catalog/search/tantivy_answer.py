"""Searching one state of a tantivy index: pages, totals, facets, places inside books."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from heapq import nsmallest
from itertools import chain
from typing import Any, cast

from tantivy import Order, Schema, Searcher

from catalog.search.answer import FACET_VALUES, FACETS
from catalog.search.columns import decade
from catalog.search.engine import (
    FacetCounts,
    Filters,
    InsideHit,
    InsideRequest,
    SearchRequest,
    SearchResult,
    Sort,
    Standing,
)
from catalog.search.matching import (
    STANDINGS,
    Postings,
    Rung,
    found,
    inside_held,
    inside_ladder,
    ladder,
    leaves_out,
)
from catalog.search.query import Query as Asked
from catalog.search.spelling import slips
from catalog.search.tantivy_fields import (
    BETWEEN,
    BY_COVERAGE,
    KINDS,
    LARGEST,
    ONE_WORD,
    SORT_COLUMNS,
    value_term,
    whole_characters,
)
from catalog.search.tantivy_sets import (
    EVERYTHING,
    NOTHING,
    Beginning,
    Documents,
    Numbers,
    Span,
    Term,
    Value,
    as_set,
    joined,
)

_KEPT_COUNTS = 512
_KEPT_SLIPS = 2000
_MOST_VALUES = 65_000
_LOOKED_AT = 200
"""Names that each segment gives of a facet; what is rarer than these in a segment is not counted there."""
_FEW_TERMS = 100
_SHORT_BEGINNING = 3
"""A sign and two letters: they begin more terms than are worth listing."""
_READ_AT_ONCE = 100_000
_ORDERS = {Sort.TITLE: Order.Asc}
_PROFILE = ("form", "type", "language", "available")
"""The facets that lie in the column `profile`."""
_COLUMNS = {"location": "places", "subject": "subject", "author": "author", "year": "year"}
"""The columns of the other facets."""
_BLOCK = 200
"""Records among which editions of one title give way to other titles."""


_Buckets = list[tuple[str | int, int]]


class Snapshot:
    """What one tantivy index held at a moment. Safe for threads."""

    def __init__(self, searcher: Searcher, schema: Schema) -> None:
        self.searcher = searcher
        self.schema = schema
        self.everything: Documents = EVERYTHING
        self.one_of_each: Documents = EVERYTHING
        self.count = lru_cache(_KEPT_COUNTS)(self._count)
        self._beginning = lru_cache(_KEPT_COUNTS)(self._read_beginning)

    def bits(self, term: str) -> Documents:
        """The documents that hold a term."""
        term = whole_characters(term)
        return Term(term) if self.searcher.doc_freq("terms", term) else NOTHING

    def frequency(self, term: str) -> int:
        """How many documents hold a term, deleted ones among them."""
        return self.searcher.doc_freq("terms", whole_characters(term))

    def beginning(self, start: str) -> Documents:
        """The documents that hold a term that begins so."""
        return self._beginning(whole_characters(start))

    def _read_beginning(self, start: str) -> Documents:
        """A few terms are looked up one by one, many by a walk; the last answers are kept."""
        if len(start) <= _SHORT_BEGINNING:
            return Beginning(start)
        found = self.searcher.terms_with_prefix("terms", start, limit=_FEW_TERMS + 1)
        return Beginning(start) if len(found) > _FEW_TERMS else joined(Term(term) for term, _ in found)

    def _count(self, documents: Documents) -> int:
        """How many documents there are in a set; the last answers are kept."""
        if not documents:
            return 0
        return self.searcher.search(documents.query(self.schema), limit=1, count=True).count  # type: ignore[attr-defined, no-any-return]

    def first(self, documents: Documents, column: str, count: int, order: Order = Order.Desc) -> list[Any]:
        """The addresses of the first documents of a set in the order of a column."""
        if not documents:
            return []
        query = documents.query(self.schema)
        found = self.searcher.search(query, limit=count, count=False, order_by_field=column, order=order)
        return [address for _, address in found.hits]

    def values(self, column: str, addresses: list[Any]) -> list[int]:
        """The numbers of documents in a column."""
        return cast(list[int], self.searcher.fast_field_values(column, addresses))


def rung_of(documents: Documents) -> Rung:
    """A rung of a ladder, as `matching` writes it."""
    return Rung(cast(int, documents))


def _matching(snapshot: Snapshot) -> Postings:
    """`matching` only cuts, joins and counts sets: these do it as whole numbers do."""
    return cast(Postings, snapshot)


class Sections(Snapshot):
    """The sections of the books."""

    def records(self, query: Asked) -> tuple[int, ...]:
        """The records with a section that holds the words."""
        if not self.searcher.num_docs:
            return ()
        held = as_set(inside_held(query, _matching(self)))
        if not held:
            return ()
        wanted = {"ids": {"terms": {"field": "id", "size": _MOST_VALUES}}}
        counted = self.searcher.aggregate(held.query(self.schema), wanted)
        return tuple(sorted(int(bucket["key"]) for bucket in counted["ids"]["buckets"]))

    def places(self, request: InsideRequest) -> list[InsideHit]:
        """Places inside books, best first; in reading order where they are equally good."""
        chosen: list[InsideHit] = []
        seen: set[InsideHit] = set()
        within = Numbers("id", request.record_ids) if request.record_ids else EVERYTHING
        for step in map(as_set, inside_ladder(request.query, _matching(self))):
            while new := [hit for hit in self._hits(step & within, chosen, request) if hit not in seen]:
                seen.update(new)
                taken = Counter(hit.record_id for hit in chosen)
                for hit in new:
                    if taken[hit.record_id] < request.per_record and len(chosen) < request.limit:
                        taken[hit.record_id] += 1
                        chosen.append(hit)
        return chosen

    def _hits(self, step: Documents, chosen: Sequence[InsideHit], request: InsideRequest) -> list[InsideHit]:
        """The next places, of records that may have more; the chosen ones are among them."""
        if len(chosen) >= request.limit:
            return []
        taken = Counter(hit.record_id for hit in chosen)
        full = tuple(record_id for record_id, count in taken.items() if count >= request.per_record)
        left = step & ~Numbers("id", full) if full else step
        found = self.first(left, "by_reading", 2 * request.limit, Order.Asc)
        return list(map(InsideHit, *(self.values(name, found) for name in ("id", "digital", "position"))))


class Records(Snapshot):
    """The records."""

    def __init__(self, searcher: Searcher, schema: Schema) -> None:
        super().__init__(searcher, schema)
        self._buckets = lru_cache(_KEPT_COUNTS)(self._read_buckets)
        self.slips = lru_cache(_KEPT_SLIPS)(self._read_slips)

    def knows(self, word: str) -> bool:
        """Whether some record holds the word."""
        return bool(self.bits("a" + word))

    def _read_slips(self, word: str) -> tuple[str, ...]:
        """The words one slip away that some record holds: hundreds of lookups, so nothing else is done."""
        frequency = self.searcher.doc_freq
        whole = whole_characters(word)
        return tuple(slip for slip in dict.fromkeys(slips(whole)) if frequency("terms", "a" + slip))

    def search(self, request: SearchRequest, inside: Sections) -> SearchResult:
        """One page of records; those that have the words inside a book come last."""
        queries = (request.query, request.also) if request.also else (request.query,)
        named = (as_set(found(query, _matching(self))) for query in queries)
        with_hits = self._with_hits(request, inside)
        every = joined((*named, with_hits))
        passed = _passed(request.filters)
        held = _cut(every, passed)
        total = self.count(held)
        start, stop = request.window
        climbed = queries if request.sort is Sort.RELEVANCE else ()
        rungs = chain.from_iterable(ladder(query, _matching(self)) for query in climbed)
        cut = (Rung(cast(int, _cut(as_set(rung.held), passed)), rung.begins) for rung in rungs)
        ids = self.ids(chain(cut, (rung_of(held),)), min(stop, total), request.sort)
        standing = self._standing(request.query, every, ids)
        facets = FacetCounts(FACETS, partial(self._facet, every, request.filters))
        return SearchResult(
            ids=tuple(ids[start:]),
            total=total,
            facets=facets,
            standing=standing,
            inside=bool(with_hits),
        )

    def _with_hits(self, request: SearchRequest, inside: Sections) -> Documents:
        """The records that have the words inside a book."""
        books = inside.records(request.query)
        return Numbers("id", books) & leaves_out(request.query.tree, _matching(self)) if books else NOTHING

    def ids(self, rungs: Iterable[Rung], stop: int, sort: Sort = Sort.RELEVANCE) -> list[int]:
        """The ids of the first documents, rung by rung, at most `stop`."""
        ids: dict[int, None] = {}
        climbed: set[Rung] = set()
        for rung in rungs:
            if len(ids) >= stop:
                break
            if rung in climbed:
                continue
            climbed.add(rung)
            held = as_set(rung.held)
            if sort is Sort.RELEVANCE:
                wanted = stop + -stop % _BLOCK  # whole blocks, so that every page cuts the same order
                found = self._alternating(self._likeliest(rung, wanted))
            else:
                found = self.first(held, SORT_COLUMNS[sort], stop, _ORDERS.get(sort, Order.Desc))
            ids |= dict.fromkeys(self.values("id", found))
        return list(ids)[:stop]

    def _likeliest(self, rung: Rung, count: int) -> list[Any]:
        """The addresses of the first documents of a rung."""
        held = as_set(rung.held)
        if rung.begins is None:
            return self.first(held, SORT_COLUMNS[Sort.RELEVANCE], count)
        begins = as_set(rung.begins)
        ahead = self.first(held & begins, BY_COVERAGE, count)
        others = self.first(held & ~begins, BY_COVERAGE, count)
        keys = [key + ONE_WORD for key in self.values(BY_COVERAGE, ahead)] + self.values(BY_COVERAGE, others)
        best = sorted(zip(keys, [*ahead, *others], strict=True), key=lambda pair: -pair[0])
        return [address for _, address in best[:count]]

    def _alternating(self, found: list[Any]) -> list[Any]:
        """One edition of every title before the next ones, so that they do not crowd out other titles."""
        before: Counter[tuple[int, int]] = Counter()
        editions = []
        for number, title in enumerate(self.values("same_title", found)):
            block = number // _BLOCK
            editions.append((block, before[block, title], number))
            before[block, title] += 1
        return [found[number] for _, _, number in sorted(editions)]

    def _standing(self, query: Asked, found: Documents, ids: Sequence[int]) -> Standing:
        for standing, rule in STANDINGS:
            held = cast(Documents, rule(query, _matching(self))) & self.everything
            if held and ((ids and self.count(held & Value("id", ids[0]))) or self.count(held)):
                return standing
        return Standing.ELSEWHERE if self.count(found) else Standing.NOWHERE

    def _facet(self, found: Documents, filters: Filters, facet: str) -> list[tuple[str, int]]:
        """The counts of a facet, its own filter ignored."""
        passed = _passed(filters)
        if facet in _PROFILE:
            counted = _profiles(self._buckets(_cut(found, passed, _PROFILE), "profile"), filters)[facet]
        else:
            counted = Counter()
            for key, count in self._buckets(_cut(found, passed, (facet,)), _COLUMNS[facet]):
                for value in _values(facet, key):
                    counted[value] += count
        return nsmallest(FACET_VALUES, counted.items(), key=lambda item: (-item[1], item[0]))

    def _read_buckets(self, documents: Documents, column: str) -> _Buckets:
        """What a column holds for the documents of a set, and how often; the last answers are kept."""
        if not documents:
            return []
        few = {"size": FACET_VALUES, "segment_size": _LOOKED_AT}
        size = few if column in KINDS else {"size": _MOST_VALUES}
        wanted = {column: {"terms": {"field": column, **size}}}
        counted = self.searcher.aggregate(documents.query(self.schema), wanted)
        return [(one["key"], one["doc_count"]) for one in counted[column]["buckets"]]

    def fingerprints(self) -> dict[int, str]:
        """Record id → fingerprint of every record."""
        found: dict[int, str] = {}
        while some := self.first(
            Span("id", max(found, default=-1) + 1, LARGEST), "id", _READ_AT_ONCE, Order.Asc
        ):
            prints = (f"{number:016x}" for number in self.values("fingerprint", some))
            found |= zip(self.values("id", some), prints, strict=True)
        return found

    def first_text(self, query: Asked) -> str:
        """What names the first record for a query: its title, people and subjects; empty if there is none."""
        for rung in ladder(query, _matching(self)):
            for address in self.first(as_set(rung.held), SORT_COLUMNS[Sort.RELEVANCE], 1):
                return self.text(address).replace(BETWEEN, " ")
        return ""

    def text(self, address: Any) -> str:
        """Title, people and subjects of a record, with `BETWEEN` between them."""
        return bytes(self.searcher.doc(address)["text"][0]).decode()


def _profiles(buckets: _Buckets, filters: Filters) -> dict[str, Counter[str]]:
    """The facets in the profile, each ignoring its own filter."""
    wanted = {name: set(getattr(filters, name)) for name in _PROFILE if name != "available"}
    wanted["available"] = {"1"} if filters.available else set()
    counted: dict[str, Counter[str]] = {name: Counter() for name in _PROFILE}
    for key, count in buckets:
        parts = dict(zip(_PROFILE, str(key).split(BETWEEN), strict=True))
        values = {name: set(part.split(",")) if name == "form" else {part} for name, part in parts.items()}
        failed = [name for name in _PROFILE if wanted[name] and not wanted[name] & values[name]]
        for name in _PROFILE if not failed else failed if len(failed) == 1 else ():
            for value in values[name] - {""}:
                counted[name][value] += count
    return counted


def _values(facet: str, key: str | int) -> list[str]:
    """The values of a facet in a value of its column."""
    if facet == "year":
        return [decade(int(key))]
    return [value for value in str(key).split(BETWEEN) if value]


def _cut(documents: Documents, passed: Mapping[str, Documents], but: Sequence[str] = ()) -> Documents:
    """The documents that the filters let through, but for those of some facets."""
    for name, one in passed.items():
        if name not in but:
            documents = documents & one
    return documents


def _passed(filters: Filters) -> dict[str, Documents]:
    """Facet → what its filter lets through, for the facets that are filtered."""
    passed: dict[str, Documents] = {}
    for name in ("form", "type", "language", "location"):
        if wanted := getattr(filters, name):
            passed[name] = joined(Value("values", whole_characters(value_term(name, v))) for v in wanted)
    for name in KINDS:
        if wanted := getattr(filters, name):
            passed[name] = joined(Value(name, whole_characters(value)) for value in wanted)
    if filters.year:
        spans = ((max(first, 0), last) for first, last in filters.year)
        passed["year"] = joined(Span("year", first, last) for first, last in spans if first <= last)
    if filters.available:
        passed["available"] = Value("values", value_term("available", "1"))
    if filters.without:
        passed["without"] = ~Numbers("id", tuple(sorted(filters.without)))
    return passed
