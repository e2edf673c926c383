"""What stands on a shelf."""

from sqlalchemy.orm import Session

from catalog.models import CopyStatus
from elibrary.browse.services import SHELF_PAGE
from tests import factories
from tests.conftest import Visitor


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
