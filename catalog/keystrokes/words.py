"""The keys of one word, as Telex, VNI and VIQR (RFC 1456) have them, and the syllable that they type.

The marks may stand right behind their letter or at the end of the word, as the keyboards allow. What the keys
mean is told by the syllables of the language alone: of all letters that a mark can go to, it goes to the one
that makes a syllable.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalog.syllables import is_unmarked, with_tone

_VOWELS = frozenset("aeiouy")
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HOOKED = {"a": "ă", "o": "ơ", "u": "ư"}


@dataclass(slots=True)
class _Keys:
    """What the keys of one word ask for. The methods say whether a keyboard would take one more."""

    letters: str = ""
    """Lower case, without marks."""
    circumflex: str = ""
    """Letters of which one gets the circumflex."""
    hook: str = ""
    """Letters of which one gets horn or breve; `uo` may get both horns."""
    stroke: bool = False
    tone: int = 0
    doubled: bool = False
    """Whether a letter was typed once more to stay as it is: xooong."""

    def add_letter(self, letter: str) -> bool:
        self.letters += letter
        return True

    def add_tone(self, tone: int) -> bool:
        if self.tone or not self.has_vowel:
            return False
        self.tone = tone
        return True

    def add_circumflex(self, letters: str) -> bool:
        self.circumflex = letters
        return any(letter in self.letters for letter in letters)

    def add_hook(self, letters: str) -> bool:
        self.hook = letters
        return any(letter in self.letters for letter in letters)

    def add_stroke(self) -> bool:
        again, self.stroke = self.stroke, True
        return self.letters.startswith("d") and not again

    @property
    def has_vowel(self) -> bool:
        return not _VOWELS.isdisjoint(self.letters)

    @property
    def has_marks(self) -> bool:
        return bool(self.circumflex or self.hook or self.stroke or self.tone or self.doubled)


_Step = Callable[[_Keys, str], bool]
"""Takes one more key; False where no keyboard would."""

_TELEX_TONES = {key: tone for tone, key in enumerate("frxsj", 1)}
_VNI_TONES = {key: tone for tone, key in enumerate("23415", 1)}
_VIQR_TONES = {key: tone for tone, key in enumerate("`?~'.", 1)} | {"’": 4}


def _telex(keys: _Keys, key: str) -> bool:
    if key in _TELEX_TONES and keys.has_vowel:
        return keys.add_tone(_TELEX_TONES[key])
    if key == "w":
        return _telex_w(keys)
    if key == "d" and keys.letters:
        return keys.add_stroke()
    if key in _CIRCUMFLEX and key in keys.letters:
        return _telex_again(keys, key)
    return keys.add_letter(key)


def _telex_w(keys: _Keys) -> bool:
    """A mark for u, o or a; ư where none of them stands before it; twice only in `uwow`."""
    if keys.hook:
        return "uo" in keys.letters
    return keys.add_hook("uoa") or keys.add_letter("u")


def _telex_again(keys: _Keys, key: str) -> bool:
    """A vowel for the second time is its circumflex, for the third (`xooong`: xoong) a letter."""
    if keys.circumflex == key and keys.letters.endswith(key):
        keys.circumflex, keys.doubled = "", True
        return keys.add_letter(key)
    return not keys.circumflex and keys.add_circumflex(key)


def _telex_without_circumflex(keys: _Keys, key: str) -> bool:
    """For `ngoeof`: ngoèo, in which the second o is a letter."""
    return keys.add_letter(key) if key in _CIRCUMFLEX else _telex(keys, key)


def _vni(keys: _Keys, key: str) -> bool:
    if key in _VNI_TONES:
        return keys.add_tone(_VNI_TONES[key])
    if key == "6":
        return keys.add_circumflex("aeo")
    if key in "78":
        return keys.add_hook("uo" if key == "7" else "a")
    return keys.add_stroke() if key == "9" else keys.add_letter(key)


def _viqr(keys: _Keys, key: str) -> bool:
    if key in _VIQR_TONES:
        return keys.add_tone(_VIQR_TONES[key])
    if key == "^":
        return keys.add_circumflex("aeo")
    if key in "+*(":
        return keys.add_hook("a" if key == "(" else "uo")
    return keys.add_stroke() if key == "d" and keys.letters else keys.add_letter(key)


def _shapes(keys: _Keys) -> Iterator[str]:
    """The letters with the marks at each place where they can be."""
    letters = "đ" + keys.letters[1:] if keys.stroke else keys.letters
    if not (keys.circumflex or keys.hook):
        yield letters
    if "uo" in keys.letters and keys.hook.startswith("uo"):
        yield letters.replace("uo", "ươ", 1)
        yield letters.replace("uo", "uơ", 1)
    for marked, wanted in ((_CIRCUMFLEX, keys.circumflex), (_HOOKED, keys.hook)):
        for place, letter in enumerate(letters):
            if letter in wanted:
                yield letters[:place] + marked[letter] + letters[place + 1 :]


def _read(word: str, step: _Step) -> str:
    keys = _Keys()
    if not all(step(keys, key) for key in word.lower()):
        return ""
    if not keys.has_marks or (keys.circumflex and keys.hook):
        return ""
    found = next(filter(None, (with_tone(shape, keys.tone) for shape in _shapes(keys))), "")
    only_stroke = keys.stroke and not (keys.circumflex or keys.hook or keys.tone)
    return "đ" + keys.letters[1:] if not found and only_stroke and is_unmarked(keys.letters) else found


_LONGEST = 12
"""Keys of a syllable; `d9u7o7ng2` has 9."""
_LONGEST_JOINED = 20
_MOST_PARTS = 4


@dataclass(frozen=True)
class Method:
    """A way to type: which strings can be the keys of one word, and what each key does."""

    word: re.Pattern[str]
    steps: tuple[_Step, ...]
    stroked_d: str
    letter_marks: re.Pattern[str]
    """Keys of â ă đ ê ô ơ ư, without which a word of several syllables is rather a foreign one."""
    ends: str = ""
    """Keys that are also punctuation, left alone at a word's end where the word makes no sense with them."""

    def read(self, keys: str) -> str:
        """The syllable, and the signs behind it; empty where the keys make none."""
        word = keys
        while word and len(keys) - len(word) <= len(self.ends):
            if found := self._syllable(word):
                return _in_case_of(found, word) + keys[len(word) :]
            if word[-1] not in self.ends:
                return ""
            word = word[:-1]
        return ""

    def read_loan(self, keys: str) -> str:
        """A loan word written as one (`ootoo`: ôtô), or an abbreviation (`DDHQG`: ĐHQG); empty if neither."""
        low = keys.lower()
        if self.stroked_d in low and _VOWELS.isdisjoint(low):
            return (
                keys.replace(self.stroked_d, "đ").replace(self.stroked_d.upper(), "Đ")
                if keys.isalnum()
                else ""
            )
        if len(keys) > _LONGEST_JOINED or not self.letter_marks.search(low) or is_unmarked(low):
            return ""
        joined = self._joined(low, _MOST_PARTS)
        return "" if joined in ("", low) else _in_case_of(joined, keys)

    def _syllable(self, keys: str) -> str:
        return (
            next(filter(None, (_read(keys, step) for step in self.steps)), "")
            if len(keys) <= _LONGEST
            else ""
        )

    def _joined(self, keys: str, most: int) -> str:
        """Several syllables, some of them perhaps without marks, that together are the keys."""
        if not most or keys.startswith("w"):  # for ư: of that all www would be made
            return ""
        for end in range(min(len(keys), _LONGEST), 0, -1):
            part = keys[:end]
            found = self._syllable(part) or (part if is_unmarked(part) else "")
            if found and (end == len(keys) or (rest := self._joined(keys[end:], most - 1))):
                return found if end == len(keys) else found + rest
        return ""


