"""Codes of posters: each list and place has its own, printed again they stay, scans are counted by them."""

from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Code, Record
from elibrary.lists.codes import PlaceMissing, list_code, poster_codes
from elibrary.paths import FONT_REGULAR
from elibrary.statistics.models import CodeCount
from elibrary.statistics.posters import by_place
from tests import factories
from tests.conftest import Visitor
from tests.elibrary.lists.makers import reading_list

FORM = {"paper": "A4", "turned": "upright", "hung": "Sảnh UBND phường"}

needs_fonts = pytest.mark.skipif(not Path(FONT_REGULAR).is_file(), reason="run scripts/vendor.py")


@pytest.fixture
def two(session: Session) -> list[Record]:
    """Two records in one list."""
    records = [factories.record(session, "Dế Mèn"), factories.record(session, "Số đỏ")]
    reading_list(session, *records)
    return records


def scanned(pdf: bytes) -> set[str]:
    """The codes on the first sheet."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=150 / 72).to_pil()
    return {urlsplit(mark.text).path.removeprefix("/Q/") for mark in zxingcpp.read_barcodes(page)}


def counted(session: Session) -> int:
    return session.scalar(select(func.count(Code.value))) or 0


@needs_fonts
def test_each_symbol_has_a_code_of_this_list_and_place(
    desk: Visitor, session: Session, two: list[Record]
) -> None:
    answer = desk.post("/staff/lists/1/poster", data=FORM)
    assert answer.content_type == "application/pdf"
    assert "sach-cho-ngay-tet-a4.pdf" in answer.headers["Content-Disposition"]
    codes = session.query(Code).all()
    assert scanned(answer.data) == {code.value for code in codes}
    assert {(code.poster_id, code.hung) for code in codes} == {(1, "Sảnh UBND phường")}
    assert {code.record_id for code in codes if code.record_id} == {record.id for record in two}
    assert [code.list_id for code in codes if not code.record_id] == [1]


@needs_fonts
def test_the_same_place_keeps_its_codes_and_another_has_its_own(
    desk: Visitor, session: Session, two: list[Record]
) -> None:
    first, again, other = (
        scanned(desk.post("/staff/lists/1/poster", data=FORM | {"hung": place, "turned": "across"}).data)
        for place in ("Sảnh UBND phường", "  sảnh  ubnd Phường ", "Chợ")
    )
    assert first == again
    assert first.isdisjoint(other)
    assert counted(session) == 6
    assert 'value="Chợ"' in desk.get("/staff/lists/1/poster").text


def test_codes_of_posters_of_records_and_of_the_list_itself_are_apart(
    session: Session, two: list[Record]
) -> None:
    from_list = two[0]
    own = Code(value="0" * 8, record_id=from_list.id, created_at=factories.NOW)
    session.add(own)
    made = reading_list(session, from_list, slug="khac")
    whole = list_code(session, made, now=factories.NOW)
    codes = poster_codes(session, made, [from_list.id], hung="Chợ", now=factories.NOW)
    assert len({own.value, whole, codes.whole, codes.records[from_list.id]}) == 4
    assert list_code(session, made, now=factories.NOW) == whole


def test_a_title_added_later_gets_its_code_and_the_others_keep_theirs(
    session: Session, two: list[Record]
) -> None:
    made = reading_list(session, *two, slug="khac")
    before = poster_codes(session, made, [two[0].id], hung="Chợ", now=factories.NOW)
    after = poster_codes(session, made, [record.id for record in two], hung="Chợ", now=factories.NOW)
    assert after.whole == before.whole
    assert after.records[two[0].id] == before.records[two[0].id]
    assert len(after.records) == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"hung": ""}, "Hãy ghi nơi treo áp phích"),
        ({"hung": "\u200b \x00"}, "Hãy ghi nơi treo áp phích"),
        ({"hung": "x" * 101}, "nhiều nhất 100 ký tự"),
        ({"paper": "A0"}, "Hãy chọn một mục trong danh sách"),
        ({"turned": "round"}, "Hãy chọn một mục trong danh sách"),
    ],
)
def test_what_cannot_be_printed_is_said_and_no_code_is_made(
    desk: Visitor, session: Session, two: list[Record], typed: dict[str, str], words: str
) -> None:
    answer = desk.post("/staff/lists/1/poster", data=FORM | typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert counted(session) == 0


def test_an_empty_list_is_not_printed(desk: Visitor, session: Session) -> None:
    reading_list(session)
    answer = desk.post("/staff/lists/1/poster", data=FORM)
    assert answer.status_code == 422
    assert "chưa có tài liệu nào để in" in answer.text
    assert counted(session) == 0


def test_the_page_warns_of_what_phones_could_not_open(desk: Visitor, session: Session) -> None:
    reading_list(session, published=False)
    page = desk.get("/staff/lists/1/poster").text
    assert "điện thoại của bạn đọc sẽ không mở được" in page
    assert "mã lớn trên áp phích chưa mở được" in page


def test_scans_are_counted_by_list_and_place_with_nothing_about_people(
    desk: Visitor, session: Session, two: list[Record]
) -> None:
    made = reading_list(session, *two, slug="khac", title="Khác")
    today = date.today()  # noqa: DTZ011 - days near the end of the month of counts do not matter here
    for place, days in (("Chợ", (0, 5)), ("Sảnh", (60,)), ("Cổng", ())):
        codes = poster_codes(session, made, [two[0].id], hung=place, now=factories.NOW)
        for value in (codes.whole, codes.records[two[0].id]):
            for ago in days:
                session.add(CodeCount(code=value, day=today - timedelta(days=ago), amount=3))
    session.add(CodeCount(code=list_code(session, made, now=factories.NOW), day=today, amount=9))
    session.commit()
    lines = [line[2:] for line in by_place(session, today - timedelta(days=29), list_id=made.id)]
    assert lines == [("Chợ", 12, 12), ("Sảnh", 0, 6), ("Cổng", 0, 0)]
    assert by_place(session, today, list_id=1) == []
    page = desk.get(f"/staff/statistics/posters?list={made.id}").text
    assert page.index("Chợ") < page.index("Sảnh") < page.index("Cổng")
    assert "Khác" in desk.get("/staff/statistics/posters").text
    assert "Chưa in áp phích nào" in desk.get("/staff/statistics/posters?list=1").text
    assert desk.get("/staff/statistics/posters?list=99").status_code == 404


def test_a_place_is_asked_for_whoever_calls(session: Session, two: list[Record]) -> None:
    made = reading_list(session, slug="khac")
    with pytest.raises(PlaceMissing):
        poster_codes(session, made, [], hung=" \u200b", now=factories.NOW)
