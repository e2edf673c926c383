"""Codes that stand in QR symbols: random, short to type, safe against slips of the hand.

A code is seven random symbols of Crockford's base 32 (35 bits) and a check symbol. Crockford's own check
(modulo 37) needs five more signs (`*~$=U`), some of which a URL or QR's alphanumeric mode cannot carry. The
check here stays inside the 32 symbols: read each symbol as an element of the field GF(32), that is
GF(2)[x] modulo x⁵ + x² + 1, and choose the last one so that Σ xⁱ·sᵢ = 0, where i counts from the right.
x generates the field, so the weights xⁱ of any 31 places differ and none is zero. Hence every single wrong
symbol (e·xⁱ ≠ 0) and every exchange of two different symbols, adjacent or not ((a−b)(xⁱ−xʲ) ≠ 0), is noticed.
"""

import secrets
from collections.abc import Callable, Sequence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 symbols: no I, L, O, U."""
RANDOM_SYMBOLS = 7
LENGTH = RANDOM_SYMBOLS + 1

_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_READ_AS = str.maketrans("OIL", "011", "- ")
# Nobody types more separators than symbols; longer text is no code and is not looked at.
_LONGEST = 2 * LENGTH


def new_code(random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """A new code; `random_bytes(n)` gives n random bytes. The table's key forbids issuing one twice."""
    number = int.from_bytes(random_bytes(5), "big")
    payload = [number >> 5 * place & 31 for place in range(RANDOM_SYMBOLS)]
    return "".join(ALPHABET[value] for value in (*payload, _times_x(_weighted_sum(payload))))


def normalise(text: str) -> str | None:
    """The code that a person typed or a phone read, in its one form; None where it is no code of ours.

    Case, hyphens and spaces do not matter, O reads as 0, I and L as 1 (Crockford), the check must hold.
    """
    text = text.strip()
    if len(text) > _LONGEST or not text.isascii():
        return None
    code = text.upper().translate(_READ_AS)
    values = [_VALUES.get(symbol, -1) for symbol in code]
    return code if len(code) == LENGTH and min(values) >= 0 and _weighted_sum(values) == 0 else None


def _weighted_sum(values: Sequence[int]) -> int:
    """Σ xⁱ·valueᵢ in GF(32), i = 0 at the right end (Horner's scheme)."""
    total = 0
    for value in values:
        total = _times_x(total) ^ value
    return total


def _times_x(value: int) -> int:
    """`value`·x in GF(32), reduced by x⁵ + x² + 1."""
    return value << 1 ^ (0b100101 if value & 0b10000 else 0)
