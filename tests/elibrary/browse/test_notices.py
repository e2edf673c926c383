"""What a search does not read, and how far it can be leafed through, is said in a sentence."""

import pytest

from elibrary.browse.notices import notices
from elibrary.browse.parameters import Parameters
from elibrary.browse.results import Results
from tests.conftest import Visitor


def said(client: Visitor, total: int = 3, **asked: object) -> str:
    """The sentences for a search with so many results."""
    with client.application.test_request_context():
        return " ".join(notices(Results(Parameters(**asked), total, ())))  # type: ignore[arg-type]


@pytest.mark.parametrize("q", ["", "truyện kiều", "truyen*", "tác giả: ngu*", "C++", "(truyen*", "a " * 32])
def test_what_is_read_whole_needs_no_sentence(client: Visitor, q: str) -> None:
    assert said(client, q=q) == ""


@pytest.mark.parametrize("q", ["*", "t*", "*uyen", "tr*yen", "tr**", "truyen *"])
def test_a_star_that_is_no_sign_is_explained(client: Visitor, q: str) -> None:
    assert "Dấu * chỉ dùng ở cuối một từ có ít nhất 2 chữ cái" in said(client, q=q)


def test_too_many_words_and_too_many_characters_are_said(client: Visitor) -> None:
    assert "Chỉ 32 từ đầu" in said(client, q="a " * 33)
    assert "Chỉ 500 ký tự đầu" in said(client, q="a" * 500)


def test_the_last_page_of_a_long_result_says_how_to_see_the_rest(client: Visitor) -> None:
    assert said(client, total=1001, page=49) == ""
    assert "kết quả thứ 1.000" in said(client, total=1001, page=50)
    assert "kết quả thứ 1.000" in said(client, total=1001, page=51)
    assert said(client, total=1000, page=50) == ""
