"""Vietnamese text: one written form, one tone placement, letters without marks, words, alphabetical order."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Invisible characters that say nothing in one line of text; lone surrogates cannot even be stored. The two
# joiners (U+200C, U+200D) stay: they shape emoji and some scripts.
_DROPPED = {"Cc", "Cf", "Cs"}
_KEPT = "\u200c\u200d"

# Letters whose stroke is part of the letter, so that no decomposition takes it off.
_STROKED = {"đ": "d", "ł": "l", "ø": "o"}

_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_TONES = _GRAVE + _HOOK + _TILDE + _ACUTE + _DOT
_LETTER = r"[^\W\d_]"
# `hoà`, `khoẻ`, `thuý`: the tone goes to the first vowel where no letter follows; `quý` is qu + y and stays.
_TONE_TOO_LATE = re.compile(rf"(o)([àảãáạèẻẽéẹ])(?!{_LETTER})|(?<!q)(u)([ỳỷỹýỵ])(?!{_LETTER})", re.IGNORECASE)
# `hòan`, `hùynh`, `qúy`: a slip; the tone goes to the second vowel.
_TONE_TOO_EARLY = re.compile(
    rf"([òỏõóọ])([ae])(?={_LETTER})|([ùủũúụ])(y)(?={_LETTER})|(?<=q)([ùủũúụ])([aăâeêoơôy]|(?-i:[iI]))",
    re.IGNORECASE,
)

# `lý` = `lí`, `quỳnh` = `quình`: after h k l m n s t th v, where nothing follows, and after qu. The letters y
# come first, so that the search runs from one to the next.
_Y, _I = "yỳỷỹýỵYỲỶỸÝỴ", "iìỉĩíịIÌỈĨÍỊ"
_ALONE = r"(?<![^\W_])"
_Y_FOR_I = re.compile(
    rf"[{_Y}](?:(?:(?<={_ALONE}[hklmnstvHKLMNSTV].)|(?<={_ALONE}[tT][hH].))(?![^\W_])"
    rf"|(?<={_ALONE}[qQ][uU].)(?=(?i:nh|ch|n|t|p)?(?![^\W_])))"
)
_TO_I = str.maketrans(_Y, _I)

_WORD = re.compile(r"(?<![^\W_])[A-Za-z](?:\+\+|#)|[^\W_]+")

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_OTHER_MARK = "6"
# Letters of other languages that no decomposition takes apart, where the Unicode collation (DUCET) has them.
_AMONG = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ð": "d", "ħ": "h"}
_PRIMARY_LENGTH, _TONE_LENGTH = 250, 149


MOST_MARKS = 30
_LONG_RUN = re.compile(rf"[^\w\s]{{{MOST_MARKS + 1},}}")  # of marks or other signs


class Word(NamedTuple):
    """A word as it stands in its text: `text[start:end]`."""

    text: str
    start: int
    end: int


def composed(text: str) -> str:
    """`text` in NFC, of more than 30 marks in a row the first 30.

    So many the Stream-Safe Text Format allows (UAX #15 §13); to bring a run of them into order takes the
    square of its length, for 100,000 marks minutes in which no other thread runs.
    """
    return unicodedata.normalize("NFC", _LONG_RUN.sub(_few_marks, text))


def _few_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def nfc(text: str) -> str:
    """One clean line: NFC, runs of white space (line ends, tabs) as one space, no control characters."""
    if text.isprintable():
        text = " ".join(text.split())
        return text if text.isascii() else composed(text)
    kept = (c for c in text if c.isspace() or c in _KEPT or unicodedata.category(c) not in _DROPPED)
    return composed(" ".join("".join(kept).split()))


class _Folding(dict[int, str]):
    """Code point → its letter in lower case without marks, worked out when first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        apart = unicodedata.normalize("NFD", character)
        base = apart[0]
        if not all(map(unicodedata.combining, apart[1:])):
            base = character  # a Hangul syllable falls into letters, not into a letter and marks
        lower = base.lower()
        plain = lower if len(lower) == 1 else base
        self[code] = _STROKED.get(plain, plain)
        return self[code]


_folding = _Folding()


def fold(text: str) -> str:
    """Lower case, marks off, đ → d; exactly one character out for one in, so that places in both agree.

    Hence what would need two letters stays as it is (ß, æ, the ligature ﬁ), İ becomes i, and a mark that
    NFC could not join to its letter stays where it stands. Give it NFC text.
    """
    return text.translate(_folding)


def _tone_moved(match: re.Match[str]) -> str:
    pair = unicodedata.normalize("NFD", match.group())
    tone = next(c for c in pair if c in _TONES)
    first, second = (c for c in unicodedata.normalize("NFC", pair.replace(tone, "")))
    tone_was_second = match.group()[0] == first
    return unicodedata.normalize("NFC", first + tone + second if tone_was_second else first + second + tone)


def tone_normal(text: str) -> str:
    """NFC with one tone placement: hoà → hòa, thuý → thúy, khoẻ → khỏe; slips too: hòan → hoàn, qúy → quý.

    As long as the NFC text it is given.
    """
    text = composed(text)
    if text.isascii():
        return text
    return _TONE_TOO_EARLY.sub(_tone_moved, _TONE_TOO_LATE.sub(_tone_moved, text))


def i_normal(text: str) -> str:
    """One letter where y and i write the same syllable: lý → lí, Mỹ → Mĩ, quỳnh → quình, ky → ki.

    As long as the text, and only there: `thúy` and `thúi`, `tay` and `tai` differ, `y tế` and `Phần I` stay.
    Give it the text that `tone_normal` gives.
    """
    return _Y_FOR_I.sub(lambda y: y[0].translate(_TO_I), text)


def words(text: str) -> list[Word]:
    """Syllables, numbers and words of other scripts in order; hyphens split, `C++` and `C#` are words."""
    return [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=4096)
def _place(character: str) -> tuple[str, str]:
    """Place in the alphabet, two for æ, and as many tones.

    0 ngang, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng, 6 another mark.
    """
    if character in _PLACE:
        return _PLACE[character], "0"
    if character in _AMONG:
        letters = _AMONG[character]
        return "".join(_PLACE[letter] for letter in letters), _OTHER_MARK * len(letters)
    apart = unicodedata.normalize("NFD", character)
    letter, tone = apart[0], "0"
    for mark in apart[1:]:
        with_mark = unicodedata.normalize("NFC", letter + mark)
        if with_mark in _PLACE:
            letter = with_mark
        else:
            tone = str(_TONES.index(mark) + 1) if mark in _TONES else _OTHER_MARK
    if letter not in _PLACE and tone == _OTHER_MARK:
        return character, "0"
    return _PLACE.get(letter, letter), tone


def sort_key(text: str) -> str:
    """Key whose plain comparison by code point is Vietnamese alphabetical order; at most 400 characters.

    First the letters of the whole text (A Ă Â B C D Đ E Ê … U Ư V …; words before longer words, digits before
    letters, other scripts last, punctuation only parts words), then its tones, letter by letter (ngang,
    huyền, hỏi, ngã, sắc, nặng). The letters are written as codes from `A` on, words parted by `-`.
    """
    primary: list[str] = []
    tones: list[str] = []
    for word in words(tone_normal(text).casefold()):
        if primary:
            primary.append("-")
            tones.append("0")
        for place, tone in map(_place, unicodedata.normalize("NFC", word.text)):
            primary.append(place)
            tones.append(tone)
    second = "".join(tones[:_PRIMARY_LENGTH])[:_TONE_LENGTH].rstrip("0")
    return "".join(primary)[:_PRIMARY_LENGTH] + (" " + second if second else "")
