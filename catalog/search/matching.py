"""Which documents a query tree holds for, and in which order of likeness.

Works on any store of postings that answers a term with a set of documents (`catalog.search.bits`).
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from catalog.search.query import EVERYTHING, And, Field, Node, Not, Or, Phrase, Query, QueryField, Terms
from catalog.search.terms import identifier_key, title_key, word_forms
from catalog.vietnamese import words


class Postings(Protocol):
    """Term → set of documents."""

    @property
    def everything(self) -> int:
        """All documents that are not deleted."""

    def bits(self, term: str) -> int:
        """The documents that hold a term (terms as in `catalog.search.terms`)."""


@dataclass(frozen=True)
class Scope:
    """Where words may stand, whether marks must agree, whether neighbours must stay neighbours."""

    places: str
    exact: bool = False
    adjacent: bool = False


_SURE_TITLE = 4
"""Words from which a query that is a title, signs and all (`Anh -Việt`), was meant as that title."""

RECORD = "tspjn"
INSIDE = "w"
_FIELD_PLACES = {QueryField.TITLE: "ts", QueryField.AUTHOR: "p", QueryField.SUBJECT: "j"}
_LADDER = (Scope("t", adjacent=True), Scope("t"), Scope("tsp"), Scope("tspj"), Scope(RECORD))
_SURE_IDENTIFIER = 5
"""Characters from which a query that is an identifier means nothing else; shorter ones may be a title."""


def _pairs(folded: list[str]) -> list[str]:
    return [f"{first} {second}" for first, second in pairwise(folded)]


def _words(found: tuple[str, ...], scope: Scope, index: Postings) -> int:
    """Documents with all these words at the places of the scope."""
    folded, marked = word_forms(" ".join(found))
    held = index.everything
    for plain, exact in dict.fromkeys(zip(folded, marked, strict=True)):
        with_marks = scope.exact and exact != plain
        word = 0
        for place in scope.places:
            word |= index.bits(place.upper() + exact if with_marks else place + plain)
        held &= word
        if not held:
            return 0
    if scope.adjacent:
        for pair in _pairs(folded):
            held &= index.bits(scope.places[0] + pair)
    return held


def _phrase(found: tuple[str, ...], scope: Scope, index: Postings) -> int:
    """Documents with these words side by side at one of the places of the scope."""
    held = 0
    for place in scope.places:
        held |= _words(found, replace(scope, places=place, adjacent=True), index)
    return held


def holds(node: Node, scope: Scope, index: Postings) -> int:
    """The documents for which a tree holds within a scope."""
    match node:
        case Terms(found):
            return _words(found, scope, index)
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
            held = 0
            for inner in nodes:
                held |= holds(inner, scope, index)
            return held


def has_marks(node: Node) -> bool:
    """Whether a word of the query carries Vietnamese marks, so that its marks are meant."""
    match node:
        case Terms(found) | Phrase(found):
            folded, marked = word_forms(" ".join(found))
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
    folded, _ = word_forms(query.text)
    typed = Terms(tuple(word.text for word in words(query.text)))
    plain = isinstance(query.tree, Terms | Phrase)
    whole = index.bits(title_key(folded)) if plain or len(folded) >= _SURE_TITLE else 0
    if whole:
        whole &= holds(typed, Scope("ts", exact=exact), index)
    if not plain:
        return whole, 0
    in_title = holds(query.tree, Scope("t", exact=exact, adjacent=True), index)
    return whole, in_title & index.bits("^" + " ".join(folded[:2]))


def ladder(query: Query, index: Postings) -> list[int]:
    """Disjoint sets of records, the likeliest first.

    Identifier; then with the marks as typed, then with any marks: the whole title, the title begins so, the
    words side by side in the title, all in the title, in title and people, with subjects, anywhere.
    """
    if query.tree == EVERYTHING:
        return [index.everything]
    key = identifier_key(query.text)
    identified = index.bits(key) & index.everything if any(c.isdigit() for c in key) else 0
    sure = len(key) > _SURE_IDENTIFIER
    steps = [identified if sure else 0]
    for exact in (True, False) if has_marks(query.tree) else (False,):
        steps.extend(_titles(query, index, exact=exact))
        steps.append(0 if sure else identified)
        steps.extend(holds(query.tree, replace(scope, exact=exact), index) for scope in _LADDER)
    taken, rungs = 0, []
    for step in steps:
        rung = step & ~taken
        taken |= rung
        rungs.append(rung)
    return rungs


def inside_ladder(query: Query, index: Postings) -> list[int]:
    """Disjoint sets of sections that hold all words: side by side with their marks first."""
    if query.tree == EVERYTHING or names_field(query.tree):
        return []
    candidates = holds(query.tree, Scope(INSIDE), index)
    taken, rungs = 0, []
    for exact in (True, False) if candidates else ():
        for adjacent in (True, False):
            rung = candidates & holds(query.tree, Scope(INSIDE, exact, adjacent), index) & ~taken
            taken |= rung
            rungs.append(rung)
    return rungs
