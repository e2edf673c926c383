"""Spreadsheets come in whatever their encoding, delimiter and headings; what cannot be one is refused."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from catalog.formats import errors, tabular, workbook
from catalog.formats.headings import Field

LINES = "Nhan đề;Tác giả;Năm XB\r\nTruyện Kiều;Nguyễn Du;1820\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_in_any_unicode_encoding_and_delimiter(tmp_path, encoding, delimiter):
    path = tmp_path / "a.csv"
    path.write_bytes(LINES.replace(";", delimiter).encode(encoding))
    table = tabular.read_csv(path)
    (row,) = table.rows
    assert row.number == 2
    assert table.columns.cell(row.cells, Field.AUTHORS) == "Nguyễn Du"
    assert table.notes == ()


def test_csv_in_windows_1258_is_read_and_said_so(tmp_path):
    path = tmp_path / "a.csv"
    text = "Tên sách,Tác gia\u0309\nTruyê\u0323n,Nguyê\u0303n Du"
    path.write_bytes(text.encode("cp1258"))
    table = tabular.read_csv(path)
    (row,) = table.rows
    assert table.columns.cell(row.cells, Field.TITLE) == "Truyê\u0323n"
    assert "Windows-1258" in str(table.notes[0])


def test_headings_below_a_letterhead_are_found(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("THƯ VIỆN PHƯỜNG 13\n\nSTT,TÊN SÁCH,ĐKCB\n1,Lão Hạc,VN.001\n", encoding="utf-8")
    table = tabular.read_csv(path)
    (row,) = table.rows
    assert (row.number, table.columns.cell(row.cells, Field.REGISTER)) == (4, "VN.001")


def test_a_sheet_without_title_column_is_refused_with_the_headings_found(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Màu,Cỡ\nđỏ,10\n", encoding="utf-8")
    with pytest.raises(errors.NoTitleColumn, match=r"“Màu”, “Cỡ”.*Nhan đề"):
        tabular.read_csv(path)


def test_a_row_with_an_unclosed_quote_does_not_sink_the_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('title\nMột\n"' + "x" * 200_000 + "\nHai\n", encoding="utf-8")
    problems = [row.problem is not None for row in tabular.read_csv(path).rows]
    assert problems[0] is False
    assert True in problems


def test_a_workbook_gives_numbers_without_their_decimal_point(tmp_path):
    book = Workbook()
    book.active.append(["Tên sách", "Năm", "Mã vạch"])
    book.active.append(["Số đỏ", 1936.0, 8935001])
    book.save(tmp_path / "a.xlsx")
    (row,) = tabular.read_xlsx(tmp_path / "a.xlsx").rows
    assert dict(row.cells) == {"Tên sách": "Số đỏ", "Năm": "1936", "Mã vạch": "8935001"}


def test_a_truncated_workbook_is_refused(tmp_path):
    book = Workbook()
    for number in range(200):
        book.active.append(["Tên sách" if not number else f"Sách {number}"])
    book.save(tmp_path / "a.xlsx")
    whole = (tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(errors.DamagedSpreadsheet):
        tabular.read_xlsx(tmp_path / "cut.xlsx")
    at = whole.index(b"xl/worksheets/sheet1.xml") + 200
    (tmp_path / "flip.xlsx").write_bytes(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :])
    with pytest.raises(errors.DamagedSpreadsheet):
        tabular.read_xlsx(tmp_path / "flip.xlsx")


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("META-INF/container.xml", "<x/>")
    with pytest.raises(errors.NotASpreadsheet):
        tabular.read_xlsx(tmp_path / "a.xlsx")


def test_a_bomb_is_refused_unopened(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 50_000_000)
    with pytest.raises(errors.SpreadsheetTooLarge):
        tabular.read_xlsx(tmp_path / "a.xlsx")


@pytest.mark.parametrize("formula", ["=1+1", "+84", "-1", "@SUM(A1)", "\t=1"])
def test_written_sheets_hold_no_formulas_and_are_read_back(tmp_path, formula):
    with (tmp_path / "a.csv").open("wb") as out:
        tabular.write_csv(out, ["Nhan đề"], [[formula]])
    assert f"'{formula}" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert next(tabular.read_csv(tmp_path / "a.csv").rows).cells["Nhan đề"] == formula
    sheet = io.BytesIO()
    workbook.write_xlsx(sheet, ["Nhan đề"], [[formula]])
    cell = load_workbook(sheet).active["A2"]
    assert (cell.data_type, cell.value) == ("s", formula)


@pytest.mark.shared_data
def test_the_two_real_sheets_are_understood(shared_data):
    table = tabular.read_csv(shared_data / "catalogue/tiki-books.csv")
    assert set(table.columns.heading_of) == {
        Field.TITLE,
        Field.AUTHORS,
        Field.SUBJECTS,
        Field.EXTENT,
        Field.PUBLISHER,
    }
    assert sum(1 for _ in table.rows) == 1751
    mini = tabular.read_xlsx(shared_data / "catalogue/bachkhoa-multicopy-mini.xlsx")
    assert len(mini.columns.heading_of) == 7
    assert [row.number for row in mini.rows] == [2, 3, 4]
