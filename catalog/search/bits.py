"""Sets of document numbers as whole numbers: bit n is document n. Cutting and counting then run in C."""

import re
from collections.abc import Callable, Iterable, Iterator

_SOMETHING = re.compile(rb"[^\0]")
_PLACES = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def from_numbers(numbers: Iterable[int], size: int) -> int:
    """The set of these numbers, each below `size`."""
    held = bytearray(size // 8 + 1)
    for number in numbers:
        held[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(held, "little")


def first(held: int) -> int:
    """The lowest number in a set that is not empty."""
    return (held & -held).bit_length() - 1


def members(held: int, size: int) -> Callable[[int], int]:
    """Whether a number below `size` is in a set (not 0), quick for many questions."""
    data = held.to_bytes(size // 8 + 1, "little")
    return lambda number: data[number >> 3] & 1 << (number & 7)


def any_of(sets: Iterable[int]) -> int:
    """What is in at least one of the sets."""
    held = 0
    for one in sets:
        held |= one
    return held


def _bytes_held(held: bytes) -> Iterator[tuple[int, int]]:
    """Place and value of every byte that is not zero; the search for them runs in C."""
    for match in _SOMETHING.finditer(held):
        yield match.start(), held[match.start()]


def to_numbers(bits: int) -> list[int]:
    """The numbers in a set, ascending."""
    held = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    if bits.bit_count() * 4 < len(held):
        return [at * 8 + place for at, byte in _bytes_held(held) for place in _PLACES[byte]]
    return [at * 8 + place for at, byte in enumerate(held) if byte for place in _PLACES[byte]]
