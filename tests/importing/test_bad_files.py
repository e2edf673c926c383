"""A file that cannot be used is refused with a sentence, and nothing is written."""

import pytest
from sqlalchemy import func, select

from catalog.formats import errors
from catalog.importing import FileFormat
from catalog.models import Record


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", errors.EmptyCatalogueFile),
        (b" \n \n", errors.EmptyCatalogueFile),
        ("Nhan đề,Tác giả\n".encode(), errors.EmptyCatalogueFile),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", errors.UnknownCatalogueFormat),
        (b"%PDF-1.7\n" + bytes(range(1, 256)) * 9, errors.UnknownCatalogueFormat),
        (b"<html><table><tr><td>Nhan de</td></tr></table></html>", errors.UnknownCatalogueFormat),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", errors.OldSpreadsheet),
        (b"PK\x03\x04 cut off", errors.DamagedSpreadsheet),
        (b"<collection xmlns='http://www.loc.gov/MARC21/slim'><rec", errors.DamagedXml),
        ("Màu,Cỡ\nđỏ,1\n".encode(), errors.NoTitleColumn),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_reason(take_in, session, tmp_path, content, refusal):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(refusal) as caught:
        take_in(tmp_path / "file")
    assert str(caught.value)[-1] == "."
    assert session.scalar(select(func.count(Record.id))) == 0


def test_text_that_is_called_a_workbook_is_refused(take_in, tmp_path):
    (tmp_path / "a.xlsx").write_text("title\nMột\n", encoding="utf-8")
    with pytest.raises(errors.NotASpreadsheet):
        take_in(tmp_path / "a.xlsx", file_format=FileFormat.XLSX)


def test_a_format_is_known_by_content_not_by_name(take_in, tmp_path):
    (tmp_path / "a.mrc").write_text("title\nMột\n", encoding="utf-8")
    (outcome,) = take_in(tmp_path / "a.mrc")
    assert outcome.status == "new"
