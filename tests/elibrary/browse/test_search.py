"""Searching from the search page."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy.orm import Session

from catalog.models import Access, CopyStatus, DigitalKind, MaterialType, Record
from tests import factories
from tests.conftest import Visitor
from tests.elibrary.browse.makers import add_digital

Index = Callable[[], int]
Watch = Callable[[], AbstractContextManager[list[str]]]


def titles(page: str) -> list[str]:
    """The titles of the hits, in order."""
    return re.findall(r'<h2 class="hit-title"><a [^>]*>(.*?)</a>', page)


@pytest.fixture
def library(session: Session, kieu: Record, indexed: Index) -> Record:
    """Truyện Kiều and two others, in the index."""
    chi_pheo = factories.record(session, "Chí Phèo", "Nam Cao", year_printed="1941", language="vi")
    factories.copy(session, chi_pheo, status=CopyStatus.ON_LOAN)
    factories.record(session, "Xưa và Nay", "", type=MaterialType.MAGAZINE, year_printed="2020")
    indexed()
    return kieu


def test_words_without_marks_find_the_title(client: Visitor, library: Record) -> None:
    page = client.get("/search?q=truyen+kieu").text
    assert titles(page) == ["Truyện Kiều"]
    assert "1 tài liệu cho “truyen kieu”" in page


def test_a_hit_says_where_a_copy_stands_and_which_forms_there_are(client: Visitor, library: Record) -> None:
    page = client.get("/search?q=kieu").text
    hit = page[page.index('<li class="hit">') :]
    assert "Còn 1 trên 1 bản · Kho mở, kệ A1" in hit
    assert all(f"</svg>{word}</li>" in hit for word in ("Giấy", "Số", "Nghe"))
    assert "Các bản giấy đang cho mượn" in client.get("/search?q=chi+pheo").text


def test_filters_narrow_the_result_and_repeated_ones_widen_it(client: Visitor, library: Record) -> None:
    assert titles(client.get("/search?form=audio").text) == ["Truyện Kiều"]
    assert titles(client.get("/search?type=magazine").text) == ["Xưa và Nay"]
    assert set(titles(client.get("/search?type=magazine&type=book").text)) == {
        "Truyện Kiều",
        "Chí Phèo",
        "Xưa và Nay",
    }
    assert titles(client.get("/search?year=1940-1949").text) == ["Chí Phèo"]
    assert titles(client.get("/search?author=Nam+Cao&form=paper").text) == ["Chí Phèo"]
    assert titles(client.get("/search?available=1").text) == ["Truyện Kiều"]


def test_a_filter_in_use_can_be_taken_off(client: Visitor, library: Record) -> None:
    page = client.get("/search?q=a&form=audio&type=book&sort=title").text
    assert 'href="/search?q=a&amp;type=book&amp;sort=title"' in page
    assert re.search(r'name="form" value="audio" checked', page)


def test_facets_show_counts_and_work_as_a_plain_form(client: Visitor, library: Record) -> None:
    page = client.get("/search").text
    assert re.search(r'name="form" value="paper">.*?Sách giấy</span> <span[^>]*>2</span>', page)
    assert re.search(r'name="year" value="2010-2019">.*?2010–2019', page)


def test_words_inside_a_book_lead_to_their_chapter(client: Visitor, library: Record) -> None:
    page = client.get("/search?q=thanh+minh+tiết+tháng+ba").text
    link = re.search(r'href="(/read/\d+/1\?q=[^"]+)"', page)
    assert link
    assert "<mark>" in page
    assert "Chương 2" in page


def test_a_book_for_the_staff_only_gives_nothing_away(
    client: Visitor, session: Session, indexed: Index
) -> None:
    record = factories.record(session, "Tài liệu nội bộ")
    add_digital(session, record, "mật mã là hoa phượng", access=Access.STAFF)
    indexed()
    assert "hoa phượng" not in client.get("/search?q=noi+bo+hoa+phuong").text
    assert "hoa phượng" not in client.get("/search?q=hoa+phuong").text.replace("hoa+phuong", "")


def test_nothing_found_says_what_to_do(client: Visitor, library: Record) -> None:
    page = client.get("/search?q=khongcogi&form=audio").text
    assert "Chưa tìm thấy tài liệu nào" in page
    assert 'href="/search?q=khongcogi"' in page  # the same words in the whole library


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=-1", "page=99999999999999999999", "page=abc", "per_page=100000", "per_page=²",
        "sort=evil", "form=stone", "type=", "year=abc", "year=99999", "year=2000-1990", "available=maybe",
        "q=%00%ff%fe", "q=" + "a" * 9000, "q=%22%22+OR+-+(", "subject=" + "x" * 5000, "q=a&q=b",
        "&".join(f"author=a{n}" for n in range(300)),
    ],
)  # fmt: skip
def test_parameters_that_make_no_sense_are_passed_over(client: Visitor, library: Record, query: str) -> None:
    assert client.get(f"/search?{query}").status_code == 200


def test_titles_and_queries_are_text_and_never_markup(
    client: Visitor, session: Session, indexed: Index
) -> None:
    factories.record(session, "<script>alert(1)</script>", '"><img src=x>', summary="<b>alert</b> đây")
    indexed()
    page = client.get("/search?q=alert").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;b&gt;<mark>alert</mark>" in page
    assert "<i>" not in client.get("/search?q=<i>&author=<i>&sort=<i>").text


def test_pages_lead_on_and_back(client: Visitor, session: Session, indexed: Index) -> None:
    for number in range(5):
        factories.record(session, f"Toán lớp {number + 1}")
    indexed()
    page = client.get("/search?q=toan&sort=title&per_page=2&page=2").text
    assert titles(page) == ["Toán lớp 3", "Toán lớp 4"]
    assert 'rel="prev" href="/search?q=toan&amp;sort=title&amp;per_page=2"' in page
    assert 'rel="next" href="/search?q=toan&amp;sort=title&amp;page=3&amp;per_page=2"' in page
    assert "Về trang đầu của kết quả" in client.get("/search?q=toan&page=9").text


def test_an_index_that_is_being_made_is_said_so(client: Visitor) -> None:
    answer = client.get("/search?q=kieu")
    assert answer.status_code == 503
    assert "Đang sắp xếp lại mục lục" in answer.text


def test_more_hits_need_no_more_queries(
    client: Visitor, session: Session, indexed: Index, statements: Watch
) -> None:
    def add(number: int) -> None:
        record = factories.record(session, f"Sách toán {number}")
        factories.copy(session, record, shelf=f"A{number}")
        add_digital(session, record, f"bài toán số {number}", kind=DigitalKind.PDF)

    for number in range(2):
        add(number)
    indexed()
    session.expunge_all()
    with statements() as few:
        client.get("/search?q=toan")
    for number in range(2, 15):
        add(number)
    indexed()
    session.expunge_all()
    with statements() as many:
        client.get("/search?q=toan")
    assert len(many) <= len(few) <= 7
