"""The front door."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy.orm import Session

from catalog.models import Access, CopyStatus, MaterialType, Record
from elibrary.accounts.models import Account
from tests import factories
from tests.conftest import Visitor
from tests.elibrary.browse.makers import add_audiobook, add_digital

Watch = Callable[[], AbstractContextManager[list[str]]]


def test_the_three_ways_of_reading_stand_side_by_side_with_their_counts(
    client: Visitor, kieu: Record
) -> None:
    page = client.get("/").text
    for form in ("paper", "digital", "audio"):
        assert f'href="/search?form={form}"' in page
    assert page.count("1 tài liệu") == 3


def test_forms_that_residents_cannot_use_are_not_counted(client: Visitor, session: Session) -> None:
    record = factories.record(session)
    factories.copy(session, record, status=CopyStatus.WITHDRAWN)
    add_digital(session, record, "…", access=Access.STAFF)
    add_audiobook(session, record, access=Access.STAFF)
    page = client.get("/").text
    assert page.count("0 tài liệu") == 3
    assert page.count("/records/") == 1  # among the new arrivals only


def test_new_titles_audiobooks_and_newspapers_have_their_rows(
    client: Visitor, kieu: Record, session: Session
) -> None:
    factories.record(session, "Báo Sài Gòn Giải Phóng", "", type=MaterialType.NEWSPAPER)
    page = client.get("/").text
    new, audio, periodicals = page.split('<ul class="shelf">')[1:]
    assert new.index("Báo Sài Gòn") < new.index("Truyện Kiều")
    assert "Truyện Kiều" in audio
    assert "Báo Sài Gòn" in periodicals
    assert "Truyện Kiều" not in periodicals


def test_an_empty_library_tells_residents_and_staff_what_to_do_next(
    client: Visitor, librarian: Account
) -> None:
    assert "mời bạn đến thư viện" in client.get("/").text
    client.sign_in(librarian)
    page = client.get("/").text
    assert "nhập danh mục từ Excel" in page
    assert 'href="/staff' in page


def test_a_longer_list_needs_no_more_queries(client: Visitor, session: Session, statements: Watch) -> None:
    for number in range(3):
        add_audiobook(session, factories.record(session, f"Sách {number}"))
    session.expunge_all()
    with statements() as few:
        client.get("/")
    for number in range(9):
        record = factories.record(session, f"Sách khác {number}")
        factories.copy(session, record, shelf=f"A{number}")
        add_audiobook(session, record)
    session.expunge_all()
    with statements() as many:
        client.get("/")
    assert len(many) <= len(few) <= 14
