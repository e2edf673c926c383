"""What goes out in any format that can come in again is recognised as the same."""

import io

import pytest
from lxml import etree
from sqlalchemy import func, select

from catalog.exporting import ExportFormat, export
from catalog.importing import Change
from catalog.models import Copy, Record

FILE = (
    "Nhan đề,Phụ đề,Tác giả,Năm,ĐKCB,Kho,Kệ,DDC,Chủ đề,Tóm tắt\n"
    "=Một,+phụ,Nguyễn Nhật Ánh; Lê Văn Bình dịch,1990,1,Kho A,K1,895.9221,Thơ; Văn học,-Dòng\n"
    "=Một,+phụ,Nguyễn Nhật Ánh; Lê Văn Bình dịch,1990,2,Kho A,K2,895.9221,Thơ; Văn học,-Dòng\n"
    "Không có bản,,,,,,,,,\n"
)


@pytest.mark.parametrize(
    "written", [ExportFormat.MARC, ExportFormat.MARCXML, ExportFormat.CSV, ExportFormat.XLSX]
)
def test_an_export_that_is_imported_changes_nothing(take_in, session, tmp_path, written):
    take_in(FILE)
    with (tmp_path / "out").open("wb") as out:
        summary = export(session, out, written)
    assert (summary.records, summary.refused) == (2, [])
    outcomes = take_in(tmp_path / "out")
    assert {outcome.record for outcome in outcomes} == {Change.UNCHANGED}
    assert {change for outcome in outcomes for change in outcome.copies} == {Change.UNCHANGED}
    counts = [session.scalar(select(func.count(table.id))) for table in (Record, Copy)]
    assert counts == [2, 2]


def test_chosen_records_go_out_in_the_order_asked_for(take_in, session):
    take_in(FILE)
    out = io.BytesIO()
    export(session, out, ExportFormat.DC, ids=[2, 99, 1])
    titles = etree.fromstring(out.getvalue()).xpath("//*[local-name()='title']/text()")
    assert titles == ["Không có bản", "=Một : +phụ"]


def test_a_record_too_long_for_iso2709_is_told_and_the_rest_goes_out(take_in, session):
    take_in("title,ĐKCB,Kho\nDài," + ";".join(map(str, range(3000))) + ",Kho sách tham khảo\nNgắn,,\n")
    out = io.BytesIO()
    summary = export(session, out, ExportFormat.MARC)
    assert summary.records == 1
    assert [number for number, _ in summary.refused] == [1]
