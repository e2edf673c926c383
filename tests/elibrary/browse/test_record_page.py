"""The page of a record: the three ways of reading side by side."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy.orm import Session

from catalog.models import Access, CopyStatus, Record, Role
from elibrary.accounts.models import Account
from tests import factories
from tests.conftest import Visitor
from tests.elibrary.browse.makers import add_audiobook, add_digital

Watch = Callable[[], AbstractContextManager[list[str]]]


def forms(page: str) -> list[str]:
    """The three panels of the page."""
    return page.split('<section class="form-panel')[1:4]


def test_the_three_forms_stand_side_by_side(client: Visitor, kieu: Record) -> None:
    paper, digital, audio = forms(client.get(f"/records/{kieu.id}").text)
    assert "Còn 1 trên 1 bản" in paper
    assert "Kho mở, kệ A1" in paper
    assert "895.922 NG-D" in paper
    assert f'href="/read/{kieu.digital[0].id}"' in digital
    assert "2 phần, 1,2 MB" in digital
    assert f'href="/listen/{kieu.audiobooks[0].id}"' in audio
    assert "1 giờ 5 phút, 2 chương" in audio
    assert "Hồng Vân" in audio


def test_a_form_that_is_not_there_is_said_so(client: Visitor, session: Session) -> None:
    page = client.get(f"/records/{factories.record(session).id}").text
    panels = forms(page)
    assert len(panels) == 3
    assert all("Thư viện chưa có" in panel and "button" not in panel for panel in panels)


def test_who_came_by_a_code_stays_counted_as_such(client: Visitor, kieu: Record) -> None:
    page = client.get(f"/records/{kieu.id}?via=qr").text
    assert f'href="/read/{kieu.digital[0].id}?via=qr"' in page
    assert f'href="/listen/{kieu.audiobooks[0].id}?via=qr"' in page


def test_forms_for_the_staff_are_offered_to_the_staff_only(
    client: Visitor, session: Session, librarian: Account
) -> None:
    record = factories.record(session)
    book = add_digital(session, record, "…", access=Access.STAFF)
    add_audiobook(session, record, access=Access.STAFF)
    page = client.get(f"/records/{record.id}").text
    assert "/read/" not in page
    assert "/listen/" not in page
    client.sign_in(librarian)
    assert f'href="/read/{book.id}"' in client.get(f"/records/{record.id}").text


def test_copies_are_listed_without_lost_and_withdrawn_ones(client: Visitor, session: Session) -> None:
    record = factories.record(session)
    for number, status in enumerate(CopyStatus):
        factories.copy(session, record, accession_number=f"P13.{number}-{status}", status=status)
    page = client.get(f"/records/{record.id}").text
    assert "Còn 1 trên 3 bản" in page
    assert "Đang cho mượn" in page
    assert "Đọc tại chỗ" in page
    assert "-lost" not in page
    assert "-withdrawn" not in page


def test_people_and_subjects_lead_to_the_search(client: Visitor, session: Session) -> None:
    record = factories.record(
        session,
        contributors=(("Nguyễn Du", Role.AUTHOR), ("Bùi Kỷ", Role.EDITOR)),
        subjects=("Thơ & truyện",),
    )
    page = client.get(f"/records/{record.id}").text
    assert 'href="/search?author=Nguy%E1%BB%85n+Du"' in page or 'href="/search?author=Nguyễn+Du"' in page
    assert "(chủ biên)" in page
    assert "Th%C6%A1+%26+truy%E1%BB%87n" in page


def test_everything_that_describes_a_record_is_text(client: Visitor, session: Session) -> None:
    evil = '"><script>alert(1)</script>'
    record = factories.record(
        session,
        evil,
        evil,
        **dict.fromkeys(("subtitle", "volume", "publisher", "place", "year_printed", "extent"), evil),
        **dict.fromkeys(("series", "summary", "ddc", "call_number"), evil),
        subjects=(evil,),
    )
    factories.copy(session, record, accession_number=evil, location=evil, shelf=evil, call_number=evil)
    assert "<script>alert" not in client.get(f"/records/{record.id}").text


def test_other_editions_and_related_titles_are_shown(client: Visitor, kieu: Record, session: Session) -> None:
    edition = factories.record(session, year_printed="1958", publisher="Đời Nay")
    same_author = factories.record(session, "Văn tế thập loại chúng sinh", "Nguyễn Du")
    same_subject = factories.record(session, "Chinh phụ ngâm", "Đặng Trần Côn", subjects=("Thơ Việt Nam",))
    factories.record(session, "Đại số", "Người khác")
    page = client.get(f"/records/{kieu.id}").text
    editions, related = page.split('<ul class="shelf">')[1:]
    assert f"/records/{edition.id}" in editions
    assert f"/records/{edition.id}" not in related
    assert related.index(f"/records/{same_author.id}") < related.index(f"/records/{same_subject.id}")
    assert "Đại số" not in page


def test_the_staff_can_go_on_to_edit(client: Visitor, kieu: Record, librarian: Account) -> None:
    assert "Sửa biểu ghi" not in client.get(f"/records/{kieu.id}").text
    client.sign_in(librarian)
    assert "Sửa biểu ghi" in client.get(f"/records/{kieu.id}").text


def test_a_record_that_is_not_there_is_said_so(client: Visitor) -> None:
    answer = client.get("/records/4711")
    assert answer.status_code == 404
    assert "Thư viện không có tài liệu này." in answer.text


def test_more_copies_and_relations_need_no_more_queries(
    client: Visitor, kieu: Record, session: Session, statements: Watch
) -> None:
    record_id = kieu.id

    def relate(number: int) -> None:
        near = factories.record(session, f"Tập thơ {number}", "Nguyễn Du", subjects=("Thơ Việt Nam",))
        factories.copy(session, near)
        factories.copy(session, factories.record(session, year_printed=str(1900 + number)))
        factories.copy(session, session.get_one(Record, record_id), shelf=f"B{number}")

    address = f"/records/{record_id}"
    relate(0)
    session.expunge_all()
    with statements() as few:
        client.get(address)
    for number in range(1, 8):
        relate(number)
    session.expunge_all()
    with statements() as many:
        client.get(address)
    assert len(many) <= len(few) <= 18
