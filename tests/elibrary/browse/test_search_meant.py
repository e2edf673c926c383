"""The page says what was searched when that is not what was typed, and leads back to what was."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from catalog.models import Record
from tests import factories
from tests.conftest import Visitor
from tests.elibrary.browse.makers import add_digital

Index = Callable[[], int]


@pytest.fixture
def library(session: Session, kieu: Record, indexed: Index) -> Record:
    """Truyện Kiều with its text, and enough beside it."""
    for title in ("Số đỏ", "Chí Phèo", "Dế Mèn phiêu lưu ký"):
        factories.record(session, title, "")
    indexed()
    return kieu


def test_keystrokes_are_read_as_the_words_they_were_meant_to_be(client: Visitor, library: Record) -> None:
    page = client.get("/search?q=truyeenj+kieeuf&form=paper").text
    assert "1 tài liệu cho “truyện kiều”" in page
    assert "Đã tìm: <strong>truyện kiều</strong>" in page
    assert 'value="truyeenj kieeuf"' in page  # the box still holds what was typed


def test_one_press_searches_exactly_what_was_typed(client: Visitor, library: Record) -> None:
    page = client.get("/search?q=truyeenj+kieeuf&sort=title").text
    link = re.search(r'href="([^"]+)">Tìm đúng như đã gõ: truyeenj kieeuf</a>', page)
    assert link
    assert "verbatim=1" in link[1]
    assert "sort=title" in link[1]
    exact = client.get(link[1].replace("&amp;", "&")).text
    assert "0 tài liệu cho “truyeenj kieeuf”" in exact
    assert "Đã tìm:" not in exact


def test_a_place_inside_a_book_is_opened_with_the_words_that_were_found(
    client: Visitor, session: Session, library: Record, indexed: Index
) -> None:
    add_digital(session, library, "Chuyện hồ sen trước miếu hoang")
    indexed()
    page = client.get("/search?q=hoof+sen+mieeus").text
    links = [link for link in re.findall(r'href="/read/\d+/0\?q=([^"]+)"', page) if "sen" in link]
    assert links == ["h%E1%BB%93+sen+mi%E1%BA%BFu"]


def test_a_search_that_found_what_was_typed_says_nothing_of_it(client: Visitor, library: Record) -> None:
    page = client.get("/search?q=truyen+kieu").text
    assert "Đã tìm" not in page
    assert "Có phải bạn muốn tìm" not in page


def test_new_words_are_not_taken_verbatim_because_the_old_ones_were(client: Visitor, library: Record) -> None:
    page = client.get("/search?q=truyen+kieu&verbatim=1&form=paper").text
    box = page[page.index('role="search"') : page.index('class="search-help')]
    assert 'name="form" value="paper"' in box
    assert "verbatim" not in box
