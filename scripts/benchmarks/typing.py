"""How people type a Vietnamese text: keystrokes, marks left out or placed otherwise, slips of the finger.

Written from the keystroke tables alone and apart from `catalog`, so that it can bear witness against it:
Telex and VNI as input methods have them, VIQR as RFC 1456 has it.
"""

import re
import unicodedata
from random import Random

WORD = re.compile(r"[^\W_]+")
_VOWELS = re.compile("[aeiouy]+")

_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_QUALITIES = (_CIRCUMFLEX, _BREVE, _HORN)
_TONES = "\u0300\u0301\u0309\u0303\u0323"
"""Huyền, sắc, hỏi, ngã, nặng."""
_TELEX_TONES = dict(zip(_TONES, "fsrxj", strict=True))
_VNI_TONES = dict(zip(_TONES, "21345", strict=True))
_VIQR_TONES = dict(zip(_TONES, "`'?~.", strict=True))
_VNI_QUALITIES = {_CIRCUMFLEX: "6", _BREVE: "8", _HORN: "7"}
_VIQR_QUALITIES = {_CIRCUMFLEX: "^", _BREVE: "(", _HORN: "+"}


def unmarked(text: str) -> str:
    """The text with the case it has and without marks."""
    apart = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D")


def decomposed(text: str) -> str:
    """The text in NFD, as macOS writes it."""
    return unicodedata.normalize("NFD", text)


def has_marks(text: str) -> bool:
    """Whether it is Vietnamese that loses something without marks."""
    return unmarked(text) != unicodedata.normalize("NFC", text)


def is_vietnamese(text: str) -> bool:
    """Whether most words with marks can be one syllable: nobody types French with a Vietnamese keyboard."""
    marked = [word for word in WORD.findall(text) if has_marks(word)]
    syllables = [word for word in marked if len(_VOWELS.findall(unmarked(word).lower())) == 1]
    return len(syllables) * 2 > len(marked)


def _letters(word: str, *, one_horn: bool = False) -> list[tuple[str, str, str]]:
    """Base letter, quality and tone of each letter of a word; `đ` is its own base letter.

    With `one_horn` the first horn of `ươ` is left out before another letter, as in `nuowcs`.
    """
    letters = []
    for character in unicodedata.normalize("NFC", word):
        apart = unicodedata.normalize("NFD", character)
        base, marks = apart[0], apart[1:]
        quality = next((mark for mark in marks if mark in _QUALITIES), "")
        tone = next((mark for mark in marks if mark in _TONES), "")
        letters.append((base, quality, tone))
    for at in range(len(letters) - 2 if one_horn else 0):
        first, second = letters[at], letters[at + 1]
        if first[0] in "uU" and second[0] in "oO" and first[1] == second[1] == _HORN:
            letters[at] = (first[0], "", first[2])
    return letters


def _like(case_of: str, keys: str, *, loud: bool) -> str:
    """Keys in capitals only where the whole word is: nobody holds the shift key for the mark alone."""
    return keys.upper() if loud and case_of.isupper() else keys


def telex(text: str, *, tone_last: bool = True, one_horn: bool = False) -> str:
    """`Truyện Kiều` → `Truyeenj Kieeuf`; without `tone_last` each tone's key follows its letter."""
    return WORD.sub(
        lambda word: _telex_word(word[0], tone_last, one_horn), unicodedata.normalize("NFC", text)
    )


def _telex_word(word: str, tone_last: bool, one_horn: bool) -> str:
    loud = len(word) > 1 and word.isupper()
    keys, last = [], ""
    for base, quality, tone in _letters(word, one_horn=one_horn):
        plain = {"đ": "d", "Đ": "D"}.get(base, base)
        mark = "d" if base in "đĐ" else plain.lower() if quality == _CIRCUMFLEX else "w" if quality else ""
        keys.append(plain + _like(plain, mark, loud=loud))
        stroke = _like(plain, _TELEX_TONES.get(tone, ""), loud=loud)
        if tone_last:
            last = last or stroke
        else:
            keys.append(stroke)
    return "".join(keys) + last


def vni(text: str, *, tone_last: bool = False, one_horn: bool = False) -> str:
    """`Truyện Kiều` → `Truye65n Kie62u`; with `tone_last` → `Truye6n5 Kie6u2`."""
    return WORD.sub(lambda word: _vni_word(word[0], tone_last, one_horn), unicodedata.normalize("NFC", text))


def _vni_word(word: str, tone_last: bool, one_horn: bool) -> str:
    keys, last = [], ""
    for base, quality, tone in _letters(word, one_horn=one_horn):
        keys.append({"đ": "d9", "Đ": "D9"}.get(base, base) + _VNI_QUALITIES.get(quality, ""))
        if tone_last:
            last = last or _VNI_TONES.get(tone, "")
        else:
            keys.append(_VNI_TONES.get(tone, ""))
    return "".join(keys) + last


def viqr(text: str) -> str:
    """`Truyện Kiều` → ``Truye^.n Kie^`u``."""
    return WORD.sub(lambda word: _viqr_word(word[0]), unicodedata.normalize("NFC", text))


def _viqr_word(word: str) -> str:
    return "".join(
        {"đ": "dd", "Đ": "DD"}.get(base, base) + _VIQR_QUALITIES.get(quality, "") + _VIQR_TONES.get(tone, "")
        for base, quality, tone in _letters(word)
    )


def other_placement(text: str) -> str:
    """The tone of `oa`, `oe`, `uy` at the end of a word on the other of the two letters: hòa ↔ hoà."""
    return WORD.sub(lambda word: _other_placement(word[0]), unicodedata.normalize("NFC", text))


def _other_placement(word: str) -> str:
    letters = _letters(word)
    if len(letters) < 2:  # noqa: PLR2004 - two vowels
        return word
    (first, one, early), (second, two, late) = letters[-2:]
    pair = (first + second).lower()
    after_q = pair == "uy" and unmarked(word[-3:-2]).lower() == "q"
    if pair not in ("oa", "oe", "uy") or one or two or bool(early) == bool(late) or after_q:
        return word
    tone = early or late
    moved = first + second + tone if early else first + tone + second
    return unicodedata.normalize("NFC", word[:-2] + moved)


def _slipping(text: str, random: Random) -> re.Match[str] | None:
    """A word of four or more letters; none if there is none."""
    long = [word for word in WORD.finditer(text) if len(word[0]) > 3 and word[0].isalpha()]  # noqa: PLR2004
    return random.choice(long) if long else None


def dropped(text: str, random: Random) -> str:
    """One letter missing in a word of four or more; the same text if it has none."""
    word = _slipping(unicodedata.normalize("NFC", text), random)
    if word is None:
        return text
    at = random.randrange(word.start(), word.end())
    return word.string[:at] + word.string[at + 1 :]


def doubled(text: str, random: Random) -> str:
    """One letter typed twice in a word of four or more; the same text if it has none."""
    word = _slipping(unicodedata.normalize("NFC", text), random)
    if word is None:
        return text
    at = random.randrange(word.start(), word.end())
    return word.string[: at + 1] + word.string[at:]


def swapped(text: str, random: Random) -> str:
    """Two neighbours in the wrong order in a word of four or more; the same text if there are none."""
    word = _slipping(unicodedata.normalize("NFC", text), random)
    if word is None:
        return text
    whole = word.string
    at = random.randrange(word.start(), word.end() - 1)
    return whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
