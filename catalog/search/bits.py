"""Sets of document numbers as whole numbers: bit n is document n. Cutting and counting then run in C."""

import re
from array import array
from collections.abc import Iterable, Iterator

import numpy
import numpy.typing

_SOMETHING = re.compile(rb"[^\0]")
_MANY, _FEW = 100, 500
"""From so many numbers on, and from one number in so many, an array is quicker than going through them."""
_PLACES = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def from_numbers(numbers: Iterable[int], size: int) -> int:
    """The set of these numbers, each below `size`."""
    held = bytearray(size // 8 + 1)
    for number in numbers:
        held[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(held, "little")


def from_array(numbers: "array[int]", size: int) -> int:
    """The same for many numbers, four bytes each: a set of thousands in the time of a few dozen steps."""
    if len(numbers) < _MANY:
        return from_numbers(numbers, size)
    flags = numpy.zeros(size, numpy.uint8)
    flags[numpy.frombuffer(numbers, numpy.uint32)] = 1
    return int.from_bytes(numpy.packbits(flags, bitorder="little").tobytes(), "little")


def flags_of(held: int, size: int) -> "numpy.typing.NDArray[numpy.uint8]":
    """1 for each number below `size` that is in the set, else 0."""
    data = numpy.frombuffer(held.to_bytes(size // 8 + 1, "little"), numpy.uint8)
    return numpy.unpackbits(data, count=size, bitorder="little")


def first(held: int) -> int:
    """The lowest number in a set that is not empty."""
    return (held & -held).bit_length() - 1


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


def to_numbers(held: int) -> list[int]:
    """The numbers in a set, ascending."""
    size = held.bit_length()
    if held.bit_count() * _FEW > size:
        return numpy.flatnonzero(flags_of(held, size)).tolist()
    data = held.to_bytes((size + 7) // 8, "little")
    return [at * 8 + place for at, byte in _bytes_held(data) for place in _PLACES[byte]]
