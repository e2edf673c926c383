"""A text that may be keystrokes: which of its words are decoded, and how sure that is."""

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import chain, pairwise

from catalog.keystrokes.foreign import FOREIGN_WORDS
from catalog.keystrokes.words import TELEX, VIQR, VNI, Method
from catalog.syllables import is_syllable, is_unmarked
from catalog.vietnamese import composed, fold

_LONGEST_CODE = 4
_INITIALS = re.compile(r"[A-Z]\.|[A-Z](?:\.[A-Z])+\.?")
_ABBREVIATION = re.compile(r"\w(?:\.\w)*\.?")
_LETTER = re.compile(r"[A-Za-z]\d|AA|EE|OO")
_OPERATOR = "OR"
_ANY_WORD = re.compile(r"[^\W_]+")


class _Doubt(IntEnum):
    """How likely it is that a word that can be keystrokes is meant as it stands."""

    NONE = 0
    WORD = 1
    """It is also a word of another language (`moon`), a syllable as it stands (`xoong`), or it is `A4`."""
    FOREIGN = 2
    """Such a word among words that are not Vietnamese."""
    CODE = 3
    """A few capitals among small letters, or initials: GIS, A.N."""


@dataclass(frozen=True)
class _Hit:
    """A word of the text that can be keystrokes, and what they type."""

    start: int
    end: int
    typed: str
    doubt: _Doubt


def _hits(text: str, method: Method) -> list[_Hit]:
    mixed = not text.isupper()
    found = []
    for match in method.word.finditer(text):
        keys = match[0]
        if keys == _OPERATOR:
            continue
        if typed := method.read(keys):
            found.append(_Hit(match.start(), match.end(), typed, _doubt(keys, mixed=mixed)))
        elif typed := method.read_loan(keys):
            found.append(_Hit(match.start(), match.end(), typed, _Doubt.WORD))
    return _in_context(text, found) if method is TELEX else found


def _doubt(keys: str, *, mixed: bool) -> _Doubt:
    if _LETTER.fullmatch(keys):
        return _Doubt.WORD
    code = mixed and keys.isupper() and keys.isalnum() and len(keys) <= _LONGEST_CODE
    if code or _INITIALS.fullmatch(keys):
        return _Doubt.CODE
    return _Doubt.WORD if keys.lower() in FOREIGN_WORDS or is_syllable(keys) else _Doubt.NONE


def _in_context(text: str, hits: list[_Hit]) -> list[_Hit]:
    """Doubtful words next to foreign words, and to no Vietnamese one, become foreign themselves."""
    at = {hit.start: hit for hit in hits}
    if not any(hit.doubt is _Doubt.WORD for hit in hits):
        return hits
    words = list(_ANY_WORD.finditer(text))
    kinds = [_is_vietnamese(word[0], at.get(word.start())) for word in words]
    around: dict[int, set[bool | None]] = {word.start(): set() for word in words}
    for (first, kind), (second, other) in pairwise(zip(words, kinds, strict=True)):
        if text[first.end() : second.start()].isspace():
            around[first.start()].add(other)
            around[second.start()].add(kind)
    for hit in hits:
        if hit.doubt is _Doubt.WORD and False in around[hit.start] and True not in around[hit.start]:
            at[hit.start] = replace(hit, doubt=_Doubt.FOREIGN)
    return list(at.values())


def _is_vietnamese(word: str, hit: _Hit | None) -> bool | None:
    """None where nobody can tell: numbers, single letters, abbreviations, doubtful words."""
    if hit:
        return True if hit.doubt is _Doubt.NONE else None
    if len(word) == 1 or not word.isalpha() or word.isupper():
        return None
    return is_unmarked(fold(word))


def _reading(text: str, hits: list[_Hit], most: _Doubt) -> str:
    parts, end = [], 0
    for hit in hits:
        if hit.doubt <= most:
            parts += [text[end : hit.start], hit.typed]
            end = hit.end
    return "".join(parts) + text[end:]


def _all_readings(text: str, hits: list[_Hit]) -> list[str]:
    orders = (_Doubt.WORD, _Doubt.NONE, _Doubt.FOREIGN, _Doubt.CODE)
    return [_reading(text, hits, most) for most in orders]


_OPENING_QUOTE = re.compile(r"(?<!\w)['‘’]")
_SURELY_VIQR = re.compile(r"[\^~`+]|[(*'’?.][\w^~`]")
_ESCAPED = re.compile(r"\\(?=[\^(+*'’`?~.dD\\])")
_SENTENCE_END = re.compile(r"([.?](?=\s+[^\W\d_a-z]|\s*$))")


def _viqr_hits(text: str) -> list[_Hit]:
    """Nothing where the signs may all be punctuation: behind words, or between initials."""
    hits = _hits(text, VIQR)
    quoted = _OPENING_QUOTE.search(text)
    for hit in hits:
        keys = text[hit.start : hit.end]
        sure = _SURELY_VIQR.search(keys) or (not quoted and keys.endswith(("'", "’")))
        if sure and not _ABBREVIATION.fullmatch(keys):
            return hits
    return []


def _viqr_readings(text: str, hits: list[_Hit]) -> list[str]:
    """In the second, signs at the end of what may be a sentence are punctuation."""
    if not hits:
        return []
    pieces = _SENTENCE_END.split(text)
    pieces[::2] = [_reading(piece, _hits(piece, VIQR), _Doubt.WORD) for piece in pieces[::2]]
    first, *others = _all_readings(text, hits)
    return [_ESCAPED.sub("", reading) for reading in (first, "".join(pieces), *others)]


def readings(text: str) -> list[str]:
    """What else a text can be if it is keystrokes, the likeliest first; none where that makes no sense.

    For each way of typing first with all words that can well be keystrokes, then without those that are also
    words of other languages, then with words among foreign ones, then with abbreviations and codes. All that
    is not keystrokes stays as it is. NFC.
    """
    text = composed(text)
    viqr, vni, telex = _viqr_hits(text), _hits(text, VNI), _hits(text, TELEX)
    ways = [
        (viqr, _viqr_readings(text, viqr)),
        (vni, _all_readings(text, vni)),
        (telex, _all_readings(text, telex)),
    ]
    ways.sort(key=lambda way: -sum(1 for hit in way[0] if hit.doubt is _Doubt.NONE))
    found = dict.fromkeys(chain.from_iterable(made for _, made in ways))
    return [reading for reading in found if reading != text]
