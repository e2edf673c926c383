"""Completions while typing: sorted lists in memory, found by bisection."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from catalog.search.engine import Suggestion
from catalog.search.terms import word_forms

_LOOKED_AT = 300
"""Completions that are weighed at most; a prefix of one letter has thousands."""


class Completions:
    """Titles, people and subjects by their folded beginnings."""

    def __init__(
        self, titles: Iterable[tuple[str, int, int]], people: Counter[str], subjects: Counter[str]
    ) -> None:
        """`titles` are title, record id and popularity; the counts say in how many records a name is."""
        entries: list[tuple[str, int, str, str, int | None]] = [
            (_folded(text), -weight, text, "title", record_id) for text, record_id, weight in titles
        ]
        for kind, names in (("author", people), ("subject", subjects)):
            entries.extend((_folded(name), -count, name, kind, None) for name, count in names.items())
        entries.sort(key=lambda entry: entry[:3])
        self._keys = [entry[0] for entry in entries]
        self._entries = entries

    def of(self, prefix: str, limit: int) -> list[Suggestion]:
        """At most `limit`: those with the marks as typed first, then what is most used; no text twice."""
        start = _folded(prefix)
        if not start:
            return []
        first = bisect_left(self._keys, start)
        last = bisect_left(self._keys, start + "\U0010ffff", first, min(first + _LOOKED_AT, len(self._keys)))
        typed = _marked(prefix)
        found = sorted(
            self._entries[first:last], key=lambda e: (not _marked(e[2]).startswith(typed), e[1], e[0])
        )
        chosen: dict[str, Suggestion] = {}
        for _, _, text, kind, record_id in found:
            if len(chosen) == limit:
                break
            chosen.setdefault(_marked(text), Suggestion(text, kind, record_id))
        return list(chosen.values())


def _folded(text: str) -> str:
    return " ".join(word_forms(text)[0])


def _marked(text: str) -> str:
    return " ".join(word_forms(text)[1])
