"""y and i that write the same syllable become one letter."""

import pytest

from catalog.vietnamese import i_normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lý", "lí"),
        ("Mỹ", "Mĩ"),
        ("MỸ THUẬT", "MĨ THUẬT"),
        ("kỹ sư", "kĩ sư"),
        ("quý", "quí"),
        ("quy tắc", "qui tắc"),
        ("Quỳnh", "Quình"),
        ("quýt", "quít"),
        ("tỷ", "tỉ"),
        ("hy vọng", "hi vọng"),
        ("sỹ", "sĩ"),
        ("vỹ", "vĩ"),
        ("vat ly", "vat li"),
        ("Thy", "Thi"),
        ("C-ly", "C-li"),
    ],
)
def test_both_spellings_of_a_syllable_are_one(one: str, other: str) -> None:
    assert i_normal(one) == i_normal(other) == other


@pytest.mark.parametrize(
    "text",
    [
        "thúy",
        "tay",
        "huy",
        "nguyễn",
        "duy",
        "y tế",
        "ý kiến",
        "yêu",
        "quyên",
        "quyết",
        "xy",
        "lycée",
        "Phần I",
        "byte",
    ],
)
def test_what_would_become_another_syllable_stays(text: str) -> None:
    assert i_normal(text) == text
