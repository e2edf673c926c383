"""Vietnamese text: cleaning, folding, tone placement and words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.vietnamese import fold, nfc, tone_normal, words

SYLLABLES = ("hoà", "khoẻ", "thuý", "quý", "hòan", "hùynh", "Đường", "C++", "1990", "ß", "İ", "ﬁ가", "x̀")
any_text = st.text() | st.lists(st.sampled_from(SYLLABLES)).map(" ".join)


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@given(any_text)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
    assert nfc(text).encode("utf-8").decode("utf-8") == nfc(text)  # nothing is left that cannot be stored


def test_cleaning_leaves_one_composed_line() -> None:
    assert nfc(" Toa\u0301n\n cao\u200b \tca\x00\ufeff\u0301p ") == "Toán cao cáp"


@given(any_text.map(composed))
def test_folding_keeps_every_place_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_folding_takes_off_marks_and_the_stroke_of_d() -> None:
    assert fold("Đường ĐI của NGƯỜI đã ở Ỷ LẠI") == "duong di cua nguoi da o y lai"


@given(any_text)
def test_tone_placement_keeps_every_place_and_is_done_once(text: str) -> None:
    assert len(tone_normal(text)) == len(composed(text))
    assert tone_normal(tone_normal(text)) == tone_normal(text)
    assert fold(tone_normal(text)) == fold(composed(text))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("hoà", "hòa"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("toạ độ", "tọa độ"),
        ("uỷ ban", "ủy ban"),
        ("quý", "quý"),
        ("qúy", "quý"),
        ("quà", "quà"),
        ("hòan tòan", "hoàn toàn"),
        ("hùynh", "huỳnh"),
        ("ngoài", "ngoài"),
        ("nghĩa già", "nghĩa già"),
    ],
)
def test_both_tone_placements_become_one(typed: str, kept: str) -> None:
    assert tone_normal(typed) == kept
    assert tone_normal(unicodedata.normalize("NFD", typed)) == kept


@given(any_text)
def test_words_are_slices_in_order(text: str) -> None:
    last = 0
    for word in words(text):
        assert text[word.start : word.end] == word.text
        assert word.start >= last
        last = word.end


def test_words_of_a_technical_title() -> None:
    found = [w.text for w in words("C++11, C# và C/C++: TCVN-5678 (tập_2)")]
    assert found == ["C++", "11", "C#", "và", "C", "C++", "TCVN", "5678", "tập", "2"]
