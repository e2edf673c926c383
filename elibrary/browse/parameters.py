"""What can be asked of a search, as it stands in a URL: the same for the page and the API (DESIGN §4)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol, Self

from catalog.models import Form, MaterialType
from catalog.search.engine import MOST_PER_PAGE, Filters, SearchRequest, Sort
from catalog.search.query import LONGEST, parse
from catalog.vietnamese import nfc

PER_PAGE = 20
FACETS = ("form", "type", "available", "location", "language", "year", "author", "subject")
"""In the order in which a page shows them."""

_MOST_VALUES = 20
_LONGEST_VALUE = 500
_MOST_PAGES = 1000
_NAMED = {
    "form": frozenset(form.value for form in Form),
    "type": frozenset(kind.value for kind in MaterialType),
}
_YEARS = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?", re.ASCII)


class Arguments(Protocol):
    """Query parameters of a request, of which each may stand there several times."""

    def getlist(self, key: str) -> list[str]:
        """All values of one parameter."""


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """One search. Every value is one that the search understands."""

    q: str = ""
    form: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    """`1990` or `1990-1999`."""
    available: tuple[str, ...] = ()
    """Empty or `1`."""
    verbatim: bool = False
    """Search the words as they were typed, whatever else may be meant."""
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = PER_PAGE
    hidden: frozenset[int] = frozenset()
    """Records that this reader may not see; never from the URL (`elibrary.audience`)."""

    @classmethod
    def read(cls, arguments: Arguments, *, hidden: frozenset[int] = frozenset()) -> Self:
        """Read a URL's parameters; what makes no sense there is as if it were not there."""
        lists = {name: _values(name, arguments.getlist(name)) for name in FACETS}
        sort = _last(arguments, "sort")
        return cls(
            **lists,
            hidden=hidden,
            q=nfc(_last(arguments, "q")[: LONGEST * 4])[:LONGEST],
            verbatim=_last(arguments, "verbatim") == "1",
            sort=Sort(sort) if sort in set(Sort) else Sort.RELEVANCE,
            page=_number(_last(arguments, "page"), 1, _MOST_PAGES),
            per_page=_number(_last(arguments, "per_page"), PER_PAGE, MOST_PER_PAGE),
        )

    @property
    def search_request(self) -> SearchRequest:
        """The same in the words of the search engine."""
        names = ("form", "type", "language", "subject", "author", "location")
        given: dict[str, Any] = {name: getattr(self, name) for name in names}
        years = tuple(_span(text) for text in self.year)
        filters = Filters(**given, year=years, available=bool(self.available), without=self.hidden)
        return SearchRequest(
            query=parse(self.q), filters=filters, sort=self.sort, page=self.page, per_page=self.per_page
        )

    @property
    def filtered(self) -> Sequence[tuple[str, str]]:
        """Facet and value of every filter that is set."""
        return [(name, value) for name in FACETS for value in getattr(self, name)]

    def without(self, name: str, value: str) -> Self:
        """The same search from its first page, less one filter."""
        rest = tuple(kept for kept in getattr(self, name) if kept != value)
        return replace(self, page=1, **{name: rest})  # type: ignore[arg-type]

    def on_page(self, page: int) -> Self:
        """Another page of the same search."""
        return replace(self, page=page)

    def searching(self, q: str, *, verbatim: bool = False) -> Self:
        """Other words under the same filters."""
        return replace(self, q=q, verbatim=verbatim, page=1)

    def unfiltered(self) -> Self:
        """The same words in the whole library."""
        return replace(self, page=1, **dict.fromkeys(FACETS, ()))  # type: ignore[arg-type]

    def arguments(self) -> Mapping[str, object]:
        """What `url_for` needs to make the URL of this search: only what differs from the default."""
        return {
            field.name: _spelt(value)
            for field in fields(self)
            if field.name != "hidden" and (value := getattr(self, field.name)) != field.default
        }

    def fields_but(self, *changed: str) -> Sequence[tuple[str, str]]:
        """Name and value of each hidden field of a form that changes these parameters and keeps the rest."""
        kept = replace(self, page=1).arguments()
        return [
            (name, str(one))
            for name, value in kept.items()
            if name not in changed
            for one in (value if isinstance(value, list) else [value])
        ]


def _spelt(value: object) -> object:
    match value:
        case tuple():
            return list(value)
        case bool():
            return "1"
    return value


def _last(arguments: Arguments, name: str) -> str:
    given = arguments.getlist(name)
    return given[-1].strip() if given else ""


def _number(text: str, default: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:  # noqa: PLR2004 - far beyond any page
        return default
    return min(max(int(text), 1), most)


def _values(name: str, given: Iterable[str]) -> tuple[str, ...]:
    known = dict.fromkeys(clean for text in given if (clean := _value(name, text)))
    return tuple(known)[:_MOST_VALUES]


def _value(name: str, text: str) -> str:
    """The value in its one spelling; empty where it means nothing."""
    text = nfc(text[:_LONGEST_VALUE])
    if name in _NAMED:
        return text if text in _NAMED[name] else ""
    if name == "available":
        return "1" if text == "1" else ""
    if name == "year":
        return text if _YEARS.fullmatch(text) else ""
    return text


def _span(text: str) -> tuple[int, int]:
    """First and last year of `1990` or `1990-1999`; turned round where they stand the wrong way."""
    years = [int(part) for part in text.split("-")]
    return min(years), max(years)
