"""Completions while typing: sorted lists in memory, found by bisection."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy
import numpy.typing

from catalog.search.engine import Suggestion
from catalog.vietnamese import fold, i_normal, tone_normal

_KEPT = 30
"""Completions of each kind that are weighed against those of other segments."""
_READ, _TYPED = 100, 80
"""Letters of a completion, and of what is typed, that are compared; signs among them are not."""
_BETWEEN = re.compile(r"[\W_]+")
_LAST = "\U0010ffff"
_START = 16
"""Bytes of a beginning that are compared at once."""
_HIGHEST = b"\xff"

_Places = numpy.typing.NDArray[numpy.int32]


class Completion(NamedTuple):
    """One way to go on; those that sort first are the better ones."""

    with_other_marks: bool
    weight: int
    """The less, the better: minus the popularity, or minus the number of records."""
    text: str
    kind: str
    number: int | None
    """The document of a title."""


class _Beginnings:
    """The places of texts in an order of their own, found by how they begin."""

    def __init__(self, texts: Sequence[str], key: Callable[[str], str]) -> None:
        """`key`: the form in which the texts are compared."""
        self._texts = texts
        self._key = key
        keys = [key(text) for text in texts]
        self.order = numpy.array(sorted(range(len(keys)), key=keys.__getitem__), numpy.int32)
        self._starts = numpy.array([_start(keys[at]) for at in self.order], f"S{_START}")

    def __call__(self, prefix: str) -> _Places:
        """The places of the texts that begin so, in order."""
        start = _start(prefix)
        first = int(numpy.searchsorted(self._starts, start))
        last = int(numpy.searchsorted(self._starts, start.ljust(_START, _HIGHEST), "right"))
        if len(start) == _START:  # a few, of which more letters must agree
            first = bisect_left(self.order, prefix, first, last, key=self._key_at)
            last = bisect_left(self.order, prefix + _LAST, first, last, key=self._key_at)
        return self.order[first:last]

    def _key_at(self, place: int) -> str:
        return self._key(self._texts[place])


def _start(key: str) -> bytes:
    return key.encode("utf-8", "replace")[:_START]


class _Texts:
    """The texts of one kind."""

    def __init__(self, kind: str, texts: Sequence[str], weights: Sequence[int], *, numbered: bool) -> None:
        """`numbered`: whether the place of a text is its document."""
        self._kind = kind
        self._numbered = numbered
        self._texts = texts
        self._weights = weights
        self._folded = _Beginnings(texts, folded_beginning)
        self._marked = _Beginnings(texts, marked_beginning)
        standing = sorted(self._folded.order, key=lambda at: -weights[at])  # stable: else by the alphabet
        self._standing = numpy.empty(len(texts), numpy.int32)
        self._standing[standing] = numpy.arange(len(texts))

    def of(self, folded: str, marked: str) -> list[Completion]:
        """The best ones for a beginning: with its marks first, then what is most used."""
        every = self._folded(folded)
        if marked == folded or not len(every):
            return self._completions(every, other=False)
        alike = self._marked(marked)
        best = self._completions(alike, other=False)
        if len(best) >= _KEPT:
            return best
        return best + self._completions(numpy.setdiff1d(every, alike), other=True)

    def _completions(self, places: _Places, *, other: bool) -> list[Completion]:
        standing = self._standing[places]
        if len(places) > _KEPT:
            kept = numpy.argpartition(standing, _KEPT)[:_KEPT]
            places, standing = places[kept], standing[kept]
        return [self._completion(int(at), other=other) for at in places[numpy.argsort(standing)]]

    def _completion(self, at: int, *, other: bool) -> Completion:
        number = at if self._numbered else None
        return Completion(other, -self._weights[at], self._texts[at], self._kind, number)


class Completions:
    """Titles, people and subjects of one index segment by their folded beginnings."""

    def __init__(
        self, titles: Sequence[str], popularity: Sequence[int], names: Mapping[str, Counter[str]]
    ) -> None:
        """One title for each document; `names` say per kind in how many records a name is."""
        self._kinds = [_Texts("title", titles, popularity, numbered=True)]
        self._kinds += [
            _Texts(kind, list(counted), list(counted.values()), numbered=False)
            for kind, counted in names.items()
        ]

    def of(self, prefix: str) -> list[Completion]:
        """The best ones of each kind."""
        folded, marked = folded_beginning(prefix[:_TYPED]), marked_beginning(prefix[:_TYPED])
        return [one for kind in self._kinds for one in kind.of(folded, marked)] if folded else []


def merged(found: Iterable[tuple[Sequence[Completion], Sequence[int]]], limit: int) -> list[Suggestion]:
    """The best `limit` of each kind from those of all segments (with the record ids of their documents).

    No text twice.
    """
    every = sorted(
        ((one, ids[one.number] if one.number is not None else None) for part, ids in found for one in part),
        key=lambda pair: pair[0][:3],
    )
    chosen: dict[tuple[str, str], Suggestion] = {}
    of_kind: Counter[str] = Counter()
    for one, record_id in every:
        if of_kind[one.kind] == limit:
            continue
        key = one.kind, marked_beginning(one.text)
        if key not in chosen:
            of_kind[one.kind] += 1
            chosen[key] = Suggestion(one.text, one.kind, record_id)
    return list(chosen.values())


def folded_beginning(text: str) -> str:
    """The beginning of a text as completions are looked for: folded, words one space apart."""
    return _BETWEEN.sub(" ", fold(i_normal(text[:_READ]))).strip()


def marked_beginning(text: str) -> str:
    """The same with its marks."""
    return _BETWEEN.sub(" ", i_normal(tone_normal(text[:_READ])).lower()).strip()