def _in_case_of(word: str, keys: str) -> str:
    letters = [key for key in keys if key.isalpha()]
    if all(map(str.isupper, letters)):
        return word.upper()
    return word.capitalize() if letters[0].isupper() else word


_START, _END = r"(?<![^\W_])", r"(?![^\W_])"
_VIQR_SIGNS = "(+*'’`?~.^"

TELEX = Method(
    re.compile(rf"{_START}[A-Za-z]{{2,}}{_END}"),
    (_telex, _telex_without_circumflex),
    stroked_d="dd",
    letter_marks=re.compile("aa|ee|oo|dd|[aou]w"),
)
VNI = Method(
    re.compile(rf"{_START}[A-Za-z]+[1-9][A-Za-z1-9]*{_END}"),
    (_vni,),
    stroked_d="d9",
    letter_marks=re.compile("[6-9]"),
)
# Inside a word a sign follows a vowel or another sign: C.Ma'c, ta(ng(GTGT).
VIQR = Method(
    re.compile(
        rf"{_START}[A-Za-z](?:[A-Za-z]|(?<=[aeiouyAEIOUY{_VIQR_SIGNS}])[{_VIQR_SIGNS}]"
        rf"|[{_VIQR_SIGNS}](?![A-Za-z]))+{_END}"
    ),
    (_viqr,),
    stroked_d="dd",
    letter_marks=re.compile(r"[\^(+*]|dd"),
    ends=_VIQR_SIGNS,
)
