"""The ways of typing that are tried on real titles, and what is asked of each."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from benchmarks import typing
from catalog.vietnamese import nfc

FOUND_FLOOR = 99.0
"""Per cent that must be found at all, in every way."""
_MIDDLE = 3
"""Words inside a title that are needed to take three of them."""
_SIGNS = ".,;:!?()[]/\"'“”‘’-–="


class Book(NamedTuple):
    """A title of the catalogue as printed, and the first author of a record that has it (or nothing)."""

    title: str
    author: str


class Way(NamedTuple):
    """One way of typing. `typed` gives nothing for a title on which it would change nothing."""

    name: str
    floor: float | None
    """Per cent that must be among the first three."""
    typed: Callable[[Book, Random], str | None]
    prefix: bool = False
    """Whether the last word is only a beginning."""
    part: bool = False
    """Whether it is a piece of a title, which other titles may hold as well."""


def _changed(title: str, text: str) -> str | None:
    return text if text != title else None


def _as_printed(book: Book, _random: Random) -> str | None:
    return book.title


def _without_marks(book: Book, _random: Random) -> str | None:
    return _changed(book.title, typing.unmarked(book.title))


def _upper(book: Book, _random: Random) -> str | None:
    return _changed(book.title, book.title.upper())


def _decomposed(book: Book, _random: Random) -> str | None:
    return _changed(book.title, typing.decomposed(book.title))


def _placement(book: Book, _random: Random) -> str | None:
    return _changed(book.title, typing.other_placement(book.title))


def _telex(book: Book, random: Random) -> str | None:
    tone_last, one_horn = random.random() < 0.5, random.random() < 0.5  # noqa: PLR2004 - one half
    typed = typing.telex(book.title, tone_last=tone_last, one_horn=one_horn)
    return typed if typing.is_vietnamese(book.title) else None


def _vni(book: Book, random: Random) -> str | None:
    tone_last, one_horn = random.random() < 0.5, random.random() < 0.5  # noqa: PLR2004 - one half
    typed = typing.vni(book.title, tone_last=tone_last, one_horn=one_horn)
    return typed if typing.is_vietnamese(book.title) else None


def _viqr(book: Book, _random: Random) -> str | None:
    return typing.viqr(book.title) if typing.is_vietnamese(book.title) else None


Slip = Callable[[str, Random], str]


def _slip(slip: Slip) -> Callable[[Book, Random], str | None]:
    def typed(book: Book, random: Random) -> str | None:
        return _changed(book.title, slip(book.title, random))

    return typed


def _slip_without_marks(slip: Slip) -> Callable[[Book, Random], str | None]:
    def typed(book: Book, random: Random) -> str | None:
        plain = typing.unmarked(book.title)
        return _changed(plain, slip(plain, random))

    return typed


def _middle(book: Book, _random: Random) -> str | None:
    """The three words in the middle of the title."""
    words = _inner(book)
    start = len(words) // 2 - 1
    return " ".join(words[start : start + 3]) if len(words) >= _MIDDLE else None


def _inside(book: Book, random: Random) -> str | None:
    """Three consecutive words that are neither the first nor the last of the title."""
    words = _inner(book)
    if len(words) < _MIDDLE:
        return None
    start = random.randint(0, len(words) - _MIDDLE)
    return " ".join(words[start : start + 3])


def _inner(book: Book) -> list[str]:
    """The words of a title without the first and the last."""
    return [word.strip(_SIGNS) for word in book.title.split() if typing.WORD.search(word)][1:-1]


def _with_author(book: Book, _random: Random) -> str | None:
    return f"{book.title} {book.author}" if book.author else None


def _while_typing(book: Book, random: Random) -> str | None:
    """The first four words, of the fourth at least two letters and not all of them."""
    words = typing.WORD.findall(book.title)[:4]
    if len(words) < 4 or len(words[3]) < 3:  # noqa: PLR2004 - the fourth can be cut
        return None
    return " ".join([*words[:3], words[3][: random.randint(2, len(words[3]) - 1)]])


WAYS = (
    Way("as printed", 99, _as_printed),
    Way("no marks", 99, _without_marks),
    Way("upper case", 99, _upper),
    Way("NFD", 99, _decomposed),
    Way("other tone placement", 99, _placement),
    Way("Telex", 97, _telex),
    Way("VNI", 97, _vni),
    Way("VIQR", 97, _viqr),
    Way("letter dropped", 90, _slip(typing.dropped)),
    Way("letter doubled", 90, _slip(typing.doubled)),
    Way("letters swapped", 90, _slip(typing.swapped)),
    Way("dropped, no marks", 90, _slip_without_marks(typing.dropped)),
    Way("doubled, no marks", 90, _slip_without_marks(typing.doubled)),
    Way("swapped, no marks", 90, _slip_without_marks(typing.swapped)),
    Way("three middle words", 85, _middle, part=True),
    Way("three words inside", None, _inside, part=True),
    Way("title + author", 97, _with_author),
    Way("four words as prefix", None, _while_typing, prefix=True, part=True),
)


def normal(title: str) -> str:
    """What makes two titles the same: letters and marks, not case, signs or where the tone stands."""
    plain = typing.WORD.findall(nfc(title).casefold())
    return " ".join(min(word, typing.other_placement(word)) for word in plain)
