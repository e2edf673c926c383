"""The keys that type a text, for tests and measurements."""

import re
from unicodedata import normalize

from catalog.syllables import TONES, is_syllable
from catalog.vietnamese import composed


def _keyboard(keys: str) -> dict[str, str]:
    return dict(zip("âăđêôơư", keys.split(), strict=True))


_TELEX_KEYS = _keyboard("aa aw dd ee oo ow uw") | {"oo": "oo"}  # the second o of oo, which else would be ô
_VNI_KEYS = _keyboard("a6 a8 d9 e6 o6 o7 u7")
_VIQR_KEYS = _keyboard("a^ a( dd e^ o^ o+ u+")
_MARKED_WORD = re.compile(r"(?=[^\W\d_]*[^\W\d_a-zA-Z])[^\W\d_]+")


def to_telex(text: str) -> str:
    """The keys that type `text`, a tone at the end of its syllable; words without marks stay as they are."""
    to_keys = [str.maketrans("12345", keys) for keys in ("frxsj", "FRXSJ")]

    def keys(match: re.Match[str]) -> str:
        typed = _typed(match[0], _TELEX_KEYS, "12345")
        tones = "".join(filter(str.isdigit, typed))
        if is_syllable(match[0]):
            typed = typed.replace(tones, "") + tones if tones else typed
        return typed.translate(to_keys[match[0].isupper() and len(match[0]) > 1])

    return _MARKED_WORD.sub(keys, composed(text))


def to_vni(text: str) -> str:
    """The keys that type `text`, every mark behind its letter; words without marks stay as they are."""
    return _MARKED_WORD.sub(lambda word: _typed(word[0], _VNI_KEYS, "23415"), composed(text))


def to_viqr(text: str) -> str:
    """The keys that type `text` (RFC 1456); words without marks stay as they are."""
    return _MARKED_WORD.sub(lambda word: _typed(word[0], _VIQR_KEYS, "`?~'."), composed(text))


def _typed(word: str, marked: dict[str, str], tones: str) -> str:
    """The keys of a word, those of its tones (in the order of TONES) behind their letters."""
    typed, before = [], ""
    for letter in word:
        apart = normalize("NFD", letter)
        tone = next((mark for mark in TONES[1:] if mark in apart), "")
        plain = normalize("NFC", apart.replace(tone, "")) if tone else letter
        low = plain.lower()
        keys = marked.get(before + low) or marked.get(low, low)
        typed.append(keys.upper() if plain.isupper() else keys)
        typed.append(tones[TONES.index(tone) - 1] if tone else "")
        before = low
    return "".join(typed)
