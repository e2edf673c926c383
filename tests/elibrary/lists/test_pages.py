"""The pages of reading lists as residents see them."""

import pytest
from sqlalchemy.orm import Session

from catalog.models import Code, Record
from elibrary.lists.services import list_page, named
from tests import factories
from tests.conftest import Visitor
from tests.elibrary.lists.makers import reading_list


def test_a_list_shows_its_titles_in_order_with_notes_forms_and_places(
    client: Visitor, session: Session, kieu: Record
) -> None:
    other = factories.record(session, "Dế Mèn phiêu lưu ký", "Tô Hoài")
    reading_list(session, other, kieu, note="Đọc <b>chậm</b>", description="Cho ba ngày Tết")
    page = client.get("/lists/sach-cho-ngay-tet").text
    assert page.index("Dế Mèn phiêu lưu ký") < page.index("Truyện Kiều")
    assert "Đọc &lt;b&gt;chậm&lt;/b&gt;" in page
    assert "Còn 1 trên 1 bản · Kho mở, kệ A1" in page
    assert "Nghe" in page
    assert "Cho ba ngày Tết" in page
    assert 'rel="alternate" type="application/atom+xml"' in page
    assert 'href="/lists"' in page


def test_all_lists_show_three_covers_and_lead_to_each(client: Visitor, session: Session) -> None:
    records = [factories.record(session, f"Cuốn {number}") for number in range(5)]
    reading_list(session, *records, title="Danh mục dài")
    page = client.get("/lists").text
    assert page.count('class="cover"') == 3
    assert "5 nhan đề" in page
    assert 'href="/lists/sach-cho-ngay-tet"' in page


def test_an_empty_library_says_what_to_do_instead(client: Visitor, session: Session) -> None:
    page = client.get("/lists").text
    assert "Chưa có danh mục nào" in page
    assert "Tìm trong thư viện" in page


@pytest.mark.parametrize("address", ["/lists/nhap", "/lists/nhap/feed", "/lists/nhap/qr.svg"])
def test_a_list_that_is_not_published_is_there_for_the_staff_only(
    desk: Visitor, session: Session, address: str
) -> None:
    reading_list(session, factories.record(session), title="Đang soạn", slug="nhap", published=False)
    assert desk.get(address).status_code == 200
    desk.post("/account/sign-out")
    answer, nowhere = desk.get(address), desk.get(address.replace("nhap", "khong-co"))
    assert answer.status_code == nowhere.status_code == 404
    assert "Đang soạn" not in answer.text
    assert "Đang soạn" not in desk.get("/lists").text


def test_a_list_that_is_not_published_is_kept_from_search_machines(desk: Visitor, session: Session) -> None:
    reading_list(session, slug="nhap", published=False)
    page = desk.get("/lists/nhap").text
    assert '<meta name="robots" content="noindex">' in page
    assert "atom+xml" not in page


def test_a_child_sees_only_the_titles_for_it(session: Session, child: None) -> None:
    adult, everyone = factories.record(session, minimum_age=16), factories.record(session, "Dế Mèn")
    reading_list(session, adult, everyone, note="Nên đọc")
    session.expunge_all()
    page = list_page(session, named(session, "sach-cho-ngay-tet"))
    assert [title.record.title for title in page.titles] == ["Dế Mèn"]


def test_the_symbol_of_a_list_keeps_its_code_and_stands_on_no_poster(
    client: Visitor, session: Session
) -> None:
    made = reading_list(session)
    pictures = {client.get("/lists/sach-cho-ngay-tet/qr.svg").data for _ in range(2)}
    assert len(pictures) == 1
    [code] = session.query(Code).all()
    assert (code.list_id, code.poster_id, code.hung) == (made.id, None, "")


@pytest.mark.parametrize("slug", ["Sach-Cho-Ngay-Tet", "%00", "x" * 5000, "..%2f", "tet%0a"])
def test_an_address_that_no_list_has_is_not_found(client: Visitor, session: Session, slug: str) -> None:
    reading_list(session)
    assert client.get(f"/lists/{slug}").status_code == 404
