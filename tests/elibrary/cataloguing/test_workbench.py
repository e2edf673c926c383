"""The desk: scan box, totals, what was changed last."""

import pytest
from sqlalchemy.orm import Session

from catalog.models import ReadingList
from elibrary.browse.codes import code_for
from elibrary.patrons.models import Patron
from tests import factories
from tests.conftest import Visitor

ISBN = "9786042082310"


def test_an_empty_library_says_what_to_do(desk: Visitor) -> None:
    page = desk.get("/staff").text
    assert "Thư viện chưa có tài liệu nào" in page
    assert "/staff/records/new" in page


def test_newest_and_totals_are_shown(desk: Visitor, session: Session) -> None:
    record = factories.record(session, "Tắt đèn", "Ngô Tất Tố")
    factories.copy(session, record, barcode="111")
    page = desk.get("/staff").text
    assert "Tắt đèn" in page
    assert "Ngô Tất Tố" in page
    assert "1 bản giấy" in page


@pytest.mark.parametrize("typed", ["8930001", "VN.0007", ISBN, "978-604-2-08231-0", " 8930001 "])
def test_a_number_opens_its_record(desk: Visitor, session: Session, typed: str) -> None:
    factories.record(session, "Một cuốn khác")
    record = factories.record(session, isbns=(ISBN,))
    factories.copy(session, record, barcode="8930001", accession_number="VN.0007")
    answer = desk.post("/staff", data={"scan": typed})
    assert answer.location == f"/staff/records/{record.id}"


@pytest.mark.parametrize("shape", ["HTTPS://THUVIEN.P13.VN/Q/{}", "{}", "https://thuvien.p13.vn/q/{}"])
def test_our_own_code_opens_its_record_however_a_scanner_types_it(
    desk: Visitor, session: Session, shape: str
) -> None:
    copy = factories.copy(session, factories.record(session))
    code = code_for(session, copy, now=factories.NOW).value
    session.commit()
    answer = desk.post("/staff", data={"scan": shape.format(code)})
    assert answer.location == f"/staff/records/{copy.record_id}"


def test_an_unknown_number_offers_a_new_record_with_it(desk: Visitor) -> None:
    page = desk.post("/staff", data={"scan": ISBN}).text
    assert f"/staff/records/new?isbn={ISBN}" in page
    assert f'value="{ISBN}"' in desk.get("/staff/records/new", query_string={"isbn": ISBN}).text


def test_words_are_searched_for(desk: Visitor) -> None:
    assert desk.post("/staff", data={"scan": "truyện kiều"}).location.startswith("/search?q=")


@pytest.mark.parametrize("odd", ["\x00", "9" * 5000, "<script>alert(1)</script>", "%", "\u202e123"])
def test_odd_scans_are_harmless(desk: Visitor, odd: str) -> None:
    answer = desk.post("/staff", data={"scan": odd})
    assert answer.status_code in (200, 302)
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("shape", ["{}", "https://thu-vien.vn/account/card#{}"])
def test_a_scanned_card_opens_its_patron_and_an_unknown_one_stands_in_no_address(
    desk: Visitor, patron: Patron, shape: str
) -> None:
    answer = desk.post("/staff", data={"scan": shape.format(patron.card_number)})
    assert answer.location == f"/staff/patrons/{patron.id}"
    unknown = desk.post("/staff", data={"scan": shape.format("100000009")})
    assert unknown.status_code == 200
    assert "100000009" in unknown.text


def test_the_codes_of_a_shelf_and_of_a_list_lead_to_them(desk: Visitor, session: Session) -> None:
    copy = factories.copy(session, factories.record(session))
    shown = ReadingList(slug="he", title="Hè này đọc gì")
    session.add(shown)
    session.flush()
    codes = [code_for(session, thing, now=factories.NOW).value for thing in (copy.shelf, shown)]
    session.commit()
    ways = [desk.post("/staff", data={"scan": f"HTTP://192.168.1.5/Q/{code}"}).location for code in codes]
    assert ways == [f"/shelves/{copy.shelf_id}", f"/staff/lists/{shown.id}"]


def test_a_card_that_nobody_has_is_not_taken_for_a_book(desk: Visitor) -> None:
    page = desk.post("/staff", data={"scan": "https://thu-vien.vn/account/card#100000009"}).text
    assert "không có thẻ nào mang số 100000009" in page
    assert '100000009"' not in page.replace('value="100000009"', "")
