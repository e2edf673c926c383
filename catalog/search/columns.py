"""What is known of each document of one index segment, kept in memory: ids, sort keys, facets."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from sys import intern
from typing import NamedTuple

import numpy
import numpy.typing

from catalog.search import bits
from catalog.search.engine import Document, Filters, InsideHit, Sort
from catalog.search.suggest import Completion, Completions
from catalog.vietnamese import words

_FEW_VALUES = 64
"""Up to so many values, counting each as a set beats going through the documents."""
_MOST_POPULAR = 1 << 40
COVERAGE = "coverage"
"""An order beside those of `Sort`: of titles that hold the same words, those of which they are the most."""
_BLOCK = 2048
"""Documents that are first looked at along an order; then twice as many, and so on."""
_ONE_WORD = 1 << 56
"""By how much one more word in a title raises its key in that order."""


class Row(NamedTuple):
    """What is kept of one record, in the order in which it is written."""

    id: int
    fingerprint: str
    title: str
    contributors: Sequence[str]
    subjects: Sequence[str]
    forms: Sequence[str]
    type: str
    language: str
    year: int | None
    locations: Sequence[str]
    available: bool
    popularity: int
    created: str
    sort_title: str

    @classmethod
    def of(cls, document: Document) -> "Row":
        """The row of a document."""
        return cls._make(getattr(document, name) for name in cls._fields)


def decade(year: int) -> str:
    """The value of the year facet: `1990-1999`."""
    return f"{year // 10 * 10}-{year // 10 * 10 + 9}"


Numbers = numpy.typing.NDArray[numpy.int32]

Key = tuple[int | str, int]
"""What a document is sorted by, and minus its id."""


def shortened(key: Key) -> Key:
    """The key in the order `COVERAGE` of a title one word shorter."""
    return int(key[0]) - _ONE_WORD, key[1]


class Facet:
    """One facet of the documents of a segment: its values and who has them."""

    def __init__(self, values: Iterable[Iterable[str]]) -> None:
        self._codes: dict[str, int] = {}
        shared: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._rows: list[tuple[int, ...]] = []
        for row in values:
            codes = tuple(
                self._codes.setdefault(intern(value), len(self._codes)) for value in dict.fromkeys(row)
            )
            self._rows.append(shared.setdefault(codes, codes))
        self._names = list(self._codes)
        self._bits: dict[str, int] = {}
        self._last: tuple[int, Counter[str]] = (0, Counter())

    def bits(self, value: str) -> int:
        """The documents that have a value."""
        if value not in self._bits:
            code = self._codes.get(value)
            if code is None:
                return 0
            numbers = (number for number, codes in enumerate(self._rows) if code in codes)
            self._bits[value] = bits.from_numbers(numbers, len(self._rows))
        return self._bits[value]

    def totals(self) -> Counter[str]:
        """How many documents have each value."""
        counted = Counter(chain.from_iterable(self._rows))
        return Counter({self._names[code]: count for code, count in counted.items()})

    def count(self, held: int) -> Counter[str]:
        """How many documents of a set have each value. The last answer is kept: people leaf and sort."""
        last, counted = self._last
        if held != last:
            counted = self._counted(held)
            self._last = held, counted
        return counted

    def _counted(self, held: int) -> Counter[str]:
        if len(self._codes) <= _FEW_VALUES:
            return Counter({v: n for v in self._codes if (n := (self.bits(v) & held).bit_count())})
        names, rows = self._names, self._rows
        counted = Counter(chain.from_iterable(rows[number] for number in bits.to_numbers(held)))
        return Counter({names[code]: n for code, n in counted.items()})


class Columns:
    """The rows of one segment, turned so that sorting and counting are quick. Never changes."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.ids = [row.id for row in rows]
        self.number = {row.id: number for number, row in enumerate(rows)}
        self.fingerprints = [row.fingerprint for row in rows]
        self._rows = rows
        self._years = Facet([(str(row.year),) if row.year is not None else () for row in rows])
        self._completions: Completions | None = None
        self._known_years = sorted({row.year for row in rows if row.year is not None})
        self.facets = {
            "form": Facet(row.forms for row in rows),
            "type": Facet((row.type,) for row in rows),
            "language": Facet((row.language,) if row.language else () for row in rows),
            "subject": Facet(row.subjects for row in rows),
            "author": Facet(row.contributors for row in rows),
            "location": Facet(row.locations for row in rows),
            "year": Facet((decade(row.year),) if row.year is not None else () for row in rows),
            "available": Facet(("1",) if row.available else () for row in rows),
        }
        self._keys, editions = _orders(rows)
        self.one_of_each = bits.from_numbers(
            (n for n, before in enumerate(editions) if not before), len(rows)
        )
        self._orders: dict[str, tuple[Numbers, Numbers]] = {}

    def key(self, sort: str, number: int) -> Key:
        """What a document is sorted by, ascending; the younger record first where all else is equal.

        `sort` is a `Sort` or `COVERAGE`.
        """
        return self._keys[sort][number], -self.ids[number]

    def first(self, sort: str, held: int, count: int) -> list[int]:
        """The first documents of a set in this order, at most `count`."""
        order, ranks = self._ordered(sort)
        found = held.bit_count()
        if count * len(order) < found * found:
            return _met(order, bits.flags_of(held, len(order)), count)
        numbers = numpy.array(bits.to_numbers(held), numpy.int32)
        best = numbers[numpy.argsort(ranks[numbers])[:count]]
        return list(map(int, best))

    def _ordered(self, sort: str) -> tuple[Numbers, Numbers]:
        """The documents in this order, and the place of each in it."""
        if sort not in self._orders:
            among = sorted(range(len(self.ids)), key=lambda number: self.key(sort, number))
            order = numpy.array(among, numpy.int32)
            ranks = numpy.empty_like(order)
            ranks[order] = numpy.arange(len(order), dtype=numpy.int32)
            self._orders[sort] = order, ranks
        return self._orders[sort]

    def text(self, number: int) -> str:
        """What names a document: its title, people and subjects."""
        row = self._rows[number]
        return " ".join((row.title, *row.contributors, *row.subjects))

    def completions(self, prefix: str, live: int) -> list[Completion]:
        """What the live documents have that begins with `prefix`, best first."""
        if self._completions is None:
            titles, popularity = [row.title for row in self._rows], [row.popularity for row in self._rows]
            names = {kind: self.facets[kind].totals() for kind in ("author", "subject")}
            self._completions = Completions(titles, popularity, names)
        found = self._completions.of(prefix)
        if live.bit_count() == len(self.ids):
            return found
        return [one for one in found if self._held_by(one) & live]

    def _held_by(self, one: Completion) -> int:
        return 1 << one.number if one.number is not None else self.facets[one.kind].bits(one.text)

    def filtered(self, filters: Filters) -> dict[str, int]:
        """Facet → the documents that its filter lets through, for the facets that are filtered."""
        passed = {}
        for name in ("form", "type", "language", "subject", "author", "location"):
            if wanted := getattr(filters, name):
                passed[name] = bits.any_of(self.facets[name].bits(value) for value in wanted)
        if filters.year:
            years = (y for y in self._known_years if any(first <= y <= last for first, last in filters.year))
            passed["year"] = bits.any_of(self._years.bits(str(year)) for year in years)
        if filters.available:
            passed["available"] = self.facets["available"].bits("1")
        if filters.without:
            numbers = (number for number, key in enumerate(self.ids) if key in filters.without)
            passed["without"] = ~bits.from_numbers(numbers, len(self.ids))
        return passed


