"""Vietnamese alphabetical order."""

from hypothesis import given
from hypothesis import strategies as st

from catalog.vietnamese import sort_key

IN_ORDER = [
    "10 ngày",
    "2 người",
    "An",
    "An Giang",
    "Anh",
    "“Ăn”",
    "Âm",
    "ba",
    "bà",
    "bả",
    "bã",
    "bá",
    "bạ",
    "Bà Rịa",
    "bác",
    "(Cà Mau)",
    "Dương",
    "Đa",
    "... Đất rừng phương Nam",
    "e",
    "ê",
    "Hòa",
    "Hồ",
    "on",
    "ôn",
    "ơn",
    "un",
    "ưn",
    "yên",
    "zen",
    "Война",
]


def test_titles_stand_in_the_order_of_the_alphabet_then_of_the_tones() -> None:
    assert sorted(sorted(IN_ORDER), key=sort_key) == IN_ORDER


def test_case_and_tone_placement_do_not_matter() -> None:
    assert sort_key("HOÀ BÌNH") == sort_key("Hòa bình")


def test_tones_decide_only_between_equal_letters() -> None:
    assert sorted(["má b", "ma c", "mà b"], key=sort_key) == ["mà b", "má b", "ma c"]


@given(st.text(max_size=1000))
def test_any_text_has_a_key_that_fits_its_column(text: str) -> None:
    assert len(sort_key(text)) <= 400
