"""Which strings are Vietnamese syllables: initials × rhymes × tones, by the rules of the orthography.

The rules say more than the dictionaries hold (`ngoáp`, `tuôp`): a yes means "could be one"; a no is sure but
for names in the other languages of the country, of which only the commonest places are known.
"""

import re
from collections.abc import Iterator
from unicodedata import normalize

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""Combining marks in the order of the dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng."""

_INITIALS = "b ch d đ h kh l m n nh p ph r s t th tr v x"
# The same sound is written by the letter that follows: before e, ê, i, y and before the others.
_FRONT_INITIALS, _BACK_INITIALS = ("k", "gh", "ngh"), ("c", "g", "ng")
_FRONT = "eêiy"
_SIMPLE = (
    "a ai ay ao au am ap an at ang ac anh ach ăm ăp ăn ăt ăng ăc ây âu âm âp ân ât âng âc "
    "e eo em ep en et eng ec ê êu êm êp ên êt ênh êch i iu im ip in it inh ich ia iêu "
    "iêm iêp iên iêt iêng iêc "
    "o oi om op on ot ong oc oong ooc ô ôi ôm ôp ôn ôt ông ôc ơ ơi ơm ơp ơn ơt "
    "u ui um up un ut ung uc ua uôi uôm uôn uôt uông uôc "
    "ư ưi ưu ưm ưn ưt ưng ưc ưa ươi ươu ươm ươp ươn ươt ương ươc"
)
_ROUNDED = (
    "oa oai oay oao oam oap oan oat oang oac oanh oach oăm oăp oăn oăt oăng oăc oe oeo oem oen oet "
    "uây uân uât uâng uê uêu uên uêt uênh uêch uy uya uyu uyn uyt uyp uynh uych uyên uyêt"
)
_AFTER_QU = (
    "a ai ay ao au am ap an at ang ac anh ach ăm ăp ăn ăt ăng ăc ây ân ât âng âc e eo em ep en et "
    "ê êu ên êt ênh êch i iu in ip it inh ich ơ ơn ơt ôc y yn yp yt ynh ych yên yêt"
)
_NO_INITIAL_YE = "yêm yên yêt yêng yêu"
_WITH_Y = "h k l m n s t th v"
_OPEN_UO = "huơ khuơ thuơ"
_GI_JOINED = "gi giê gim gin gip git gich giêm giên giêt giêng giêc giêu"
_NAMES = ("đăk", "đắk", "lăk", "lắk", "kon", "kông", "krông")

_VOWELS = "aăâeêioôơuưy"
_PARTS = re.compile(rf"(qu|gi(?=[{_VOWELS}])|[^{_VOWELS}]*)([{_VOWELS}]+)([a-z]*)")
_MARKS_OFF = str.maketrans("ăâđêôơư", "aadeoou")
_BOTH_PLACES = ("oa", "oe", "uy")
_STOPS = ("c", "ch", "p", "t")
_TONE_NUMBERS, _STOPPED = (1, 2, 3, 4, 5), (4, 5)
_TONED = {
    (letter, number): normalize("NFC", letter + tone)
    for letter in _VOWELS
    for number, tone in enumerate(TONES)
}


def _without_tones() -> Iterator[str]:
    rounded = _ROUNDED.split()
    for rhyme in (*_SIMPLE.split(), *rounded):
        if not rhyme.startswith("iê"):
            yield rhyme
        yield from (initial + rhyme for initial in _INITIALS.split())
        if rhyme[0] in _FRONT:
            yield from (initial + rhyme for initial in _FRONT_INITIALS)
        else:
            yield from (
                initial + rhyme for initial in _BACK_INITIALS if initial != "c" or rhyme not in rounded
            )
            yield "gi" + rhyme
    yield from ("qu" + rhyme for rhyme in _AFTER_QU.split())
    yield from (initial + "y" for initial in _WITH_Y.split())
    yield from f"y {_NO_INITIAL_YE} {_GI_JOINED} {_OPEN_UO}".split()


def _tone_places(plain: str) -> tuple[int, ...]:
    """Where the tone stands: one place, or for open oa, oe, uy the traditional and the new one."""
    parts = _PARTS.fullmatch(plain)
    assert parts is not None, plain  # noqa: S101 - a slip in the tables above
    _, vowels, coda = parts.groups()
    start = parts.start(2)
    marked = [place for place, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    if marked:
        return (start + marked[-1],)
    if len(vowels) == 1:
        return (start,)
    if not coda and vowels in _BOTH_PLACES:
        return (start, start + 1)
    return (start + 1,) if coda or len(vowels) > 2 else (start,)  # noqa: PLR2004 - oai, uyu


_PLACES = {plain: _tone_places(plain) for plain in _without_tones()}


def _all_placements() -> Iterator[str]:
    yield from _NAMES
    for plain, places in _PLACES.items():
        stopped = plain.endswith(_STOPS)
        if not stopped:
            yield plain
        for place in places:
            start, end = plain[:place], plain[place + 1 :]
            yield from (
                start + _TONED[plain[place], tone] + end for tone in (_STOPPED if stopped else _TONE_NUMBERS)
            )


# All of them as strings are 3 MB, and the answer to a question takes 0.1 µs; taking words apart takes 4.
_SYLLABLES = frozenset(_all_placements())


def is_syllable(word: str) -> bool:
    """Whether a word in NFC, of any case, could be a Vietnamese syllable in either tone placement."""
    return word.lower() in _SYLLABLES


_UNMARKED = frozenset(plain.translate(_MARKS_OFF) for plain in (*_PLACES, *_NAMES))


def is_unmarked(word: str) -> bool:
    """Whether a word in lower case is a syllable without any of its marks: `truyen`, `duong`, `bac`."""
    return word in _UNMARKED


def with_tone(plain: str, tone: int) -> str:
    """The syllable of `plain` (lower case, no tone) with the tone TONES[tone]; empty if there is no such one.

    The tone of open oa, oe and uy stands at its traditional place: hòa, khỏe, thúy.
    """
    places = _PLACES.get(plain)
    if places is None:
        word = normalize("NFC", plain.replace("ă", "ă" + TONES[tone])) if tone else plain
    else:
        word = plain[: places[0]] + _TONED[plain[places[0]], tone] + plain[places[0] + 1 :]
    return word if word in _SYLLABLES else ""


def syllables() -> Iterator[str]:
    """All of them, in lower case, each in the tone placement of `with_tone`."""
    for plain in _PLACES:
        yield from filter(None, (with_tone(plain, tone) for tone in range(len(TONES))))
    yield from _NAMES
