"""Where nothing was found: the text that was probably meant, and the records that come nearest."""

from collections.abc import Callable, Sequence

from catalog.search import bits
from catalog.search.answer import SegmentHits, first_ids
from catalog.search.engine import NO_FILTERS
from catalog.search.matching import Rung, ladder
from catalog.search.query import Or, Query, parse, positive_words
from catalog.search.segments import Segment, Whole
from catalog.search.spelling import Vocabulary, corrected, holding, neighbours
from catalog.search.terms import typed_forms, word_forms
from catalog.vietnamese import words as words_of

COMMON = 10
"""A word that more than every tenth record holds in its title says little about which one is near."""
FEW = 50
"""Records that are few in any library."""


def did_you_mean(records: Sequence[Segment], query: Query) -> str | None:
    """The text of a query with its slips mended, in the marks of the first record that has them."""
    whole = Whole(records)

    def first_text(near: Query) -> str:
        rungs = (rung.held & whole.everything for rung in ladder(near, whole))
        first = next((bits.first(held) for held in rungs if held), None)
        return whole.text(first) if first is not None else ""

    return mended_text(query, whole, first_text)


def mended_text(query: Query, index: Vocabulary, first_text: Callable[[Query], str]) -> str | None:
    """The text of a query with its slips mended; `first_text` names the first record for a query."""
    typed = positive_words(query.tree)
    folded, _ = typed_forms(typed)
    mended = corrected(folded, index) if folded and not isinstance(query.tree, Or) else None
    if mended is None:
        return None
    marked = _spelt_like(mended, first_text(parse(" ".join(mended))))
    changed = [new if new != old else None for new, old in zip(mended, folded, strict=True)]
    wanted = [mark if new else None for mark, new in zip(marked, changed, strict=True)]
    return _with_words(query.text, list(zip(typed, wanted, strict=True)))


def _spelt_like(folded: Sequence[str], text: str) -> list[str]:
    """The words with the marks that they carry in a text; without marks where they are not in it."""
    there = dict(zip(*word_forms(text), strict=True))
    return [" ".join(there.get(part, part) for part in word.split()) for word in folded]


def _with_words(text: str, changes: Sequence[tuple[str, str | None]]) -> str:
    """A text in which words, in their order, are replaced where something stands for them."""
    parts, at, waiting = [], 0, list(changes)
    for word in words_of(text):
        if waiting and word.text == waiting[0][0]:
            new = waiting.pop(0)[1]
            parts += [text[at : word.start], word.text if new is None else new]
            at = word.end
    return "".join([*parts, text[at:]])


def closest(records: Sequence[Segment], query: Query, limit: int) -> list[int]:
    """Ids of the records whose titles hold most of the words that say something."""
    whole = Whole(records)
    folded, _ = typed_forms(positive_words(query.tree))
    wanted = [meant(word, whole) for word in dict.fromkeys(folded)]
    return first_ids([_ranked(wanted, segment) for segment in records], limit)


def _ranked(wanted: Sequence[Sequence[str]], segment: Segment) -> SegmentHits:
    levels = _by_number_of_words(wanted, segment)
    return SegmentHits(segment.columns, bits.any_of(levels), map(Rung, levels), NO_FILTERS)


def meant(word: str, index: Vocabulary) -> list[str]:
    """A word, or what it may have been meant for where no record holds it."""
    return [word] if holding(word, index) else [near for near in neighbours(word, index) if " " not in near]


def _by_number_of_words(wanted: Sequence[Sequence[str]], index: Segment) -> list[int]:
    """The records by how many of the words their titles hold, most first; one of several is not enough."""
    sets = [bits.any_of(index.bits("t" + word) for word in words) for words in wanted]
    common = max(index.size // COMMON, FEW)
    telling = [held for held in sets if held.bit_count() < common] or sets
    levels = [index.everything, *(0 for _ in telling)]
    for held in telling:
        for level in range(len(levels) - 1, 0, -1):
            levels[level] |= levels[level - 1] & held
    return levels[: 0 if len(telling) == 1 else 1 : -1]
