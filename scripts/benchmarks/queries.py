"""What is asked of both engines: queries drawn by a seed from the very texts that they hold."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from random import Random
from typing import NamedTuple

from benchmarks import typing

COMMON = 400
"""So many of the most frequent words or pairs are common ones."""
PER_PAGE = 20
DEEP_PAGE = 50
_HALF = 0.5
_TRIES = 40
"""Draws for each query wanted: a small collection has no more distinct ones to give."""


class Asked(NamedTuple):
    """One query as typed, and the page of the result that is wanted."""

    text: str
    page: int = 1


class Sample:
    """The texts that are drawn from: titles, people and subjects of records, or pages of books."""

    def __init__(self, titles: Sequence[str], names: Sequence[str], seed: int) -> None:
        """`names` are people and subjects."""
        self.titles = titles
        self.names = names
        self.seed = seed
        self.words = [typing.WORD.findall(title.lower()) for title in titles]
        self.vocabulary = {typing.unmarked(word) for words in self.words for word in words}

    def common_words(self) -> list[tuple[str, int]]:
        """The most frequent words of three or more letters, and in how many titles each is."""
        counted = Counter(word for words in self.words for word in set(words) if len(word) > 2)  # noqa: PLR2004
        return counted.most_common(COMMON)

    def common_pairs(self) -> list[str]:
        """The most frequent neighbours."""
        counted = Counter(pair for words in self.words for pair in set(pairwise(words)))
        return [" ".join(pair) for pair, _ in counted.most_common(COMMON)]

    def neighbours(self, count: int, random: Random) -> Iterator[str]:
        """So many words in a row out of random titles, without end."""
        long = [words for words in self.words if len(words) >= count]
        while long:
            words = random.choice(long)
            start = random.randint(0, len(words) - count)
            yield " ".join(words[start : start + count])


Draw = Callable[[Sample, Random], Iterator[Asked]]


def drawn(draw: Draw, sample: Sample, count: int, name: str) -> list[Asked]:
    """At most `count` distinct queries, the same for the same seed and the same texts."""
    found: dict[Asked, None] = {}
    tries = draw(sample, Random(f"{sample.seed} {name}"))  # noqa: S311 - a sample
    for asked in islice(tries, _TRIES * count):
        if asked.text:
            found[asked] = None
        if len(found) == count:
            break
    return list(found)


def _either(text: str, random: Random) -> str:
    """With its marks or without: people do both."""
    return text if random.random() < _HALF else typing.unmarked(text)


def common_word(sample: Sample, random: Random) -> Iterator[Asked]:
    """One frequent word."""
    words = sample.common_words()
    random.shuffle(words)
    yield from (Asked(_either(word, random)) for word, _ in words)


def common_pair(sample: Sample, random: Random) -> Iterator[Asked]:
    """Two frequent neighbours."""
    pairs = sample.common_pairs()
    random.shuffle(pairs)
    yield from (Asked(_either(pair, random)) for pair in pairs)


def deep_page(sample: Sample, random: Random) -> Iterator[Asked]:
    """Page 50 for one frequent word, or the last page that it has."""
    words = sample.common_words()
    random.shuffle(words)
    for word, titles in words:
        yield Asked(_either(word, random), min(DEEP_PAGE, max(1, titles // PER_PAGE)))


def two_words(sample: Sample, random: Random) -> Iterator[Asked]:
    """Two neighbours of any title."""
    yield from (Asked(_either(pair, random)) for pair in sample.neighbours(2, random))


def phrase(sample: Sample, random: Random) -> Iterator[Asked]:
    """Three neighbours, in quotes."""
    yield from (Asked(f'"{_either(three, random)}"') for three in sample.neighbours(3, random))


def while_typing(sample: Sample, random: Random) -> Iterator[Asked]:
    """The beginning of a title up to two or more letters of its first, second, third or fourth word."""
    while sample.words:
        words = random.choice(sample.words)
        whole = random.randint(0, min(3, len(words) - 1)) if words else 0
        if words and len(words[whole]) > 2:  # noqa: PLR2004 - it can be cut
            cut = words[whole][: random.randint(2, len(words[whole]) - 1)]
            yield Asked(_either(" ".join([*words[:whole], cut]), random))
        else:
            yield Asked("")


def with_error(sample: Sample, random: Random) -> Iterator[Asked]:
    """Three neighbours, one of them with a slip that makes it a word of no title."""
    for three in sample.neighbours(3, random):
        slip = random.choice((typing.dropped, typing.doubled, typing.swapped))
        text = slip(_either(three, random), random)
        known = all(typing.unmarked(word) in sample.vocabulary for word in typing.WORD.findall(text))
        yield Asked("" if known else text)


def completion(sample: Sample, random: Random) -> Iterator[Asked]:
    """Two to twelve letters of a title, a person or a subject."""
    while sample.titles:
        text = random.choice(sample.titles if random.random() < _HALF else sample.names or sample.titles)
        yield Asked(_either(text[: random.randint(2, 12)].strip(), random))
