"""Sets of documents that tantivy works out: written down as terms that are cut, joined and left out.

`catalog.search.matching` and `catalog.search.spelling` cut and join sets with `&`, `|` and `~`. The embedded
engine does that at once, with bits. Here the operations only build a tree, which becomes one tantivy query
when somebody asks for its documents; so nothing is held in memory, however many records there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from tantivy import FieldType, Occur, Query, Schema

from catalog.search.terms import word_forms

_ANYWHERE = "tspjn"
"""Signs of the places that the sign `a` stands for."""


class Documents:
    """A set of documents. 0 and -1 stand for none and all, as they do where sets are bits."""

    def __and__(self, other: Documents | int) -> Documents:
        return _all_of((self, as_set(other)))

    def __or__(self, other: Documents | int) -> Documents:
        return _any_of((self, as_set(other)))

    def __invert__(self) -> Documents:
        return self.part if isinstance(self, _Not) else _opposite(self)

    __rand__ = __and__
    __ror__ = __or__

    def __bool__(self) -> bool:
        """False if it is plain that there is no document, without looking."""
        return self != NOTHING

    def query(self, schema: Schema) -> Query:
        """The tantivy query for these documents."""
        raise NotImplementedError


@dataclass(frozen=True)
class Term(Documents):
    """Who holds one term of `catalog.search.terms`."""

    text: str

    def query(self, schema: Schema) -> Query:
        """One posting list."""
        return Query.term_query(schema, "terms", self.text, "basic")


@dataclass(frozen=True)
class Beginning(Documents):
    """Who has a value that begins so in a field."""

    start: str
    field: str = "terms"

    def query(self, schema: Schema) -> Query:
        """All posting lists of the beginning."""
        return Query.regex_query(schema, self.field, _quoted(self.start) + ".*")


@dataclass(frozen=True)
class Value(Documents):
    """Who has a value in a field."""

    field: str
    value: str | int

    def query(self, schema: Schema) -> Query:
        """One posting list."""
        return Query.term_query(schema, self.field, self.value, "basic")


@dataclass(frozen=True)
class Numbers(Documents):
    """Who has one of these numbers in a field."""

    field: str
    numbers: tuple[int, ...]

    def query(self, schema: Schema) -> Query:
        """A walk over the posting lists of the numbers."""
        return Query.term_set_query(schema, self.field, list(self.numbers))


@dataclass(frozen=True)
class Span(Documents):
    """Who has a number between these two, both included, in a field."""

    field: str
    first: int
    last: int

    def query(self, schema: Schema) -> Query:
        """A walk over the numbers of all documents."""
        return Query.range_query(schema, self.field, FieldType.Unsigned, self.first, self.last)


@dataclass(frozen=True)
class AtLeast(Documents):
    """Who is in so many of these sets."""

    parts: tuple[Documents, ...]
    least: int

    def query(self, schema: Schema) -> Query:
        """A walk over all the sets."""
        sets = [(Occur.Should, part.query(schema)) for part in self.parts]
        return Query.boolean_query(sets, minimum_number_should_match=self.least)


@dataclass(frozen=True)
class _All(Documents):
    parts: tuple[Documents, ...]

    @cached_property
    def _hash(self) -> int:
        return hash((_All, self.parts))

    def __hash__(self) -> int:
        return self._hash  # asked at every step of a ladder, of ever larger trees

    def query(self, schema: Schema) -> Query:
        clauses = [(Occur.Must, part.query(schema)) for part in self.parts if not isinstance(part, _Not)]
        left_out = [part.part.query(schema) for part in self.parts if isinstance(part, _Not)]
        clauses = clauses or [(Occur.Must, Query.all_query())]
        return Query.boolean_query([*clauses, *((Occur.MustNot, query) for query in left_out)])


@dataclass(frozen=True)
class _Any(Documents):
    parts: tuple[Documents, ...]

    @cached_property
    def _hash(self) -> int:
        return hash((_Any, self.parts))

    def __hash__(self) -> int:
        return self._hash  # asked at every step of a ladder, of ever larger trees

    def query(self, schema: Schema) -> Query:
        return Query.boolean_query([(Occur.Should, part.query(schema)) for part in self.parts])


@dataclass(frozen=True)
class _Not(Documents):
    part: Documents

    def query(self, schema: Schema) -> Query:
        return _All((self,)).query(schema)


EVERYTHING = _All(())
NOTHING = _Any(())


def as_set(value: Documents | int) -> Documents:
    """What `catalog.search.matching` takes for a whole number."""
    if isinstance(value, Documents):
        return value
    return EVERYTHING if value else NOTHING


def _opposite(one: Documents) -> Documents:
    if one in (EVERYTHING, NOTHING):
        return NOTHING if one == EVERYTHING else EVERYTHING
    return _Not(one)


def _all_of(sets: Iterable[Documents]) -> Documents:
    flat = dict.fromkeys(part for one in sets for part in (one.parts if isinstance(one, _All) else (one,)))
    left_out = {part for one in flat if isinstance(one, _Not) for part in _alternatives(one.part)}
    if NOTHING in flat or left_out & flat.keys():
        return NOTHING
    return next(iter(flat)) if len(flat) == 1 else _All(tuple(flat))


def _any_of(sets: Iterable[Documents]) -> Documents:
    flat = dict.fromkeys(part for one in sets for part in _alternatives(one))
    if EVERYTHING in flat:
        return EVERYTHING
    flat = dict.fromkeys(_needless_dropped(part, flat) for part in flat)
    return next(iter(flat)) if len(flat) == 1 else _Any(tuple(flat))


def _alternatives(one: Documents) -> tuple[Documents, ...]:
    return one.parts if isinstance(one, _Any) else (one,)


def _needless_dropped(one: Documents, others: Iterable[Documents]) -> Documents:
    """A set joined with what it leaves out need not leave it out: the tree would double with every step."""
    if not isinstance(one, _All):
        return one
    known = set(others)
    kept = (p for p in one.parts if not (isinstance(p, _Not) and known.issuperset(_alternatives(p.part))))
    return _all_of(kept)


def joined(sets: Iterable[Documents]) -> Documents:
    """All documents of these sets, without the sets that lie in another one."""
    largest: list[Documents] = []
    every = [part for one in sets for part in _alternatives(one)]
    for one in reversed(every):  # the widest rungs of a ladder come last
        if not any(_lies_in(one, other) for other in largest):
            largest.append(one)
    return _any_of(largest)


def _lies_in(one: Documents, other: Documents) -> bool:
    """Whether it is plain that all documents of one set are in the other."""
    if other in (one, EVERYTHING):
        return True
    if isinstance(one, _Any):
        return all(_lies_in(part, other) for part in one.parts)
    if isinstance(other, _All):
        return all(_lies_in(one, part) for part in other.parts)
    if isinstance(one, _All):
        return any(_lies_in(part, other) for part in one.parts)
    if isinstance(other, _Any):
        return any(_lies_in(one, part) for part in other.parts)
    return isinstance(one, Term) and isinstance(other, Term) and other.text in _wider(one.text)


def _wider(term: str) -> set[str]:
    """The terms that whoever holds this one holds too: the word without marks, the word at any place."""
    sign, word = term[0], term[1:]
    if sign.isupper():
        word = " ".join(word_forms(word)[0])
    at_place = sign.lower() + word
    return {at_place, "a" + word} if sign.lower() in _ANYWHERE else {at_place}


def _quoted(text: str) -> str:
    return "".join(c if c.isalnum() or c == " " else f"\\x{{{ord(c):x}}}" for c in text)


class Counts(Protocol):
    """Who can tell how many documents a set has."""

    def count(self, documents: Documents) -> int:
        """How many documents there are in a set."""


class Counted:
    """A set that knows how many documents it has; `catalog.search.spelling` weighs by that."""

    def __init__(self, documents: Documents, counts: Counts) -> None:
        self._documents = documents
        self._counts = counts

    def __and__(self, other: Counted | int) -> Counted:
        return Counted(self._documents & _plain(other), self._counts)

    def __or__(self, other: Counted | int) -> Counted:
        return Counted(self._documents | _plain(other), self._counts)

    __rand__ = __and__
    __ror__ = __or__

    def bit_count(self) -> int:
        """How many documents there are."""
        return self._counts.count(self._documents)

    def __bool__(self) -> bool:
        return self.bit_count() > 0


def _plain(value: Counted | int) -> Documents | int:
    return value if isinstance(value, int) else value._documents
