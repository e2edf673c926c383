"""What people type becomes one query tree, and no text is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.search.query import (
    EVERYTHING,
    LONGEST,
    MOST_TERMS,
    And,
    Field,
    Node,
    Not,
    Or,
    Phrase,
    QueryField,
    Terms,
    parse,
    positive_words,
)


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("", EVERYTHING),
        (" ?!… ", EVERYTHING),
        ("Truyện  Kiều", Terms(("Truyện", "Kiều"))),
        ('"trăm năm" cõi', And((Phrase(("trăm", "năm")), Terms(("cõi",))))),
        ("“trăm năm”", Phrase(("trăm", "năm"))),
        ('"trăm năm', Terms(("trăm", "năm"))),
        ("kiều -nguyễn", And((Terms(("kiều",)), Not(Phrase(("nguyễn",)))))),
        ('kiều -"nguyễn du"', And((Terms(("kiều",)), Not(Phrase(("nguyễn", "du")))))),
        ("Anh-Việt", Terms(("Anh", "Việt"))),
        ("1990 - 1999", Terms(("1990", "1999"))),
        ("TCVN 5849 -1994", Terms(("TCVN", "5849", "1994"))),
        ("kiều OR vân tiên", Or((Terms(("kiều",)), Terms(("vân", "tiên"))))),
        ("kiều HOẶC OR tiên", Or((Terms(("kiều",)), Terms(("tiên",))))),
        ("OR", EVERYTHING),
        ("or else", Terms(("or", "else"))),
        ("tác giả: nguyễn du", Field(QueryField.AUTHOR, Terms(("nguyễn", "du")))),
        ("TAC GIA:Du", Field(QueryField.AUTHOR, Terms(("Du",)))),
        (
            "kiều author:du title:truyện",
            And(
                (
                    Terms(("kiều",)),
                    Field(QueryField.AUTHOR, Terms(("du",))),
                    Field(QueryField.TITLE, Terms(("truyện",))),
                )
            ),
        ),
        ('chủ đề:"thơ ca"', Field(QueryField.SUBJECT, Phrase(("thơ", "ca")))),
        ("http://du", Terms(("http", "du"))),
        ("tác giả:", EVERYTHING),
        ("C++ và C#", Terms(("C++", "và", "C#"))),
    ],
)
def test_text_becomes_a_tree(typed: str, tree: Node) -> None:
    assert parse(typed).tree == tree


@given(
    st.text(alphabet=st.sampled_from(list('ab đỏ"-:|()*~^ORHOẶCtitle:“”')) | st.characters(), max_size=900)
)
def test_any_text_is_a_query_within_the_bounds(text: str) -> None:
    query = parse(text)
    assert len(query.text) <= LONGEST
    assert len(positive_words(query.tree)) <= MOST_TERMS


def test_long_queries_are_cut() -> None:
    assert len(positive_words(parse("một " * 400).tree)) == MOST_TERMS
