"""Standard numbers are read out of what people typed around them, and nothing else is taken for one."""

import pytest

from catalog.identifiers import isbn13, issn8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9786042082310", "9786042082310"),
        ("978-604-2-08231-0", "9786042082310"),
        ("ISBN 978–604–2–08231–0 : 45000đ", "9786042082310"),
        ("0914378287 (v. 1)", "9780914378280"),
        ("0-914378-28-7", "9780914378280"),
        ("080442957X", "9780804429573"),
        ("0914378288; 0914378287", "9780914378280"),
    ],
)
def test_an_isbn_in_any_spelling_becomes_thirteen_digits(text, expected):
    assert isbn13(text) == expected


@pytest.mark.parametrize(
    "text", ["", "1", "44860", "2050762002", "9786042082311", "0000004802", "53075.0", "abc"]
)
def test_row_numbers_barcodes_and_wrong_check_digits_are_no_isbn(text):
    assert isbn13(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0866-7462", "08667462"),
        ("ISSN 2434-561X (online)", "2434561X"),
        ("08667463", None),
        ("1990-1999", None),
    ],
)
def test_an_issn_is_eight_characters_with_a_right_check_digit(text, expected):
    assert issn8(text) == expected
