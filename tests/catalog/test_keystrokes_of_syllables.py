"""Every syllable of the language, typed in every habit, is read back from its keys."""

from collections.abc import Callable, Iterator
from itertools import islice
from unicodedata import normalize

import pytest

from catalog.keystrokes import readings
from catalog.syllables import syllables
from catalog.vietnamese import tone_normal

TONES = "\u0300\u0309\u0303\u0301\u0323"
HATS = "âăđêôơư"
TELEX = ("frxsj", dict(zip(HATS, ["aa", "aw", "dd", "ee", "oo", "ow", "uw"], strict=True)))
VNI = ("23415", dict(zip(HATS, ["a6", "a8", "d9", "e6", "o6", "o7", "u7"], strict=True)))
VIQR = ("`?~'.", dict(zip(HATS, ["a^", "a(", "dd", "e^", "o^", "o+", "u+"], strict=True)))


def apart(word: str) -> list[tuple[str, str]]:
    """Letters and tones: `ế` is (ê, acute)."""
    pairs = []
    for letter in word:
        marks = normalize("NFD", letter)
        tone = next((mark for mark in marks if mark in TONES), "")
        pairs.append((normalize("NFC", marks.replace(tone, "") if tone else marks), tone))
    return pairs


def after_the_vowel(word: str, tones: str, hats: dict[str, str]) -> str:
    return "".join(
        hats.get(letter, letter) + (tones[TONES.index(tone)] if tone else "") for letter, tone in apart(word)
    )


def tone_at_the_end(word: str, tones: str, hats: dict[str, str]) -> str:
    keys = "".join(hats.get(letter, letter) for letter, _ in apart(word))
    return keys + "".join(tones[TONES.index(tone)] for _, tone in apart(word) if tone)


def all_marks_at_the_end(word: str, tones: str, hats: dict[str, str]) -> str:
    hatted = [hats[letter][1] for letter, _ in apart(word) if letter in hats]
    letters = "".join(hats[letter][0] if letter in hats else letter for letter, _ in apart(word))
    # One key makes ươ of uo.
    marks = "".join(dict.fromkeys(hatted))
    return letters + marks + "".join(tones[TONES.index(tone)] for _, tone in apart(word) if tone)


def tone_first(word: str, tones: str, hats: dict[str, str]) -> str:
    return "".join(
        hats.get(letter, letter)[:1]
        + (tones[TONES.index(tone)] if tone else "")
        + hats.get(letter, letter)[1:]
        for letter, tone in apart(word)
    )


def one_w_for_uo(word: str, tones: str, hats: dict[str, str]) -> str:
    return tone_at_the_end(word, tones, hats).replace("uwow", "uow").replace("u7o7", "uo7")


@pytest.mark.parametrize(
    "habit", [after_the_vowel, tone_at_the_end, all_marks_at_the_end, tone_first, one_w_for_uo]
)
@pytest.mark.parametrize("keyboard", [TELEX, VNI, VIQR], ids=["Telex", "VNI", "VIQR"])
def test_every_syllable_comes_back(
    keyboard: tuple[str, dict[str, str]], habit: Callable[[str, str, dict[str, str]], str]
) -> None:
    lost = []
    for words in batched(syllables(), 50):
        keys = [habit(word, *keyboard) for word in words]
        if keyboard is TELEX:
            keys = [
                typed.replace("oo", "ooo") if "oo" in "".join(letter for letter, _ in apart(word)) else typed
                for word, typed in zip(words, keys, strict=True)
            ]
        back = readings(" ".join(keys))[0].split()
        lost += [
            each
            for each in zip(words, keys, back, strict=True)
            if tone_normal(each[0]) != tone_normal(each[2])
        ]
    assert lost == []


def batched(words: Iterator[str], size: int) -> Iterator[list[str]]:
    """Some words at a time: one alone can have too few signs to be VIQR."""
    while batch := list(islice(words, size)):
        yield batch
