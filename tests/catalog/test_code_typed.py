"""What a person types is read generously; what is no code is None."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.codes import ALPHABET, LENGTH, new_code, normalise

CODE = new_code(lambda _: bytes.fromhex("0042108421"))


def test_a_new_code_is_in_its_own_form():
    code = new_code()
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert normalise(code) == code


def test_new_codes_differ_and_use_all_random_bits():
    assert len({new_code() for _ in range(2000)}) == 2000
    assert (
        new_code(lambda _: b"\x07\xff\xff\xff\xff")
        == "ZZZZZZZ" + new_code(lambda _: b"\x07" + b"\xff" * 4)[-1]
    )


@given(st.binary(min_size=5, max_size=5))
def test_case_spaces_and_hyphens_do_not_matter(chosen):
    code = new_code(lambda _: chosen)
    assert normalise(f" {code[:4].lower()}-{code[4:]} ") == code
    assert normalise(" ".join(code)) == code


@given(st.binary(min_size=5, max_size=5))
def test_letters_that_look_like_digits_are_read_as_those(chosen):
    code = new_code(lambda _: chosen)
    assert normalise(code.replace("0", "o").replace("1", "l")) == code
    assert normalise(code.replace("0", "O").replace("1", "I")) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        CODE[:-1],
        CODE + "0",
        CODE.replace(CODE[0], "U", 1),
        CODE + "\x00",
        "/" + CODE,
        CODE * 1000,
        "ƁÀĐ12345",
        "１２３４５６７８",
        "\u202e" + CODE,
        "../../etc",
        "'; DROP TABLE",
    ],
)
def test_what_is_no_code_is_none(text):
    assert normalise(text) is None


@given(st.text(max_size=40))
def test_any_text_gives_a_valid_code_or_none(text):
    code = normalise(text)
    assert code is None or normalise(code) == code
