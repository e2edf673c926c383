"""Whatever the text: the forms that are compared are stable, and places in them are places in the text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from catalog.syllables import is_syllable, syllables
from catalog.vietnamese import composed, fold, i_normal, nfc, tone_normal

WORDS = st.sampled_from([*syllables()])
CASED = st.tuples(WORDS, st.sampled_from([str, str.upper, str.title])).map(lambda pair: pair[1](pair[0]))
LETTERS = st.sampled_from("aăâeêioôơuưyqhklmtđĐYQ \u0300\u0301\u0303\u0309\u0323\u0302ýỳÝ-.")
any_text = st.text() | st.text(LETTERS) | st.lists(CASED).map(" ".join)


@given(any_text)
def test_folding_is_done_once_and_keeps_every_place(text: str) -> None:
    text = composed(text)
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(any_text)
def test_one_tone_placement_is_done_once_and_keeps_every_place(text: str) -> None:
    assert len(tone_normal(text)) == len(composed(text))
    assert tone_normal(tone_normal(text)) == tone_normal(text)


@given(any_text)
def test_i_for_y_is_done_once_and_keeps_every_place(text: str) -> None:
    assert len(i_normal(text)) == len(text)
    assert i_normal(i_normal(text)) == i_normal(text)


@given(any_text)
def test_one_form_stays_when_the_others_are_taken(text: str) -> None:
    one = i_normal(tone_normal(nfc(text)))
    assert tone_normal(one) == one
    assert i_normal(fold(one)) == fold(one)


@given(any_text)
def test_marks_apart_or_joined_give_the_same(text: str) -> None:
    joined, apart = nfc(text), nfc(unicodedata.normalize("NFD", text))
    assert tone_normal(apart) == tone_normal(joined)


def test_a_syllable_keeps_being_one_in_every_form() -> None:
    for word in syllables():
        assert tone_normal(word) == word
        assert is_syllable(i_normal(word)), word
