"""Which documents a query tree holds for, and in which order of likeness.

Works on any store of postings that answers a term with a set of documents (`catalog.search.bits`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, Protocol

from catalog.search import bits
from catalog.search.engine import Standing
from catalog.search.query import (
    EVERYTHING,
    LEAST_BEGINNING,
    And,
    Field,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    QueryField,
    Terms,
    positive_words,
)
from catalog.search.terms import beginning, identifier_key, pairs, title_key, typed_forms
from catalog.vietnamese import words


class Postings(Protocol):
    """Term → set of documents."""

    @property
    def everything(self) -> int:
        """All documents that are not deleted."""

    def bits(self, term: str) -> int:
        """The documents that hold a term (terms as in `catalog.search.terms`)."""

    @property
    def one_of_each(self) -> int:
        """One record of every title; all of them where that is not known."""

    def beginning(self, start: str) -> int:
        """The documents that hold a term that begins so."""


@dataclass(frozen=True)
class Scope:
    """Where words may stand, whether marks must agree, whether neighbours must stay neighbours."""

    places: str
    """Signs of `catalog.search.terms`."""
    exact: bool = False
    adjacent: bool = False


_SURE_TITLE = 4
"""Words from which a query that is a title, signs and all (`Anh -Việt`), was meant as that title."""

_TELLING = 3
"""Words from which it tells something how much of a title they make up, or that a title begins with them."""
_CALL_NUMBER = re.compile(r"\d[^\s\w]|[^\s\w]\d")
"""A sign beside a digit."""

RECORD = "tspjn"
INSIDE = "w"
_FIELD_PLACES = {QueryField.TITLE: "ts", QueryField.AUTHOR: "p", QueryField.SUBJECT: "j"}
_NAMING = Scope("tspj")
_BESIDE = Scope("t", adjacent=True)
_WIDER = (Scope("t"), Scope("tsp"), _NAMING, Scope(RECORD))
_SURE_IDENTIFIER = 5
"""Characters from which a query that is an identifier means nothing else; shorter ones may be a title."""


def _word(plain: str, exact: str, scope: Scope, index: Postings) -> int:
    """Documents with this word at one of the places of the scope."""
    if scope.exact and exact != plain:
        return bits.any_of(index.bits(place.upper() + exact) for place in scope.places)
    if scope.places == RECORD:
        return index.bits("a" + plain)
    return bits.any_of(index.bits(place + plain) for place in scope.places)


def _last_word(folded: Sequence[str], scope: Scope, index: Postings) -> int:
    """Documents with a word that begins like the last one, beside the one before it if that is asked."""
    if scope.adjacent and len(folded) > 1:
        return index.beginning(pairs(scope.places[0], folded[-2:])[0])
    places = "a" if scope.places == RECORD else scope.places
    return bits.any_of(index.beginning(place + folded[-1]) for place in places)


def _words(node: Terms, scope: Scope, index: Postings) -> int:
    """Documents with all these words at the places of the scope."""
    folded, marked = typed_forms(node.words)
    whole = len(folded) - 1 if node.open else len(folded)
    side_by_side = pairs(scope.places[0], folded[:whole]) if scope.adjacent else []
    held = index.everything
    for pair in side_by_side:
        held &= index.bits(pair)
        if not held:
            return 0
    for plain, exact in dict.fromkeys(zip(folded[:whole], marked[:whole], strict=True)):
        if side_by_side and not (scope.exact and exact != plain):
            continue  # who holds the pair holds the word
        held &= _word(plain, exact, scope, index)
        if not held:
            return 0
    return held & _last_word(folded, scope, index) if node.open else held


def _phrase(found: tuple[str, ...], scope: Scope, index: Postings) -> int:
    """Documents with these words side by side at one of the places of the scope."""
    alone = (replace(scope, places=place, adjacent=True) for place in scope.places)
    return bits.any_of(_words(Terms(found), one, index) for one in alone)


def holds(node: Node, scope: Scope, index: Postings) -> int:
    """The documents for which a tree holds within a scope."""
    match node:
        case Terms():
            return _words(node, scope, index)
        case Phrase(found):
            return _phrase(found, scope, index)
        case Not(inner):
            left_out = Scope(INSIDE if scope.places == INSIDE else RECORD, exact=True)
            return index.everything & ~holds(inner, left_out, index)
        case Field(field, inner):
            return holds(inner, Scope(_FIELD_PLACES[field], exact=scope.exact), index)
        case And(nodes):
            held = index.everything
            for inner in nodes:
                held &= holds(inner, scope, index)
            return held
        case Or(nodes):
            return bits.any_of(holds(inner, scope, index) for inner in nodes)


def has_marks(node: Node) -> bool:
    """Whether a word of the query carries Vietnamese marks, so that its marks are meant."""
    match node:
        case Terms(words=found) | Phrase(words=found):
            folded, marked = typed_forms(found)
            return folded != marked
        case Not():
            return False
        case Field(_, inner):
            return has_marks(inner)
        case And(nodes) | Or(nodes):
            return any(map(has_marks, nodes))


def names_field(node: Node) -> bool:
    """Whether the query asks for a field of the record, which a page of a book has not."""
    match node:
        case Field():
            return True
        case Not(inner):
            return names_field(inner)
        case And(nodes) | Or(nodes):
            return any(map(names_field, nodes))
        case _:
            return False


def leaves_out(node: Node, index: Postings) -> int:
    """The records that remain once those that the query leaves out are gone."""
    match node:
        case Not():
            return holds(node, Scope(RECORD), index)
        case And(nodes):
            held = index.everything
            for inner in nodes:
                held &= leaves_out(inner, index)
            return held
        case _:
            return index.everything


def _whole(query: Query, index: Postings, *, exact: bool) -> int:
    """Records whose title is the query, its signs taken as text too."""
    typed = Terms(_all_words(query.text))
    folded, _ = typed_forms(typed.words)
    if not isinstance(query.tree, Terms | Phrase) and len(folded) < _SURE_TITLE:
        return 0
    held = index.bits(title_key(folded))
    return held & holds(typed, Scope("ts", exact=exact), index) if held else 0


def _begins(query: Query, beside: int, index: Postings) -> int:
    """Of the records with the words side by side in their titles those whose title begins with them."""
    folded, _ = typed_forms(_all_words(query.text))
    if not beside or not folded or not isinstance(query.tree, Terms | Phrase):
        return 0
    start = beginning(folded)
    going_on = isinstance(query.tree, Terms) and query.tree.open
    cut = going_on and len(folded) <= 2  # noqa: PLR2004 - the pair a title begins with
    return beside & (index.beginning(start) if cut else index.bits(start))


@lru_cache(maxsize=1024)
def _all_words(text: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(text))


def _unfinished(query: Query, index: Postings, *, exact: bool) -> int:
    """Records whose title begins with the words typed so far, of which the last may go on."""
    tree = query.tree
    if not isinstance(tree, Terms) or tree.open or len(tree.words) < _TELLING:
        return 0
    if len(tree.words[-1]) < LEAST_BEGINNING:
        return 0
    going_on = replace(query, tree=replace(tree, open=True))
    return _begins(going_on, holds(going_on.tree, replace(_BESIDE, exact=exact), index), index)


def named(query: Query, index: Postings) -> int:
    """The records that hold all words in title, series, people and subjects."""
    return holds(query.tree, _NAMING, index) & index.everything


def begun(query: Query, index: Postings) -> int:
    """The records whose title begins with the words if the last one goes on: somebody is typing them."""
    return _unfinished(query, index, exact=False) & index.everything


def titled(query: Query, index: Postings) -> int:
    """The records that hold the words side by side in their titles, or that have them as an identifier."""
    beside = holds(query.tree, _BESIDE, index)
    return (beside | identified(query, index) | classed(query, index)) & index.everything


def entitled(query: Query, index: Postings) -> int:
    """The records of which the query is the whole title."""
    return _whole(query, index, exact=False) & index.everything


STANDINGS = (
    (Standing.WHOLE, entitled),
    (Standing.TITLED, titled),
    (Standing.BEGUN, begun),
    (Standing.NAMED, named),
)
"""The best first, each with the records that stand so."""


def identified(query: Query, index: Postings) -> int:
    """The records of which the query is an identifier."""
    key = identifier_key(query.text)
    return index.bits(key) & index.everything if any(c.isdigit() for c in key) else 0


def classed(query: Query, index: Postings) -> int:
    """The records with an identifier that begins like the query, if it looks like a call number: `005.1`."""
    looks_so = _CALL_NUMBER.search(query.text) and isinstance(query.tree, Terms)
    return index.beginning(identifier_key(query.text)) & index.everything if looks_so else 0


class Rung(NamedTuple):
    """Documents that are equally like a query; those of rungs before may be among them."""

    held: int
    begins: int | None = None
    """Where it is given, the words make up much of a title: short ones come first, and those that begin with
    the words as if they were one word shorter."""


def found(query: Query, index: Postings) -> int:
    """The records for which a query holds in any way."""
    if query.tree == EVERYTHING:
        return index.everything
    titles = _whole(query, index, exact=False) | _unfinished(query, index, exact=False)
    numbered = identified(query, index) | classed(query, index)
    return (holds(query.tree, Scope(RECORD), index) | titles | numbered) & index.everything


def ladder(query: Query, index: Postings) -> Iterator[Rung]:
    """The records of `found`, the likeliest first; worked out as far as somebody climbs.

    Identifier; then with the marks as typed, then with any marks: the whole title, the words side by side in
    the title, the title begins so if the last word goes on (of these two one record of every title before
    the others), all in the title, in title and people, with subjects, anywhere. Last come those whose call
    number begins so. One or two words say little about a title that holds them: where they stand side by
    side, titles that begin so come first. Three and more are weighed by how much of the title they make up.
    """
    if query.tree == EVERYTHING:
        yield Rung(index.everything)
        return
    numbered = Rung(identified(query, index))
    sure = len(identifier_key(query.text)) > _SURE_IDENTIFIER
    if sure:
        yield numbered
    for exact in (True, False) if has_marks(query.tree) else (False,):
        yield Rung(_whole(query, index, exact=exact))
        if not sure:
            yield numbered
        yield from _titled(query, index, exact=exact)
        for scope in _WIDER:
            yield Rung(holds(query.tree, replace(scope, exact=exact), index))
    yield Rung(classed(query, index))


def _titled(query: Query, index: Postings, *, exact: bool) -> Iterator[Rung]:
    """The rungs of the words side by side in a title."""
    beside = holds(query.tree, replace(_BESIDE, exact=exact), index)
    begins = _begins(query, beside, index)
    telling = len(positive_words(query.tree)) >= _TELLING
    near = [Rung(beside, begins)] if telling else [Rung(begins), Rung(beside)]
    near.append(Rung(_unfinished(query, index, exact=exact)))
    yield from (Rung(rung.held & index.one_of_each, rung.begins) for rung in near)
    yield from near


def inside_held(query: Query, index: Postings) -> int:
    """The sections that hold all words."""
    if query.tree == EVERYTHING or names_field(query.tree):
        return 0
    return holds(query.tree, Scope(INSIDE), index)


def inside_ladder(query: Query, index: Postings) -> Iterator[int]:
    """Sets of sections that hold all words, side by side with their marks first; the last one has them all.

    Those of one set may be in the next.
    """
    if candidates := inside_held(query, index):
        for exact in (True, False):
            yield candidates & holds(query.tree, Scope(INSIDE, exact, adjacent=True), index)
            yield candidates & holds(query.tree, Scope(INSIDE, exact), index)
