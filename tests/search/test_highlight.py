"""Snippets show the words that were found, on the letters as printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search import mark_html, parse, snippet_html


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Truyện Kiều", "truyen kieu", "<mark>Truyện Kiều</mark>"),
        ("Kiều & Vân: truyện", "kiều truyện", "<mark>Kiều</mark> &amp; Vân: <mark>truyện</mark>"),
        ("<b>Số đỏ</b>", "so", "&lt;b&gt;<mark>Số</mark> đỏ&lt;/b&gt;"),
        ("số và sơ", "số", "<mark>số</mark> và sơ"),
        ("sơ và so", "số", "<mark>sơ</mark> và <mark>so</mark>"),
        ("Hoà bình", "hòa", "<mark>Hoà</mark> bình"),
        ("Truyê\u0323n", "truyen", "<mark>Truyện</mark>"),
        ("Nguyễn Du", "kiều -nguyễn", "Nguyễn Du"),
        ("Kỹ thuật, thuộc", "kĩ thu*", "<mark>Kỹ thuật</mark>, <mark>thuộc</mark>"),
        ("C++ và C", "c++", "<mark>C++</mark> và C"),
        ("", "kiều", ""),
    ],
)
def test_marks_fall_on_the_original_letters(text: str, typed: str, shown: str) -> None:
    assert mark_html(text, parse(typed)) == shown


def test_the_window_shows_the_place_with_most_of_the_words() -> None:
    text = "kiều " + "chữ khác " * 100 + "nàng Kiều gặp Kim Trọng " + "chữ khác " * 100
    shown = snippet_html(text, parse("kim trong kieu"), width=80)
    assert "<mark>Kiều</mark> gặp <mark>Kim Trọng</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 80 + 4 * len("<mark></mark>")


def test_without_a_hit_the_text_begins() -> None:
    assert snippet_html("Một hai ba", parse("không")) == "Một hai ba"


@given(st.text(max_size=400), st.text(max_size=40), st.integers(10, 300))
def test_any_text_gives_escaped_html(text: str, typed: str, width: int) -> None:
    shown = snippet_html(text, parse(typed), width=width)
    bare = shown.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert shown.count("<mark>") == shown.count("</mark>")
