"""Card numbers and PINs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import verhoeff

from catalog.errors import Refusal
from elibrary.patrons import numbers


def test_new_numbers_have_nine_digits_a_check_digit_and_no_order() -> None:
    made = [numbers.new_card_number() for _ in range(200)]
    assert all(len(number) == 9 and verhoeff.is_valid(number) for number in made)
    assert len(set(made)) == 200
    assert made != sorted(made)


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_number_or_refused(typed: str) -> None:
    try:
        number = numbers.card_number(typed)
    except numbers.BadCardNumber:
        return
    assert numbers.card_number(number) == number
    assert 4 <= len(number) <= 20
    assert number.isascii()


@pytest.mark.parametrize("typed", ["", "abc", "x" * 21, "Đ1234", "12/34", "'; DROP", "1" * 10_000])
def test_what_no_card_has_is_refused(typed: str) -> None:
    with pytest.raises(numbers.BadCardNumber):
        numbers.card_number(typed)


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("12345", numbers.BadPin),
        ("1234567", numbers.BadPin),
        ("12345a", numbers.BadPin),
        ("٢٧٤٩١٣", numbers.BadPin),
        ("000000", numbers.PinAllTheSame),
        ("121212", numbers.PinAllTheSame),
        ("123456", numbers.PinInARow),
        ("987654", numbers.PinInARow),
        ("890123", numbers.PinInARow),
        ("727665", numbers.PinOnTheCard),
        ("665195", numbers.PinOnTheCard),
    ],
)
def test_weak_pins_are_refused_in_words(pin: str, why: type[Refusal]) -> None:
    with pytest.raises(why):
        numbers.check_pin(pin, "727665195")


def test_pins_of_the_desk_are_never_weak() -> None:
    for _ in range(500):
        numbers.check_pin(numbers.new_pin("727665195"), "727665195")
