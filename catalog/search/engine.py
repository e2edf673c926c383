"""What every search engine does, and the values that go in and out of it.

Engines answer with ids only; titles, covers and snippets come from the database.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import Protocol

from catalog.models.record import Form, MaterialType
from catalog.search.query import ALL, Query


@dataclass(frozen=True, kw_only=True)
class SectionText:
    """The text of one chapter or page; `position` as in `catalog.models.Section`."""

    digital_id: int
    position: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """All that the index must know of one record."""

    id: int
    title: str
    subtitle: str = ""
    volume: str = ""
    contributors: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    series: str = ""
    summary: str = ""
    publisher: str = ""
    identifiers: tuple[str, ...] = ()
    """ISBN, ISSN, barcodes, accession numbers, call numbers: each finds the record as a whole."""
    forms: tuple[Form, ...] = ()
    """The forms that a resident can use."""
    type: MaterialType = MaterialType.BOOK
    language: str = ""
    year: int | None = None
    locations: tuple[str, ...] = ()
    available: bool = False
    """A copy stands on its shelf, or a form can be opened now."""
    popularity: int = 0
    created: str = ""
    """ISO 8601 in UTC, so that text order is time order."""
    sort_title: str = ""
    sections: tuple[SectionText, ...] = ()

    @cached_property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that change whenever anything here does, but for the popularity.

        That one changes with every visitor and only breaks ties: it is taken along when a record is indexed
        for another reason, and makes no entry of the index wrong.
        """
        return blake2b(
            repr(replace(self, popularity=0)).encode("utf-8", "replace"), digest_size=8
        ).hexdigest()


@dataclass(frozen=True)
class Deletion:
    """A record that is no longer in the library."""

    id: int


class Sort(StrEnum):
    """Orders of a result; also the values of the search parameter `sort`."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    TITLE = "title"
    YEAR = "year"
    POPULAR = "popular"


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Values within one of these are alternatives, all that are given must hold. Values as in the facets."""

    form: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    year: tuple[tuple[int, int], ...] = ()
    """First and last year, both included."""
    available: bool = False
    without: frozenset[int] = frozenset()
    """Ids of records that must not be found, counted or hinted at."""


NO_FILTERS = Filters()

MOST_PER_PAGE = 100
DEEPEST = 1000
"""How far one may leaf through a result; what lies deeper is found by a narrower search."""


@dataclass(frozen=True, kw_only=True)
class SearchRequest:
    """One search; `page` counts from 1. Values out of bounds are brought into them."""

    query: Query = ALL
    also: Query | None = None
    """What may have been meant as well; its records come after those of the query."""
    filters: Filters = NO_FILTERS
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = 20

    @property
    def window(self) -> tuple[int, int]:
        """First and last-but-one place of the page in the whole result."""
        size = min(max(self.per_page, 1), MOST_PER_PAGE)
        start = (max(self.page, 1) - 1) * size
        return min(start, DEEPEST), min(start + size, DEEPEST)


class Standing(IntEnum):
    """Where the words of a query stand at best, whatever the filters let through."""

    NOWHERE = 0
    ELSEWHERE = 1
    """In summaries, publishers, or inside books."""
    NAMED = 2
    """In title, series, people and subjects, each somewhere."""
    BEGUN = 3
    """As the beginning of a title, if the last word goes on."""
    TITLED = 4
    """Side by side in a title, or as an identifier."""
    WHOLE = 5
    """As a whole title."""


class FacetCounts(Mapping[str, Sequence[tuple[str, int]]]):
    """Facet → values with counts, counted when they are first asked for: not every search is looked at."""

    def __init__(self, names: Sequence[str], count: Callable[[str], Sequence[tuple[str, int]]]) -> None:
        self._names = names
        self._count = count
        self._known: dict[str, Sequence[tuple[str, int]]] = {}

    def __getitem__(self, name: str) -> Sequence[tuple[str, int]]:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._known:
            self._known[name] = self._count(name)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, kw_only=True)
class SearchResult:
    """The ids of one page in order, how many there are in all, and counts for every facet.

    The counts of a facet ignore the filter on that facet itself, so that a second value can be added to the
    first. Facets: form, type, language, subject, author, location, year (decades as `1990-1999`), available
    (`1`); most frequent first, at most 50 values each.
    """

    ids: tuple[int, ...]
    total: int
    facets: Mapping[str, Sequence[tuple[str, int]]]
    standing: Standing = Standing.NOWHERE
    inside: bool = False
    """Whether the words stand inside the books of some of the records."""


@dataclass(frozen=True)
class Suggestion:
    """A way to complete what is being typed; `kind` is title, author or subject."""

    text: str
    kind: str
    record_id: int | None = None
    """The record of a title; nothing for the other kinds."""


@dataclass(frozen=True, kw_only=True)
class InsideRequest:
    """Where inside books the words stand: in these records only, if any are named."""

    query: Query
    record_ids: tuple[int, ...] = ()
    per_record: int = 3
    limit: int = 60


@dataclass(frozen=True, order=True)
class InsideHit:
    """A chapter or page that holds all the words; `position` as in `catalog.models.Section`."""

    record_id: int
    digital_id: int
    position: int


class IndexUnusable(Exception):
    """The index is missing, damaged or of an older form: it must be rebuilt from the database."""


class SearchEngine(Protocol):
    """A derived index of the catalogue. All but `rebuild` raise IndexUnusable when it must be rebuilt."""

    def apply(self, batch: Sequence[Document | Deletion]) -> None:
        """Take in changes; on return they are on disk. The same batch again changes nothing."""

    def writing(self) -> AbstractContextManager[None]:
        """Be the one who writes, among all threads and processes, until the end; waits for its turn.

        Who reads the database for `apply` does so in here: else a slower one could put back what it read
        before a quicker one's change. `apply` and `rebuild` enter by themselves, and may be called inside.
        """

    def tidy(self) -> None:
        """Melt what many small changes left behind; called when nothing waits to be indexed."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index beside the live one, then put it in its place; return how many records it has."""

    def search(self, request: SearchRequest) -> SearchResult:
        """One page of records."""

    def search_inside(self, request: InsideRequest) -> list[InsideHit]:
        """Places inside books, best first."""

    def suggest(self, prefix: str, limit: int = 8) -> list[Suggestion]:
        """Titles, people and subjects that begin with `prefix`, with or without marks; `limit` of each."""

    def did_you_mean(self, query: Query) -> str | None:
        """The nearest text to a mistyped one that some record holds for; None where nothing is near."""

    def closest(self, query: Query, limit: int = 6) -> list[int]:
        """Records whose titles hold the most of the words, where none holds all of them."""

    def health(self) -> None:
        """Nothing, if the index can be read."""

    def indexed(self) -> dict[int, str]:
        """Record id → fingerprint of the document that the index holds."""

    def close(self) -> None:
        """Let go of all files."""
