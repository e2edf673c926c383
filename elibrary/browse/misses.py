"""Searches that found nothing: which of them the library may remember, and wishes for what it lacks."""

import re
from collections.abc import Sequence
from hashlib import blake2b

from catalog.errors import N_, Refusal
from catalog.identifiers import isbn13, issn8
from catalog.vietnamese import fold, nfc, words

LONGEST = 200
"""Characters of a text that are remembered; no title that somebody types is longer."""
MOST_WISHES = 20
"""Wishes that a device remembers to have sent."""

_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")
_NUMBER = re.compile(r"\d(?:[ .()/-]{0,2}\d)*(?:[ .-]?[Xx]\b)?")
_TELEPHONE = re.compile(r"0[35789]\d[^Xx]*")
"""How a mobile number begins; one in eleven has the check digit of an ISBN of ten digits."""
_SHORTEST_OF_PERSON = 9
"""Digits of a telephone number without its zero; identity cards have 9 or 12."""
_FEW = 5
"""Digits that mean nobody: a class, a law, a price."""


class NotATitle(Refusal):
    """A wish that is empty or looks like somebody's number or address."""

    status = 422
    message = N_(
        "Thư viện chưa ghi đề nghị này, vì ô tìm trống hoặc có số điện thoại, số giấy tờ hay địa chỉ thư "
        "điện tử. Hãy gõ nhan đề hoặc tên tác giả rồi gửi lại."
    )


def names_somebody(text: str) -> bool:
    """Whether a text may hold what belongs to one person: an e-mail address, a telephone or card number.

    A valid ISBN or ISSN and years are no such numbers.
    """
    if "@" in text:
        return True
    numbers = [run for run in _NUMBER.findall(_YEAR.sub(" ", text)) if not _is_standard(run)]
    digits = [len(re.sub(r"\D", "", number)) for number in numbers]
    letters = sum(character.isalpha() for character in text)
    return max(digits, default=0) >= _SHORTEST_OF_PERSON or (sum(digits) > _FEW and sum(digits) > letters)


def _is_standard(number: str) -> bool:
    return not _TELEPHONE.fullmatch(number) and bool(isbn13(number) or issn8(number))


def remembered(text: str) -> str:
    """The text as it may be remembered; empty where it says nothing or names somebody."""
    clean = nfc(text)
    return "" if not words(clean) or names_somebody(clean) else clean[:LONGEST].strip()


def wished(text: str) -> str:
    """The text of a wish. Raises NotATitle."""
    if not (kept := remembered(text)):
        raise NotATitle
    return kept


def folded(text: str) -> str:
    """What two ways of typing the same words have in common."""
    return " ".join(word.text for word in words(fold(text)))[:LONGEST]


def mark(text: str) -> str:
    """A short sign of a text, for the device to remember without the words."""
    return blake2b(folded(text).encode(), digest_size=6).hexdigest()


def with_mark(marks: Sequence[str], text: str) -> list[str]:
    """The marks of a device after one more wish."""
    return [*(one for one in marks if one != mark(text)), mark(text)][-MOST_WISHES:]
