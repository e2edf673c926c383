"""Completions while typing: sorted lists in memory, found by bisection."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from catalog.search.engine import Suggestion
from catalog.vietnamese import fold, i_normal, tone_normal

_LOOKED_AT = 300
"""Completions that are weighed at most; a prefix of one letter has thousands."""
_KEPT = 30
_SIGNS = 10
"""Signs, such as quotes, that may stand among the first letters of a completion."""
_BETWEEN = re.compile(r"[\W_]+")


class Completion(NamedTuple):
    """One way to go on; those that sort first are the better ones."""

    with_other_marks: bool
    weight: int
    """The less, the better: minus the popularity, or minus the number of records."""
    text: str
    kind: str
    number: int | None
    """The document of a title."""


class Completions:
    """Titles, people and subjects of one index segment by their folded beginnings."""

    def __init__(self, titles: Iterable[tuple[str, int, int]], names: Mapping[str, Counter[str]]) -> None:
        """`titles` are text, popularity and document; `names` say per kind in how many records a name is."""
        entries = [
            (folded_beginning(text), Completion(False, -w, text, "title", number))
            for text, w, number in titles
        ]
        for kind, counted in names.items():
            entries += [
                (folded_beginning(text), Completion(False, -n, text, kind, None))
                for text, n in counted.items()
            ]
        entries.sort(key=lambda entry: entry[0])
        self._keys = [key for key, _ in entries]
        self._entries = [entry for _, entry in entries]

    def of(self, prefix: str) -> list[Completion]:
        """The best ones: with the marks as typed first, then what is most used."""
        start = folded_beginning(prefix)
        if not start:
            return []
        first = bisect_left(self._keys, start)
        last = bisect_left(self._keys, start + "\U0010ffff", first)
        found = self._entries[first : min(last, first + _LOOKED_AT)]
        typed = marked_beginning(prefix)
        if typed != start:
            enough = len(typed) + _SIGNS
            found = [
                one._replace(with_other_marks=not marked_beginning(one.text[:enough]).startswith(typed))
                for one in found
            ]
        return sorted(found, key=lambda one: one[:3])[:_KEPT]


def merged(found: Iterable[tuple[Sequence[Completion], Sequence[int]]], limit: int) -> list[Suggestion]:
    """One list from those of all segments (with the record ids of their documents), no text twice."""
    every = sorted(
        ((one, ids[one.number] if one.number is not None else None) for part, ids in found for one in part),
        key=lambda pair: pair[0][:3],
    )
    chosen: dict[tuple[str, str], Suggestion] = {}
    for one, record_id in every:
        if len(chosen) == limit:
            break
        chosen.setdefault((one.kind, marked_beginning(one.text)), Suggestion(one.text, one.kind, record_id))
    return list(chosen.values())


def folded_beginning(text: str) -> str:
    """A text as completions are looked for: folded, words one space apart."""
    return _BETWEEN.sub(" ", fold(i_normal(text))).strip()


def marked_beginning(text: str) -> str:
    """The same with its marks."""
    return _BETWEEN.sub(" ", i_normal(tone_normal(text)).lower()).strip()
