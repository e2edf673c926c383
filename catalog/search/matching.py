"""Which documents a query tree holds for, and in which order of likeness.

Works on any store of postings that answers a term with a set of documents (`catalog.search.bits`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

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

_SURE_BEGINNING = 3
"""Words from which the beginning of a title is told from words that stand for themselves."""
_CALL_NUMBER = re.compile(r"\d[^\s\w]|[^\s\w]\d")
"""A sign beside a digit."""

RECORD = "tspjn"
INSIDE = "w"
_FIELD_PLACES = {QueryField.TITLE: "ts", QueryField.AUTHOR: "p", QueryField.SUBJECT: "j"}
_NAMING = Scope("tspj")
_LADDER = (Scope("t", adjacent=True), Scope("t"), Scope("tsp"), _NAMING, Scope(RECORD))
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


def _titles(query: Query, index: Postings, *, exact: bool) -> tuple[int, int]:
    """Records whose title is the query (its signs taken as text too), and whose title begins with it."""
    typed = Terms(_all_words(query.text))
    folded, _ = typed_forms(typed.words)
    plain = isinstance(query.tree, Terms | Phrase)
    going_on = isinstance(query.tree, Terms) and query.tree.open
    whole = index.bits(title_key(folded)) if plain or len(folded) >= _SURE_TITLE else 0
    if whole:
        whole &= holds(typed, Scope("ts", exact=exact), index)
    in_title = holds(query.tree, Scope("t", exact=exact, adjacent=True), index)
    if not plain or not folded:
        return whole, 0
    start = beginning(folded)
    cut = going_on and len(folded) <= 2  # noqa: PLR2004 - the pair a title begins with
    return whole, in_title & (index.beginning(start) if cut else index.bits(start))


@lru_cache(maxsize=1024)
def _all_words(text: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(text))


def _unfinished(query: Query, index: Postings, *, exact: bool) -> int:
    """Records whose title begins with the words typed so far, of which the last may go on."""
    tree = query.tree
    if not isinstance(tree, Terms) or tree.open or len(tree.words) < _SURE_BEGINNING:
        return 0
    if len(tree.words[-1]) < LEAST_BEGINNING:
        return 0
    return _titles(replace(query, tree=replace(tree, open=True)), index, exact=exact)[1]


def named(query: Query, index: Postings) -> int:
    """The records that hold all words in title, series, people and subjects."""
    return holds(query.tree, _NAMING, index) & index.everything


def titled(query: Query, index: Postings) -> int:
    """The records that hold the words side by side in their titles, or that have them as an identifier."""
    beside = holds(query.tree, _LADDER[0], index)
    return (beside | identified(query, index) | classed(query, index)) & index.everything


def entitled(query: Query, index: Postings) -> int:
    """The records of which the query is the whole title."""
    return _titles(query, index, exact=False)[0] & index.everything


STANDINGS = ((Standing.WHOLE, entitled), (Standing.TITLED, titled), (Standing.NAMED, named))
"""The best first, each with the records that stand so."""


def identified(query: Query, index: Postings) -> int:
    """The records of which the query is an identifier."""
    key = identifier_key(query.text)
    return index.bits(key) & index.everything if any(c.isdigit() for c in key) else 0


def classed(query: Query, index: Postings) -> int:
    """The records with an identifier that begins like the query, if it looks like a call number: `005.1`."""
    looks_so = _CALL_NUMBER.search(query.text) and isinstance(query.tree, Terms)
    return index.beginning(identifier_key(query.text)) & index.everything if looks_so else 0


def ladder(query: Query, index: Postings) -> list[int]:
    """Disjoint sets of records, the likeliest first.

    Identifier; then with the marks as typed, then with any marks: the whole title, the title begins so, the
    words side by side in the title, the title begins so if the last word goes on (of these three one record
    of every title before the others), all in the title, in title and people, with subjects, anywhere. Last
    come those whose call number begins so.
    """
    if query.tree == EVERYTHING:
        return [index.everything]
    numbered = identified(query, index)
    sure = len(identifier_key(query.text)) > _SURE_IDENTIFIER
    steps = [numbered if sure else 0]
    for exact in (True, False) if has_marks(query.tree) else (False,):
        whole, begins = _titles(query, index, exact=exact)
        beside = holds(query.tree, replace(_LADDER[0], exact=exact), index)
        near = [begins, beside, _unfinished(query, index, exact=exact)]
        several = index.one_of_each if index.one_of_each != index.everything else 0
        steps += [whole, 0 if sure else numbered, *(step & several for step in near), *near]
        steps.extend(holds(query.tree, replace(scope, exact=exact), index) for scope in _LADDER[1:])
    steps.append(classed(query, index))
    taken, rungs = 0, []
    for step in steps:
        rung = step & ~taken
        taken |= rung
        rungs.append(rung)
    return rungs


def inside_held(query: Query, index: Postings) -> int:
    """The sections that hold all words."""
    if query.tree == EVERYTHING or names_field(query.tree):
        return 0
    return holds(query.tree, Scope(INSIDE), index)


def inside_ladder(query: Query, index: Postings) -> list[int]:
    """Disjoint sets of sections that hold all words: side by side with their marks first."""
    candidates = inside_held(query, index)
    taken, rungs = 0, []
    for exact in (True, False) if candidates else ():
        for adjacent in (True, False):
            rung = candidates & holds(query.tree, Scope(INSIDE, exact, adjacent), index) & ~taken
            taken |= rung
            rungs.append(rung)
    return rungs
