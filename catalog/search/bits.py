"""Sets of document numbers as whole numbers: bit n is document n. Cutting and counting then run in C."""

from collections.abc import Iterable

_PLACES = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def from_numbers(numbers: Iterable[int], size: int) -> int:
    """The set of these numbers, each below `size`."""
    held = bytearray(size // 8 + 1)
    for number in numbers:
        held[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(held, "little")


def to_numbers(bits: int) -> list[int]:
    """The numbers in a set, ascending."""
    held = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    return [at * 8 + place for at, byte in enumerate(held) if byte for place in _PLACES[byte]]
