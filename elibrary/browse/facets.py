"""Facets as people read them: a word for each value, and whether it is chosen."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from catalog.errors import N_
from catalog.models import Form, MaterialType
from catalog.search.engine import SearchEngine, Sort
from elibrary.browse.parameters import FACETS, Parameters
from elibrary.browse.results import Results
from elibrary.localisation import translated
from elibrary.wording import label, language_name

SHOWN = 8
"""Values of one facet that a page shows, the most frequent; beside them any other that is chosen."""
MOST_EASED = 6
"""Filters whose removal is tried when nothing is found."""

_NAMES = {
    "form": N_("Cách đọc"),
    "type": N_("Loại tài liệu"),
    "available": N_("Có thể dùng ngay"),
    "location": N_("Nơi để"),
    "language": N_("Ngôn ngữ"),
    "year": N_("Năm xuất bản"),
    "author": N_("Tác giả, người đọc"),
    "subject": N_("Chủ đề"),
}
_NOW = N_("Còn trên kệ hoặc mở được ngay")
_SORTS = {
    Sort.RELEVANCE: N_("Đúng ý nhất"),
    Sort.NEWEST: N_("Mới nhập về"),
    Sort.TITLE: N_("Nhan đề A–Y"),
    Sort.YEAR: N_("Năm xuất bản mới nhất"),
    Sort.POPULAR: N_("Đọc nhiều nhất"),
}


class Choice(NamedTuple):
    """A value of a facet."""

    value: str
    word: str
    found: int
    chosen: bool


class Eased(NamedTuple):
    """The same search with fewer filters, and how much it finds."""

    word: str
    """Of the filter that is left out; empty where all are."""
    parameters: Parameters
    found: int


class Facet(NamedTuple):
    """A facet with something to choose."""

    name: str
    word: str
    choices: Sequence[Choice]

    @property
    def chosen(self) -> bool:
        """Whether one of its values is."""
        return any(choice.chosen for choice in self.choices)


def facet_name(name: str) -> str:
    """The heading of a facet."""
    return translated(_NAMES[name])


def value_word(name: str, value: str) -> str:
    """The word for a value of a facet."""
    match name:
        case "form":
            return label(Form(value))
        case "type":
            return label(MaterialType(value))
        case "language":
            return language_name(value)
        case "available":
            return translated(_NOW)
        case "year":
            return value.replace("-", "–")
    return value


def sort_words() -> list[tuple[str, str]]:
    """Value and word of each order."""
    return [(sort.value, translated(word)) for sort, word in _SORTS.items()]


def facets(results: Results) -> list[Facet]:
    """The facets of a result, in the order of the page; chosen values stay even where nothing has them."""
    made = (Facet(name, facet_name(name), _choices(results, name)) for name in FACETS)
    return [facet for facet in made if facet.choices]


def _choices(results: Results, name: str) -> list[Choice]:
    chosen = getattr(results.parameters, name)
    counted = dict(results.facets.get(name, ()))
    frequent = list(counted)[:SHOWN]  # a value stays where it stands when it is chosen
    values = [*frequent, *(value for value in chosen if value not in frequent)]
    if name == "year":
        values.sort(reverse=True)
    return [
        Choice(value, value_word(name, value), counted.get(value, 0), value in chosen) for value in values
    ]


def active(parameters: Parameters) -> list[tuple[str, str, str]]:
    """Facet, value and word of each filter that is set."""
    return [(name, value, value_word(name, value)) for name, value in parameters.filtered]


def eased(engine: SearchEngine, results: Results) -> list[Eased]:
    """Where nothing was found under filters: what each of them keeps away. Raises IndexUnusable."""
    parameters = results.parameters
    if results.total or not parameters.filtered:
        return []
    tries = [
        (value_word(name, value), parameters.without(name, value))
        for name, value in parameters.filtered[:MOST_EASED]
    ]
    if len(parameters.filtered) > 1:
        tries.append(("", parameters.unfiltered()))
    read = results.searched_as or parameters.q
    found = (engine.search(replace(less, q=read, per_page=1).search_request).total for _, less in tries)
    return [Eased(word, less, total) for (word, less), total in zip(tries, found, strict=True) if total]
