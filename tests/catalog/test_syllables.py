"""Which strings are Vietnamese syllables."""

import unicodedata
from contextlib import closing
from itertools import islice

import pytest

from catalog.formats.workbook import workbook_rows
from catalog.syllables import TONES, is_syllable, is_unmarked, syllables, with_tone
from catalog.vietnamese import fold, tone_normal

RIGHT = """
    a ý yêu yểng ừm ghế nghiêng nguyễn khuya khuỷu giếng gì gìn già quốc quỳnh quít quý thuở huơ ngoèo
    ngoáo rượu hươu xoong boóng mướp chuếnh choạng đường Đắk Lắk Krông KHOẺ hoà hòa Thuý THÚY uỷ tủy loắt
"""
WRONG = (
    "", "b", "f", "ca1", "cê", "ka", "ghà", "ngê", "qa", "quô", "hoc", "hòc", "mãt", "tiêng ", "hòan", "qúy",
    "thuơn", "iêng", "books", "class", "für", "été", "áá", "a\u0301", "nguyen", "việtnam", "đuong",
)  # fmt: skip


@pytest.mark.parametrize("word", RIGHT.split())
def test_what_can_be_read_aloud_is_a_syllable(word: str) -> None:
    assert is_syllable(unicodedata.normalize("NFC", word))
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", WRONG)
def test_what_breaks_a_rule_is_none(word: str) -> None:
    assert not is_syllable(word)


def test_there_are_as_many_as_the_rules_make_and_each_once() -> None:
    found = list(syllables())
    assert len(found) == len(set(found)) == 17_415
    assert all(map(is_syllable, found))
    assert [word for word in found if tone_normal(word) != word] == []


def test_a_tone_finds_its_letter() -> None:
    assert [with_tone("hoa", tone) for tone in range(len(TONES))] == [
        "hoa",
        "hòa",
        "hỏa",
        "hõa",
        "hóa",
        "họa",
    ]
    assert [with_tone("hoc", tone) for tone in range(len(TONES))] == ["", "", "", "", "hóc", "học"]
    assert (with_tone("quy", 4), with_tone("gia", 1), with_tone("đăk", 4)) == ("quý", "già", "đắk")
    assert with_tone("truyen", 5) == ""


def test_syllables_without_marks_are_known() -> None:
    assert all(is_unmarked(fold(tone_normal(word))) for word in syllables())
    assert is_unmarked("duong")
    assert not is_unmarked("book")


@pytest.mark.shared_data
def test_nearly_all_marked_words_of_a_real_catalogue_are_syllables(shared_data) -> None:
    """Six of a thousand are loans of several syllables, abbreviations, slips and French."""
    with closing(workbook_rows(shared_data / "catalogue/bachkhoa-books.xlsx")) as sheet:
        titles = [row[2] for row in islice(sheet, 1, 5000)]
    words = [w for title in titles for w in tone_normal(title).replace("-", " ").split() if w.isalpha()]
    marked = [word for word in words if not word.isascii()]
    assert len(marked) > 5000
    assert sum(map(is_syllable, marked)) / len(marked) > 0.985
