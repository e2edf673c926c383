"""Catalogue files typed in fonts of the years before Unicode are taken in, and it is said so."""

import json

import pytest
from openpyxl import Workbook
from pymarc import Field, Indicators, Record, Subfield

from catalog.formats import rows, tabular
from catalog.formats.marc21 import iso2709, read_iso2709, read_marcxml, to_values
from catalog.formats.marc21.writing import write_marcxml

TCVN3 = [
    ["Tªn s¸ch", "T¸c gi¶", "N¨m XB"],
    ["TruyÖn KiÒu", "NguyÔn Du", "1820"],
    ["L·o H¹c", "Nam Cao", "1943"],
]
VNI = [
    ["Teân saùch", "Taùc giaû", "Naêm XB"],
    ["Truyeän Kieàu", "Nguyeãn Du", "1820"],
    ["Laõo Haïc", "Nam Cao", "1943"],
]


def sheet(path, lines):
    book = Workbook()
    for line in lines:
        book.active.append(line)
    book.save(path)
    return tabular.read_xlsx(path)


def csv(path, lines, encoding="latin-1"):
    path.write_bytes("\r\n".join(",".join(line) for line in lines).encode(encoding))
    return tabular.read_csv(path)


@pytest.mark.parametrize(("lines", "name"), [(TCVN3, "TCVN3"), (VNI, "VNI-Windows")])
@pytest.mark.parametrize("read", [sheet, csv])
def test_a_sheet_in_an_old_font_is_understood(tmp_path, read, lines, name):
    table = read(tmp_path / "a", lines)
    assert name in str(table.notes[-1])
    assert len(table.notes) == 1
    found = [rows.to_values(row, table.columns) for row in table.rows]
    assert [each.values.title for each in found] == ["Truyện Kiều", "Lão Hạc"]
    assert found[0].values.contributors[0][0] == "Nguyễn Du"
    assert found[0].notes == ()


def test_the_row_itself_stays_as_it_came(tmp_path):
    table = sheet(tmp_path / "a", TCVN3)
    assert "TruyÖn KiÒu" in json.dumps([dict(row.cells) for row in table.rows], ensure_ascii=False)


def test_foreign_titles_of_such_a_sheet_stay(tmp_path):
    table = sheet(
        tmp_path / "a", [*VNI, ["Traité de mécanique", "Müller", "1960"], ["Physics", "Smith", "1961"]]
    )
    titles = [rows.to_values(row, table.columns).values.title for row in table.rows]
    assert titles[2:] == ["Traité de mécanique", "Physics"]


def test_one_old_row_of_a_new_sheet_is_put_right_and_said_so(tmp_path):
    lines = [["Tên sách", "Tác giả"], *[[f"Số đỏ {number}", "Vũ Trọng Phụng"] for number in range(300)]]
    table = sheet(tmp_path / "a", [*lines, ["Töø ñieån kyõ thuaät", "Nguyeãn Du"]])
    assert table.notes == ()
    *others, old = [rows.to_values(row, table.columns) for row in table.rows]
    assert old.values.title == "Từ điển kỹ thuật"
    assert "VNI-Windows" in str(old.notes[0])
    assert all(not each.notes for each in others)


def test_a_french_csv_is_read_as_western(tmp_path):
    table = csv(tmp_path / "a", [["Title", "Author"], ["Traité de São Paulo, où l’été", "Müller"]], "cp1252")
    assert "Windows-1252" in str(table.notes[0])
    (row,) = table.rows
    assert row.cells["Title"] == "Traité de São Paulo"


def old_record() -> Record:
    def field(tag: str, *parts: tuple[str, str]) -> Field:
        return Field(tag=tag, indicators=Indicators(" ", " "), subfields=[Subfield(*part) for part in parts])

    return Record(
        fields=[
            Field(tag="001", data="7"),
            field("245", ("a", "TruyÖn KiÒu :"), ("b", "th¬ n«m")),
            field("260", ("b", "Gi¸o dôc")),
        ]
    )


def test_marc_in_utf_8_that_holds_old_letters_is_put_right(tmp_path):
    (tmp_path / "a.mrc").write_bytes(iso2709(old_record()))
    with (tmp_path / "a.xml").open("wb") as out:
        write_marcxml(out, [old_record()])
    for item in (*read_iso2709(tmp_path / "a.mrc"), *read_marcxml(tmp_path / "a.xml")):
        values = to_values(item.record).values
        assert (values.title, values.subtitle, values.publisher) == ("Truyện Kiều", "thơ nôm", "Giáo dục")
        assert "TCVN3" in str(item.notes[-1])


def test_marc_in_bytes_of_an_old_font_is_put_right(tmp_path):
    raw = iso2709(old_record())
    raw = raw[:9] + b" " + raw[10:].decode().encode("latin-1")
    (tmp_path / "a.mrc").write_bytes(raw)
    (item,) = read_iso2709(tmp_path / "a.mrc")
    assert to_values(item.record).values.title == "Truyện Kiều"
    assert any("TCVN3" in str(note) for note in item.notes)


@pytest.mark.shared_data
def test_old_rows_of_a_real_sheet_are_put_right_and_no_others(shared_data):
    """Some rows have notes or authors in letters of VNI fonts; French titles and good Vietnamese stay."""
    table = tabular.read_xlsx(shared_data / "catalogue/bachkhoa-books.xlsx")
    mended = []
    for row in table.rows:
        described = rows.to_values(row, table.columns)
        if any("bảng mã cũ" in str(note) for note in described.notes):
            mended.append("; ".join(name for name, _ in described.values.contributors))
    assert "Trường cao đẳng hoá học" in mended
    assert "Không rõ" in mended
    assert 20 < len(mended) < 300
