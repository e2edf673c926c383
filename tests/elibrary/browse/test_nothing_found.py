"""Where nothing is found the page leads on: fewer filters, the closest titles."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from catalog.models import Record
from tests import factories
from tests.conftest import Visitor

Index = Callable[[], int]
WISH = "Đề nghị thư viện mua hoặc tìm giúp"


@pytest.fixture
def library(session: Session, kieu: Record, indexed: Index) -> Record:
    """Truyện Kiều in three forms, Số đỏ on paper, Kim Vân Kiều in French."""
    factories.record(session, "Số đỏ", "Vũ Trọng Phụng")
    factories.record(session, "Kim Vân Kiều", "", language="fr")
    indexed()
    return kieu


def test_each_filter_in_the_way_says_what_is_found_without_it(client: Visitor, library: Record) -> None:
    page = client.get("/search?q=kieu&form=audio&language=fr&sort=title").text
    offers = re.findall(r'href="([^"]+)"><svg.*?</svg><span>(Bỏ [^<]+)</span>', page)
    assert offers == [
        ("/search?q=kieu&amp;language=fr&amp;sort=title", "Bỏ “Sách nói” · 1 tài liệu"),
        ("/search?q=kieu&amp;form=audio&amp;sort=title", "Bỏ “Tiếng Pháp” · 1 tài liệu"),
        ("/search?q=kieu&amp;sort=title", "Bỏ tất cả ô lọc · 2 tài liệu"),
    ]
    assert WISH not in page


def test_a_filter_without_which_nothing_is_found_either_is_not_offered(
    client: Visitor, library: Record
) -> None:
    page = client.get("/search?q=khongcogi&form=audio").text
    assert "ô lọc thì có" not in page
    assert WISH in page


def test_the_closest_titles_are_shown(client: Visitor, library: Record) -> None:
    page = client.get("/search?q=truyen+kieu+zzzz").text
    near = page[page.index("Gần với từ bạn tìm") :]
    assert f'href="/records/{library.id}"' in near
    assert "Nguyễn Du" in near
