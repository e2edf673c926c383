"""A slip of the hand never turns one code into another."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.codes import ALPHABET, LENGTH, new_code, normalise

issued = st.binary(min_size=5, max_size=5).map(lambda chosen: new_code(lambda _: chosen))
# The check is linear, so these cover every value at every place: seven unit vectors' worth of codes.
EXAMPLES = [new_code(lambda _, n=n: n.to_bytes(5, "big")) for n in (0, 1, 0x5A5A5A5A5A, 2**35 - 1, 2**34 + 3)]


@pytest.mark.parametrize("code", EXAMPLES)
def test_every_single_wrong_symbol_is_noticed(code):
    wrong = [
        code[:i] + symbol + code[i + 1 :] for i in range(LENGTH) for symbol in ALPHABET if symbol != code[i]
    ]
    assert len(wrong) == LENGTH * 31
    assert [text for text in wrong if normalise(text) is not None] == []


@given(issued)
def test_every_exchange_of_two_different_symbols_is_noticed_adjacent_or_not(code):
    for i, j in combinations(range(LENGTH), 2):
        if code[i] != code[j]:
            swapped = list(code)
            swapped[i], swapped[j] = code[j], code[i]
            assert normalise("".join(swapped)) is None


@given(issued, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_symbol_in_any_code_is_noticed(code, place, symbol):
    typed = code[:place] + symbol + code[place + 1 :]
    assert normalise(typed) == (code if typed == code else None)


def test_each_pair_of_symbols_side_by_side_exchanged_is_noticed_at_each_place():
    """All 32 × 31 pairs at all places, by the check's linearity in an otherwise empty code."""
    for place in range(LENGTH - 1):
        for first, second in combinations(ALPHABET, 2):
            valid = next(code for code in _codes_with(place, first + second) if normalise(code))
            swapped = valid[:place] + second + first + valid[place + 2 :]
            assert normalise(swapped) is None


def _codes_with(place: int, pair: str) -> list[str]:
    """Codes with `pair` at `place`, zeros elsewhere but for one free symbol: exactly one of them is valid."""
    free = 0 if place >= 2 else LENGTH - 1
    blank = ["0"] * LENGTH
    blank[place : place + 2] = pair
    return ["".join([*blank[:free], symbol, *blank[free + 1 :]]) for symbol in ALPHABET]
