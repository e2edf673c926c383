"""Standard numbers: ISBN (ISO 2108) and ISSN (ISO 3297), read out of what people typed around them."""

import re

from stdnum import isbn, issn
from stdnum.exceptions import ValidationError

_DASHES = re.compile(r"[‐‑‒–—−]")
# A run of digits with hyphens or spaces inside and perhaps an X at its end: `0-914378-28-7`, `978 604 ...`.
_ISBN_RUN = re.compile(r"(?<![\dA-Za-z])(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?![\dA-Za-z])")
_ISSN_RUN = re.compile(r"(?<![\dA-Za-z-])\d{4}-?\d{3}[\dXx](?![\dA-Za-z-])")


def isbn13(text: str) -> str | None:
    """The first valid ISBN in `text` as 13 digits without hyphens; None where there is none.

    A ten-digit number is checked by its own check digit (ISO 2108:2005 clause 4.5) and then gets the prefix
    978. Words around the number are left out: `0914378287 (v. 1)`, `ISBN 978-604-2-08231-0 : 45000đ`.
    Row numbers, prices and barcodes have no ISBN check digit or prefix and give None.
    """
    for run in _ISBN_RUN.findall(_DASHES.sub("-", text)):
        try:
            return isbn.validate(run, convert=True)
        except ValidationError:
            continue
    return None


def issn8(text: str) -> str | None:
    """The first valid ISSN in `text` as eight characters without the hyphen; None where there is none."""
    for run in _ISSN_RUN.findall(_DASHES.sub("-", text)):
        try:
            return issn.validate(run)
        except ValidationError:
            continue
    return None
