"""Slips of the finger: words one letter away from what was typed, chosen by the words beside them."""

from collections.abc import Iterator, Sequence
from heapq import nlargest
from string import ascii_lowercase
from typing import NamedTuple, Protocol

from catalog.search import bits
from catalog.search.matching import Postings
from catalog.search.terms import pairs, title_key

_SHORTEST = 2
"""Letters from which a word can be a slip."""
_SHORTEST_KNOWN = 3
"""Letters from which a word that the library knows may still be a slip for another one."""
_MOST_AT_ONCE = 8
"""Words of which all may be slips at once."""
_MOST_WEIGHED = 16
"""Words that are weighed for a place: those that stand most often beside what stands there."""
_PLACES = "tspj"


class Vocabulary(Postings, Protocol):
    """Postings that can tell quickly whether a word is among them."""

    def knows(self, word: str) -> bool:
        """Whether some record holds the word."""

    def slips(self, word: str) -> Sequence[str]:
        """Those of `slips` that some record holds."""

    def frequency(self, term: str) -> int:
        """About how many records hold a term."""


def slips(word: str) -> Iterator[str]:
    """The texts that one letter left out, put in, changed, or swapped with the next makes of a word."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in ascii_lowercase)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in ascii_lowercase)


def neighbours(word: str, index: Vocabulary) -> list[str]:
    """Words of the library that may be meant by `word`, itself left out; `a b` where a space is missing."""
    if len(word) < _SHORTEST or not word.isalpha():
        return []  # numbers, C++
    near = [other for other in index.slips(word) if other != word]
    halves = ((word[:at], word[at:]) for at in range(1, len(word)))
    return near + [f"{a} {b}" for a, b in halves if index.knows(a) and index.knows(b)]


def holding(word: str, index: Postings) -> int:
    """The records that hold a word, or two words side by side."""
    if " " not in word:
        return index.bits("a" + word) & index.everything
    return bits.any_of(index.bits(pairs(place, word.split())[0]) for place in _PLACES) & index.everything


def frequency(word: str, index: Vocabulary) -> int:
    """About how many records hold a word, or two words side by side."""
    if " " not in word:
        return index.frequency("a" + word)
    return sum(index.frequency(pairs(place, word.split())[0]) for place in _PLACES)


class Weight(NamedTuple):
    """What speaks for a text; the more, the better."""

    whole: bool
    """It is the whole title of some record."""
    together: int
    """Records that hold a word beside its neighbours in their titles."""
    often: int
    """About how many records hold the word."""


NOTHING = Weight(False, 0, 0)


class _Typed:
    """The words of one query, with what each may have been meant for."""

    def __init__(self, words: Sequence[str], index: Vocabulary) -> None:
        self.words = words
        self.index = index
        self.held = [holding(word, index) for word in words]
        self.unknown = [place for place, word in enumerate(words) if not index.knows(word)]
        self._near: dict[int, dict[str, int]] = {}

    def near(self, place: int) -> dict[str, int]:
        """The likeliest neighbours of one word, with the records that hold them."""
        if place not in self._near:
            word, known = self.words[place], place not in self.unknown
            wanted = not known or len(word) >= _SHORTEST_KNOWN
            options = ((self._likely(place, one), one) for one in neighbours(word, self.index))
            likely = (one for one in options if one[0][0] or not known) if wanted else ()
            self._near[place] = {one: holding(one, self.index) for _, one in nlargest(_MOST_WEIGHED, likely)}
        return self._near[place]

    def _likely(self, place: int, word: str) -> tuple[int, int]:
        """About how many titles hold the word beside what was typed before and after it; how many records."""
        beside = sum(self.index.frequency(pair) for pair in self._pairs(self.words, place, word))
        return beside, frequency(word, self.index)

    def chosen(self, places: Sequence[int]) -> tuple[Weight, list[str]]:
        """What speaks for it, and the words, better ones at `places`."""
        words, weight = list(self.words), NOTHING
        held = self._rest(places)
        for place in places if len(places) > 1 else ():
            held &= self.held[place] | bits.any_of(self.near(place).values())
        for place in places:
            options = {words[place]: self.held[place], **self.near(place)}
            weights = {word: self._weight(words, place, word, held & own) for word, own in options.items()}
            if place not in self.unknown:  # then it is a slip only where that makes a phrase
                weights = {w: one for w, one in weights.items() if one.together or w == words[place]}
            words[place] = max(weights, key=weights.__getitem__)
            held, weight = held & options[words[place]], weights[words[place]]
            if weight == NOTHING:
                break
        return weight, words

    def _rest(self, places: Sequence[int]) -> int:
        """The records that hold all the other words."""
        held = self.index.everything
        for place, own in enumerate(self.held):
            if place not in places:
                held &= own
        return held

    def _pairs(self, words: Sequence[str], place: int, word: str) -> list[str]:
        """The terms of a word (or two) at a place with what stands before and after it."""
        around = (*words[max(place - 1, 0) : place], *word.split(), *words[place + 1 : place + 2])
        return pairs("t", around)

    def _weight(self, words: Sequence[str], place: int, word: str, held: int) -> Weight:
        """What speaks for a word at a place; `held`: the records that hold it and all the others."""
        text = [*words[:place], *word.split(), *words[place + 1 :]]
        found = [held & self.index.bits(pair) for pair in self._pairs(words, place, word)]
        together = sum(one.bit_count() for one in found)
        whole = (together or len(text) == 1) and held & self.index.bits(title_key(text))
        if not together and (place not in self.unknown or not held):
            return Weight(bool(whole), 0, 0)
        return Weight(bool(whole), together, frequency(word, self.index))


def corrected(words: Sequence[str], index: Vocabulary) -> list[str] | None:
    """The folded words with their slips mended, so that some record holds them all; None if nothing is near.

    A word the library does not know is a slip. Where it knows all of them, one is taken for a slip if what it
    was meant for stands beside its neighbours in some title; then several.
    """
    typed = _Typed(words, index)
    every = list(range(len(words)))
    if typed.unknown:
        if any(not typed.near(place) for place in typed.unknown):
            return None
        rounds = [[typed.unknown]]
    else:
        rounds = [[[place] for place in every]]
    if len(words) <= _MOST_AT_ONCE:
        rounds.append([every])
    for tries in rounds:
        changed = [one for one in map(typed.chosen, tries) if one[0] > NOTHING and one[1] != list(words)]
        if changed:
            return max(changed)[1]
    return None
