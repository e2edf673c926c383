"""What a person meant: the text as typed first; where it names nothing, the nearest text that does.

The other readings of a text, in this order: it was typed without its Vietnamese keyboard (`truyeenj kieeuf`),
its last word is not finished (`truyện ki`), there is a slip in it (`truyện kiue`). One of them is searched
instead only where the text itself finds nothing, or where its words nowhere stand side by side and those of
the other reading do, in a title. Where the text finds a few titles only, those one slip away come behind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from catalog.keystrokes import readings
from catalog.search.engine import NO_FILTERS, SearchEngine, SearchRequest, SearchResult, Standing
from catalog.search.query import EVERYTHING, LEAST_BEGINNING, Phrase, Query, Terms, parse, positive_words

_FEW = 5
"""Records of which a slip of the pen may be the reason that they are so few."""
_MANY = 100
"""Records that hardly all have the words by accident, even apart."""
_SURE_WORDS = 3
"""Words that hardly stand side by side in a title by accident."""


@dataclass(frozen=True)
class Understood:
    """An answer, and the query that it answers."""

    query: Query
    result: SearchResult
    searched_as: str = ""
    """The text that was searched instead of the one typed; empty where it is the same."""
    did_you_mean: str = ""
    """Another text that may be meant, offered beside the results; empty where there is none."""


def understand(engine: SearchEngine, request: SearchRequest) -> Understood:
    """Search as typed, or as it was probably meant. Raises IndexUnusable."""
    typed = verbatim(engine, request)
    standing = typed.result.standing
    if standing >= Standing.TITLED or request.query.tree == EVERYTHING:
        return _widened(engine, request, typed)
    if standing is Standing.BEGUN:
        return typed
    texts = readings(request.query.text)
    decoded = [_searched(engine, request, text) for text in texts]
    least = standing if standing is not Standing.NOWHERE else Standing.NAMED
    if better := next((one for one in decoded if one.result.standing > least), None):
        return better
    if standing is Standing.NAMED:
        meant_so = isinstance(request.query.tree, Phrase) or typed.result.total > _MANY
        return typed if meant_so else _mended(engine, request, typed)
    if standing is Standing.ELSEWHERE:
        return _offered(engine, request, typed)
    near = (_searched(engine, request, text) for text in _nearest(engine, request.query, texts))
    return _best(chain((typed,), decoded, filter(_is_no_accident, near)))


def _is_no_accident(near: Understood) -> bool:
    """Not words that were mended one by one and then stood here and there in long texts."""
    begun = isinstance(near.query.tree, Terms) and near.query.tree.open
    return begun or near.result.standing > Standing.ELSEWHERE


def _best(tried: Iterator[Understood]) -> Understood:
    """The first whose words stand side by side in a title; else the first of those that stand best."""
    best = next(tried)
    for one in tried:
        if one.result.standing > best.result.standing:
            best = one
        if best.result.standing >= Standing.TITLED:
            break
    return best


def _widened(engine: SearchEngine, request: SearchRequest, typed: Understood) -> Understood:
    """Where words stand so in a few titles only: the titles one slip away behind them (`khoi tây`)."""
    tree = request.query.tree
    if typed.result.standing is Standing.WHOLE or not isinstance(tree, Terms) or tree.open:
        return typed
    narrowed = request.filters != NO_FILTERS
    every = engine.search(replace(request, filters=NO_FILTERS)) if narrowed else typed.result
    if every.total > _FEW:
        return typed
    text = engine.did_you_mean(request.query)
    if not text:
        return typed
    both = engine.search(replace(request, also=parse(text)))
    return Understood(request.query, both, did_you_mean=text)


def _offered(engine: SearchEngine, request: SearchRequest, typed: Understood) -> Understood:
    """Where the words only stand in summaries and books: beside that, a text out of a title."""
    mended = _titled(engine, request)
    return replace(typed, did_you_mean=mended.searched_as) if mended else typed


def _titled(engine: SearchEngine, request: SearchRequest) -> Understood | None:
    """Another text that may be meant and whose words stand side by side in a title."""
    text = engine.did_you_mean(request.query)
    mended = _searched(engine, request, text) if text else None
    return mended if mended and mended.result.standing >= Standing.TITLED else None


def _mended(engine: SearchEngine, request: SearchRequest, typed: Understood) -> Understood:
    """Where the words only stand apart, another text whose words stand side by side in a title.

    A whole title, or so many words that this is no accident, is what was meant; else it is offered.
    """
    mended = _titled(engine, request)
    if mended is None:
        return typed
    whole = mended.result.standing is Standing.WHOLE
    sure = whole or len(positive_words(request.query.tree)) >= _SURE_WORDS
    return mended if sure else replace(typed, did_you_mean=mended.searched_as)


def verbatim(engine: SearchEngine, request: SearchRequest) -> Understood:
    """Search as typed and not otherwise. Raises IndexUnusable."""
    return Understood(request.query, engine.search(request))


def _searched(engine: SearchEngine, request: SearchRequest, text: str) -> Understood:
    query = parse(text)
    return Understood(query, engine.search(replace(request, query=query)), searched_as=text)


def _nearest(engine: SearchEngine, query: Query, decoded: Sequence[str]) -> Iterator[str]:
    """Texts that are near a query of which nothing is found, nor of its text decoded."""
    tree = query.tree
    if (
        isinstance(tree, Terms)
        and query.text.endswith(tree.words[-1])
        and len(tree.words[-1]) >= LEAST_BEGINNING
    ):
        yield query.text + "*"
    for text in (query.text, *decoded):
        if mended := engine.did_you_mean(parse(text)):
            yield mended