class Places:
    """Where the sections of one index segment stand; those of a record are together, in reading order."""

    def __init__(self, places: Iterable[InsideHit]) -> None:
        self._places = list(places)
        self.records = array("q", (place.record_id for place in self._places))
        self._spans: dict[int, tuple[int, int]] = {}
        for number, record_id in enumerate(self.records):
            start, _ = self._spans.get(record_id, (number, 0))
            self._spans[record_id] = start, number + 1

    def of_records(self, ids: Collection[int], held: int) -> int:
        """Those of a set that belong to these records; all of them if none are named."""
        if not ids:
            return held
        spans = (self._spans[key] for key in ids if key in self._spans)
        return held & bits.any_of((1 << end) - (1 << start) for start, end in spans)

    def places(self, held: int) -> Iterator[InsideHit]:
        """The places of a set, in reading order."""
        return map(self._places.__getitem__, bits.to_numbers(held))


def _met(order: Numbers, flags: "numpy.typing.NDArray[numpy.uint8]", count: int) -> list[int]:
    """The first `count` numbers that are met along the order; in blocks, for they may stand at its end."""
    met: list[int] = []
    start, size = 0, _BLOCK
    while start < len(order) and len(met) < count:
        block = order[start : start + size]
        met.extend(map(int, block[flags[block] != 0][: count - len(met)]))
        start, size = start + size, size * 2
    return met


def _orders(rows: Sequence[Row]) -> tuple[dict[str, Sequence[int | str]], list[int]]:
    """Ascending sort keys, and how many records of the same title come before each one.

    Relevance breaks ties: one edition of every title before the next ones, so that they do not crowd out
    other titles; then popular ones, short titles, new editions. Coverage asks for short titles first.
    """
    popular = [_MOST_POPULAR - row.popularity for row in rows]
    years = [9999 - row.year if row.year is not None else 9999 for row in rows]
    lengths = [min(len(words(row.title)), 999) for row in rows]
    likeness = [(p << 24) + (n << 14) + y for p, n, y in zip(popular, lengths, years, strict=True)]
    editions = _editions([row.sort_title or row.title for row in rows], likeness)
    coverage = zip(editions, lengths, popular, years, strict=True)
    orders: dict[str, Sequence[int | str]] = {
        Sort.RELEVANCE: [(e << 66) + key for e, key in zip(editions, likeness, strict=True)],
        COVERAGE: [(e << 67) + n * _ONE_WORD + (p << 14) + y for e, n, p, y in coverage],
        Sort.POPULAR: popular,
        Sort.YEAR: years,
        Sort.TITLE: [row.sort_title for row in rows],
        Sort.NEWEST: _newest(rows),
    }
    return orders, editions


def _editions(titles: Sequence[str], likeness: Sequence[int]) -> list[int]:
    """How many records of the same title come before each one."""
    before: Counter[str] = Counter()
    editions = [0] * len(titles)
    for number in sorted(range(len(titles)), key=likeness.__getitem__):
        editions[number] = before[titles[number]]
        before[titles[number]] += 1
    return editions


def _newest(rows: Sequence[Row]) -> list[str]:
    """`created` turned round, so that ascending text order is newest first."""
    turned = str.maketrans("0123456789", "9876543210")
    return [row.created.translate(turned) for row in rows]
