"""Copies of a record: added, changed, taken away."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Copy, CopyStatus
from tests import factories
from tests.conftest import Visitor

TYPED = {
    "accession_number": "VN.0009",
    "barcode": "8930009",
    "call_number": "895.922",
    "location": "Kho mở",
    "shelf": "A1",
    "status": "reference",
}


def test_a_copy_is_added_and_stands_in_the_table(desk: Visitor, session: Session) -> None:
    record = factories.record(session)
    answer = desk.post(f"/staff/records/{record.id}/copies/new", data=TYPED)
    assert answer.location == f"/staff/records/{record.id}#copies"
    copy = session.scalars(select(Copy)).one()
    assert (copy.location.name, copy.shelf.name, copy.status) == ("Kho mở", "A1", CopyStatus.REFERENCE)  # type: ignore[union-attr]
    page = desk.get(f"/staff/records/{record.id}").text
    assert "VN.0009" in page
    assert "Đọc tại chỗ" in page


def test_known_places_are_offered_and_the_call_number_is_filled_in(desk: Visitor, session: Session) -> None:
    record = factories.record(session, call_number="895.1 NG")
    factories.copy(session, record, location="Kho thiếu nhi", shelf="T3")
    page = desk.get(f"/staff/records/{record.id}/copies/new").text
    assert '<option value="Kho thiếu nhi">' in page
    assert '<option value="T3" label="Kho thiếu nhi">' in page
    assert 'value="895.1 NG"' in page


def test_a_barcode_in_use_is_refused_and_what_was_typed_stays(desk: Visitor, session: Session) -> None:
    factories.copy(session, factories.record(session, "Tắt đèn"), barcode="8930009")
    record = factories.record(session)
    answer = desk.post(f"/staff/records/{record.id}/copies/new", data=TYPED)
    assert answer.status_code == 409
    assert "đã dùng cho “Tắt đèn”" in answer.text
    assert 'value="VN.0009"' in answer.text
    assert session.scalar(select(func.count(Copy.id))) == 1


def test_a_shelf_needs_a_location(desk: Visitor, session: Session) -> None:
    record = factories.record(session)
    answer = desk.post(f"/staff/records/{record.id}/copies/new", data=TYPED | {"location": ""})
    assert answer.status_code == 422
    assert "Hãy chọn kho của kệ này" in answer.text
    assert 'value="8930009"' in answer.text


def test_a_copy_is_changed(desk: Visitor, session: Session) -> None:
    copy = factories.copy(session, factories.record(session), barcode="1")
    answer = desk.post(f"/staff/copies/{copy.id}", data=TYPED | {"shelf": "B2"})
    assert answer.status_code == 302
    session.expire_all()
    assert (copy.barcode, copy.shelf.name if copy.shelf else None) == ("8930009", "B2")


def test_a_refused_change_leaves_the_copy_alone(desk: Visitor, session: Session) -> None:
    record = factories.record(session)
    factories.copy(session, record, barcode="8930009")
    copy = factories.copy(session, record, barcode="2")
    answer = desk.post(f"/staff/copies/{copy.id}", data=TYPED)
    assert answer.status_code == 409
    assert 'value="8930009"' in answer.text
    session.expire_all()
    assert copy.barcode == "2"


def test_a_copy_is_deleted(desk: Visitor, session: Session) -> None:
    copy = factories.copy(session, factories.record(session))
    assert desk.post(f"/staff/copies/{copy.id}/delete").status_code == 302
    assert session.scalar(select(func.count(Copy.id))) == 0


def test_too_long_a_number_is_refused_in_words(desk: Visitor, session: Session) -> None:
    record = factories.record(session)
    answer = desk.post(f"/staff/records/{record.id}/copies/new", data=TYPED | {"barcode": "9" * 61})
    assert answer.status_code == 422
    assert "Ô này nhận nhiều nhất 60 ký tự" in answer.text
