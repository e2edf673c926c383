"""What stands on a shelf."""

from sqlalchemy.orm import Session

from catalog.models import Access, CopyStatus
from elibrary.browse.shelves import SHELF_PAGE
from tests import factories
from tests.conftest import Visitor
from tests.elibrary.browse.makers import add_audiobook, add_digital


def test_a_shelf_lists_its_titles_in_the_order_of_call_numbers(client: Visitor, session: Session) -> None:
    second = factories.record(session, "Hai")
    first = factories.record(session, "Một")
    shelf = factories.copy(session, second, call_number="200 H").shelf
    factories.copy(session, first, call_number="100 M")
    factories.copy(session, first, call_number="100 M")
    factories.copy(session, factories.record(session, "Đã mất"), status=CopyStatus.LOST)
    factories.copy(session, factories.record(session, "Nơi khác"), shelf="A2")
    assert shelf is not None
    page = client.get(f"/shelves/{shelf.id}").text
    assert "Kho mở" in page
    assert "2 nhan đề" in page
    assert page.index("Một") < page.index("Hai")
    assert "Đã mất" not in page
    assert "Nơi khác" not in page


def test_a_full_shelf_has_pages(client: Visitor, session: Session) -> None:
    for number in range(SHELF_PAGE + 1):
        copy = factories.copy(
            session, factories.record(session, f"Sách {number:03}"), call_number=f"{number:03}"
        )
    shelf = copy.shelf
    assert shelf is not None
    assert f"/shelves/{shelf.id}?page=2" in client.get(f"/shelves/{shelf.id}").text
    last = client.get(f"/shelves/{shelf.id}?page=2").text
    assert f"Sách {SHELF_PAGE:03}" in last
    assert "Sách 000" not in last


def test_an_empty_shelf_says_what_to_do(client: Visitor, session: Session) -> None:
    copy = factories.copy(session, factories.record(session), status=CopyStatus.WITHDRAWN)
    assert copy.shelf is not None
    assert "Hãy hỏi thủ thư" in client.get(f"/shelves/{copy.shelf.id}").text


def test_a_shelf_that_is_not_there_is_said_so(client: Visitor) -> None:
    assert client.get("/shelves/4711").status_code == 404


def test_call_numbers_are_shown_and_titles_without_one_come_last(client: Visitor, session: Session) -> None:
    without = factories.record(session, "Không số")
    shelf = factories.copy(session, without).shelf
    factories.copy(session, factories.record(session, "Của biểu ghi", call_number="300 B"))
    factories.copy(session, factories.record(session, "Của bản"), call_number="400 C")
    assert shelf is not None
    page = client.get(f"/shelves/{shelf.id}").text
    places = [page.index(text) for text in ("300 B", "Của biểu ghi", "400 C", "Của bản", "Không số")]
    assert places == sorted(places)


def test_a_shelf_can_show_only_what_the_phone_reads_or_plays(client: Visitor, session: Session) -> None:
    spoken, read, hidden = (
        factories.record(session, title) for title in ("Nghe được", "Đọc được", "Chưa mở")
    )
    add_audiobook(session, spoken)
    add_digital(session, read, "…")
    add_audiobook(session, hidden, access=Access.STAFF)
    for record in (spoken, read, hidden):
        shelf = factories.copy(session, record).shelf
    assert shelf is not None
    page = client.get(f"/shelves/{shelf.id}?form=audio&via=qr").text
    assert "1 nhan đề" in page
    assert f'href="/records/{spoken.id}?via=qr"' in page
    assert "Đọc được" not in page
    assert "Chưa mở" not in page
    assert "Đọc được" in client.get(f"/shelves/{shelf.id}?form=digital").text
    assert "3 nhan đề" in client.get(f"/shelves/{shelf.id}?form=paper").text


def test_a_filter_that_leaves_nothing_leads_back_to_the_whole_shelf(
    client: Visitor, session: Session
) -> None:
    shelf = factories.copy(session, factories.record(session)).shelf
    assert shelf is not None
    page = client.get(f"/shelves/{shelf.id}?form=audio").text
    assert "chưa có nhan đề nào như vậy" in page
    assert f'href="/shelves/{shelf.id}"' in page
