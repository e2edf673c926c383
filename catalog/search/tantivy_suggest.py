"""Completions while typing, from one state of a tantivy index."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from catalog.search.engine import Suggestion
from catalog.search.suggest import Completion, folded_beginning, marked_beginning, merged
from catalog.search.tantivy_answer import Records
from catalog.search.tantivy_fields import BETWEEN, KINDS, LONGEST_START, SHORT_START, whole_characters
from catalog.search.tantivy_sets import Beginning, Value

_SHOWN = 30
"""Completions of a kind that are weighed."""
_NAMES_LOOKED_AT = 300


def suggest(records: Records, prefix: str, limit: int) -> list[Suggestion]:
    """Titles, people and subjects that begin so; `limit` of each."""
    folded, marked = folded_beginning(prefix)[:LONGEST_START], marked_beginning(prefix)[:LONGEST_START]
    if not folded:
        return []
    starts = dict.fromkeys(map(whole_characters, (marked, folded)))
    every = (address for start in starts for address in _titled(records, start))
    found = list({(address.segment_ord, address.doc): address for address in every}.values())
    names = [one for kind in KINDS for one in _named(records, kind, folded, marked, limit)]
    return merged([([*_titles(records, found, folded, marked), *names], records.values("id", found))], limit)


def _titled(records: Records, start: str) -> list[Any]:
    """The addresses of the most popular records whose titles begin so."""
    begins = Value("starts", start) if len(start) <= SHORT_START else Beginning(start, "starts")
    return records.first(begins, "by_popularity", _SHOWN)


def _titles(records: Records, found: list[Any], folded: str, marked: str) -> Iterator[Completion]:
    popularity = records.values("popularity", found)
    for number, (address, popular) in enumerate(zip(found, popularity, strict=True)):
        text = records.text(address).split(BETWEEN)[0]
        yield Completion(_other_marks(text, folded, marked), -popular, text, "title", number)


def _named(records: Records, kind: str, folded: str, marked: str, limit: int) -> Iterator[Completion]:
    """Twice as many as are wanted, for some are the same text with another case."""
    start = f"{kind}{BETWEEN}{whole_characters(folded)}"
    found = records.searcher.terms_with_prefix("names", start, limit=_NAMES_LOOKED_AT)
    texts = ((name.rsplit(BETWEEN, 1)[1], count) for name, count in found)
    best = sorted((_other_marks(text, folded, marked), -count, text) for text, count in texts)[:_SHOWN]
    held = ((other, text, records.count(Value(kind, text))) for other, _, text in best)
    live = (one for one in held if one[2])  # names of deleted records stay until segments melt
    for other_marks, text, count in islice(live, 2 * limit):
        yield Completion(other_marks, -count, text, kind, None)


def _other_marks(text: str, folded: str, marked: str) -> bool:
    """Whether a completion has other marks than those typed; who types none means all."""
    return marked != folded and not marked_beginning(text).startswith(marked)
