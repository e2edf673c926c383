"""The language of a text, by what it says and not by what its file declares.

Vietnamese shows itself by letters that no other language uses; for the rest py3langid's model decides
among the languages that a ward library in Việt Nam may own.
"""

import unicodedata
from functools import cache
from importlib import import_module
from typing import Protocol, cast

SAMPLE = 20_000  # characters looked at
TOO_FEW_LETTERS = 20
VIETNAMESE_SHARE = 0.06  # of all letters; Vietnamese prose has about 0.2
SURE = 0.5
LANGUAGES = (
    "vi en fr de es it pt nl ru zh ja ko th lo km id ms la pl cs sv da fi hu ro el tr ar hi he uk".split()  # noqa: SIM905
)
OWN_MARKS = frozenset("\u031b\u0309\u0323")  # horn, hook above, dot below


class _Model(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@cache
def _model() -> _Model:
    """py3langid restricted to LANGUAGES: half a second and 30 MB, hence only when needed."""
    langid = import_module("py3langid.langid")
    model = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    model.set_languages(LANGUAGES)
    return cast("_Model", model)


@cache
def _vietnamese_alone(letter: str) -> bool:
    """Whether the letter belongs to Vietnamese: ơ, ư, a tone that others lack, or two marks on a vowel.

    ă, â, ê, ô and đ are not enough: Romanian, French and Croatian have them too.
    """
    base, *marks = list(unicodedata.normalize("NFD", letter))
    return base in "aeiouy" and (len(marks) > 1 or not OWN_MARKS.isdisjoint(marks))


def detect(text: str) -> str | None:
    """The BCP 47 base code ("vi", "en") of `text`; None when it is too short or nothing is clear."""
    sample = unicodedata.normalize("NFC", text[:SAMPLE]).lower()
    letters = [letter for letter in sample if letter.isalpha()]
    if len(letters) < TOO_FEW_LETTERS:
        return None
    own = sum(_vietnamese_alone(letter) for letter in letters if letter > "\x7f")
    if own >= VIETNAMESE_SHARE * len(letters):
        return "vi"
    language, confidence = _model().classify(sample)
    return language if confidence >= SURE else None
