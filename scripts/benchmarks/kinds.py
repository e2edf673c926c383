"""The kinds of query whose time is taken, and how each engine is asked."""

from collections.abc import Callable
from typing import NamedTuple

from benchmarks import queries
from benchmarks.fts5 import Fts5, beginning, phrase_of, words_of
from benchmarks.queries import PER_PAGE, Asked, Draw
from catalog.search import InsideRequest, SearchEngine, SearchRequest, Sort, parse, snippet_html
from catalog.search.understanding import understand


class Pair(NamedTuple):
    """Both engines, open, with the same documents."""

    ours: SearchEngine
    theirs: Fts5

    def close(self) -> None:
        """Close both."""
        self.ours.close()
        self.theirs.close()


Ask = Callable[[Pair, Asked], int]
"""Asks one engine and returns how many hits there are."""


class Kind(NamedTuple):
    """One kind of query. `limit` is in milliseconds; where there is none, FTS5's own p95 is the limit."""

    name: str
    draw: Draw
    ours: Ask
    theirs: Ask | None
    limit: float | None = None


_FACETS = ("form", "type", "language", "year", "location")
"""Those that FTS5 counts."""


def _ours(pair: Pair, asked: Asked) -> int:
    request = SearchRequest(query=parse(asked.text), page=asked.page, per_page=PER_PAGE)
    return understand(pair.ours, request).result.total


def _ours_with_facets(pair: Pair, asked: Asked) -> int:
    request = SearchRequest(query=parse(asked.text), page=asked.page, per_page=PER_PAGE)
    result = understand(pair.ours, request).result
    for name in _FACETS:  # each is counted when it is read
        result.facets[name]
    return result.total


def _ours_by_year(pair: Pair, asked: Asked) -> int:
    request = SearchRequest(query=parse(asked.text), sort=Sort.YEAR, per_page=PER_PAGE)
    return understand(pair.ours, request).result.total


def _ours_completed(pair: Pair, asked: Asked) -> int:
    return len(pair.ours.suggest(asked.text))


def _ours_inside(pair: Pair, asked: Asked) -> int:
    return len(pair.ours.search_inside(InsideRequest(query=parse(asked.text), limit=PER_PAGE)))


def _ours_snippets(pair: Pair, asked: Asked) -> int:
    query = parse(asked.text)
    hits = pair.ours.search_inside(InsideRequest(query=query, limit=10))
    return sum(bool(snippet_html(pair.theirs.page(hit.digital_id, hit.position), query)) for hit in hits)


def _words(pair: Pair, asked: Asked) -> int:
    return pair.theirs.search(words_of(asked.text), offset=(asked.page - 1) * PER_PAGE)[0]


KINDS = (
    Kind("single common word", queries.common_word, _ours, _words),
    Kind("two words", queries.two_words, _ours, _words),
    Kind("phrase", queries.phrase, _ours, lambda pair, asked: pair.theirs.search(phrase_of(asked.text))[0]),
    Kind(
        "prefix while typing",
        queries.while_typing,
        _ours,
        lambda pair, asked: pair.theirs.search(words_of(asked.text, prefix=True))[0],
    ),
    Kind("word with an error", queries.with_error, _ours, None, limit=20),
    Kind(
        "five facets",
        queries.common_pair,
        _ours_with_facets,
        lambda pair, asked: pair.theirs.facets(words_of(asked.text))[0],
    ),
    Kind("page 50", queries.deep_page, _ours, _words),
    Kind(
        "sort by year",
        queries.common_word,
        _ours_by_year,
        lambda pair, asked: pair.theirs.by_year(words_of(asked.text))[0],
    ),
    Kind(
        "autocomplete",
        queries.completion,
        _ours_completed,
        lambda pair, asked: len(pair.theirs.complete(beginning(asked.text))),
        limit=2,
    ),
)
INSIDE = (
    Kind(
        "inside: two words",
        queries.two_words,
        _ours_inside,
        lambda pair, asked: pair.theirs.inside(words_of(asked.text))[0],
        limit=10,
    ),
    Kind(
        "inside: ten snippets",
        queries.two_words,
        _ours_snippets,
        lambda pair, asked: len(pair.theirs.snippets(words_of(asked.text))),
        limit=20,
    ),
)
