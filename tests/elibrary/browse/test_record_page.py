"""The page of a record: the three ways of reading side by side."""

import unicodedata
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
    """The panels of the page."""
    return page.partition('<div class="record-tools">')[0].split('<section class="form-panel')[1:]


def test_the_three_forms_stand_side_by_side(client: Visitor, kieu: Record) -> None:
    digital, audio, paper = forms(client.get(f"/records/{kieu.id}").text)
    assert "Còn 1 trên 1 bản" in paper
    assert "Kho mở, kệ A1" in paper
    assert "895.922 NG-D" in paper
    assert f'href="/read/{kieu.digital[0].id}"' in digital
    assert "2 phần · 1,2 MB" in digital
    assert f'href="/listen/{kieu.audiobooks[0].id}"' in audio
    assert "1 giờ 5 phút · 2 chương" in audio
    assert "Hồng Vân" in audio


def test_forms_that_are_not_there_take_one_quiet_line(client: Visitor, session: Session) -> None:
    record = factories.record(session)
    page = client.get(f"/records/{record.id}").text
    assert forms(page) == []
    assert "Thư viện chưa có bản nào" in page
    factories.copy(session, record)
    page = client.get(f"/records/{record.id}").text
    assert len(forms(page)) == 1
    assert "Thư viện chưa có: bản số, sách nói." in page


def test_every_form_has_one_button(client: Visitor, kieu: Record) -> None:
    for address in (f"/records/{kieu.id}", f"/records/{kieu.id}?via=qr"):
        assert [panel.count("form-action") for panel in forms(client.get(address).text)] == [1, 1, 1]


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
    editions = page.partition('id="editions"')[2].partition("</section>")[0]
    related = page.partition('id="by-author"')[2]
    assert "Đời Nay, 1958" in editions
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
    assert len(many) <= len(few) <= 7


def test_a_single_copy_needs_no_table(client: Visitor, kieu: Record) -> None:
    page = client.get(f"/records/{kieu.id}").text
    assert "P13.1001" in page
    assert "Các bản giấy" not in page


def test_a_title_of_ten_thousand_signs_in_nfd_breaks_nothing(client: Visitor, session: Session) -> None:
    name = unicodedata.normalize("NFD", "Nguyễn Thị Ánh")
    record = factories.record(session, "Ễ" * 2000, name, summary=unicodedata.normalize("NFD", "ề ") * 10_000)
    answer = client.get(f"/records/{record.id}")
    assert answer.status_code == 200
    assert "Nguyễn Thị Ánh" in answer.text


def test_at_the_shelf_the_neighbours_by_call_number_are_shown(client: Visitor, session: Session) -> None:
    titles = {}
    for call in ("895.1 A", "895.2 B", "895.3 C", ""):
        titles[call] = factories.record(session, f"Cuốn {call or 'lạc'}", f"Tác giả {call}")
        factories.copy(session, titles[call], call_number=call)
    here = titles["895.2 B"].id
    page = client.get(f"/records/{here}?via=qr").text
    beside = page.partition('id="beside"')[2].partition("</nav>")[0]
    assert f'href="/records/{titles["895.3 C"].id}?via=qr"' in beside.partition("Cuốn trước đó")[0]
    assert f'href="/records/{titles["895.1 A"].id}?via=qr"' in beside
    assert "Cuốn lạc" not in beside
    assert 'id="beside"' not in client.get(f"/records/{here}").text


def test_the_record_call_number_counts_where_the_copy_has_none(client: Visitor, session: Session) -> None:
    first = factories.record(session, "Một", call_number="100 M")
    second = factories.record(session, "Hai", "Ai", call_number="200 H")
    for record in (second, first):
        factories.copy(session, record)
    page = client.get(f"/records/{first.id}?via=qr").text
    assert f'href="/records/{second.id}?via=qr"' in page


def test_at_the_shelf_the_sound_is_on_the_page(client: Visitor, kieu: Record) -> None:
    track = kieu.audiobooks[0].tracks[0]
    page = client.get(f"/records/{kieu.id}?via=qr").text
    assert f'data-track="/media/tracks/{track.id}"' in page
    assert "record_sound.js" in page
    assert "record_sound.js" not in client.get(f"/records/{kieu.id}").text


def test_a_recording_for_the_staff_does_not_sound_on_the_page(client: Visitor, session: Session) -> None:
    record = factories.record(session)
    add_audiobook(session, record, access=Access.STAFF)
    assert "data-track" not in client.get(f"/records/{record.id}?via=qr").text
