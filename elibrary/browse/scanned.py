"""What a text means that a camera read or a person typed: a code of ours, words to search, or neither."""

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from catalog.codes import LENGTH, normalise

LONGEST = 2000
"""Characters that are looked at; a QR symbol holds at most 4,296."""

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:(?://)?\S", re.IGNORECASE)
_OURS = re.compile(r"/q/([^/]+)/?", re.IGNORECASE)


class Scanned(NamedTuple):
    """At most one of them is set."""

    code: str = ""
    """A code in its one form; whether it is the library's own, the database knows."""
    words: str = ""
    """To search: an ISBN, a barcode, a title."""
    address: str = ""
    """Leads elsewhere: shown, never followed."""
    mistyped: str = ""
    """Looks like a code, but its check does not hold."""


def understood(text: str) -> Scanned:
    """Read what was scanned or typed.

    An address counts as ours by its form alone, `/q/<CODE>`: only the code in it is used, and the library
    may have moved since the symbol was printed.
    """
    text = text.strip()[:LONGEST]
    if _ADDRESS.match(text):
        return _of_address(text)
    if code := normalise(text):
        return Scanned(code=code)
    return Scanned(mistyped=text) if _looks_like_a_code(text) else Scanned(words=text)


def _of_address(text: str) -> Scanned:
    try:
        path = urlsplit(text).path
    except ValueError:
        return Scanned(address=text)
    in_path = _OURS.fullmatch(path)
    code = normalise(unquote(in_path[1])) if in_path else None
    return Scanned(code=code) if code else Scanned(address=text)


def _looks_like_a_code(text: str) -> bool:
    """Letters and digits, as many as a code has: a barcode has digits only, a title mostly letters."""
    signs = text.replace("-", "").replace(" ", "")
    mixed = any(map(str.isdecimal, signs)) and any(map(str.isalpha, signs))
    return len(signs) == LENGTH and signs.isascii() and signs.isalnum() and mixed
