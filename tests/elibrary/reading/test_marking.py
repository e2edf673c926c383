"""Words that were searched for are marked in a chapter, and its markup stays what it was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elibrary.reading.marking import mark


@pytest.mark.parametrize(
    ("html", "query", "marked"),
    [
        ("<p>Trăm năm trong cõi</p>", "trăm năm", "<p><mark>Trăm năm</mark> trong cõi</p>"),
        ("<p>Trăm năm trong cõi</p>", "tram nam", "<p><mark>Trăm năm</mark> trong cõi</p>"),
        ("<p>con tràm</p>", "trăm", "<p>con tràm</p>"),
        ("<p>hoà bình</p>", "hòa bình", "<p><mark>hoà bình</mark></p>"),
        ("<p>năm trăm</p><p>trăm năm</p>", "trăm năm", "<p>năm trăm</p><p><mark>trăm năm</mark></p>"),
        ("<p>năm và trăm</p>", "trăm năm", "<p><mark>năm</mark> và <mark>trăm</mark></p>"),
        ('<img alt="năm > sáu">năm', "năm", '<img alt="năm > sáu"><mark>năm</mark>'),
        ("a &amp; amp", "amp", "a &amp; <mark>amp</mark>"),
        ("<p>Tra\u0306m</p>", "trăm", "<p><mark>Trăm</mark></p>"),
        ("<p>năm</p>", "", "<p>năm</p>"),
        ("<p>năm</p>", "<script>", "<p>năm</p>"),
        ("<p>\u0338năm</p>", "năm", "<p>\u0338<mark>năm</mark></p>"),
    ],
)
def test_words_are_marked(html: str, query: str, marked: str) -> None:
    assert mark(html, query) == marked


PIECES = st.sampled_from(
    ["<p>", "</p>", '<img alt="a > b năm">', "&amp;", "&#39;", "năm", "trăm", " ", "\u0338", "Đ", "1"]
)


@given(
    st.lists(PIECES, max_size=12), st.sampled_from(["năm", "tram", "amp", "p", "39", "img", "trăm năm", "b"])
)
def test_nothing_but_marks_is_added(pieces: list[str], query: str) -> None:
    html = "".join(pieces)
    found = mark(html, query)
    assert re.sub(r"</?mark>", "", found) == html
    assert not re.search(r"<[^<>]*<mark>|&\w*<mark>", re.sub(r'"[^"]*"', "", found))
