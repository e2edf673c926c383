"""A file of a few bytes cannot promise work without end: rows of a sheet, people of a recording."""

import zipfile
from pathlib import Path

import pytest
from mutagen.id3 import ID3, TPE1
from openpyxl import Workbook

from catalog.formats.errors import SpreadsheetTooLarge
from catalog.formats.tabular import read_xlsx
from media.audio import read_track
from media.tags import MOST_PEOPLE
from tests.media.sounds import mp3


def test_a_row_that_calls_itself_the_last_of_billions_is_refused(tmp_path: Path) -> None:
    whole, forged = tmp_path / "whole.xlsx", tmp_path / "forged.xlsx"
    book = Workbook()
    for row in (["Nhan đề"], ["Tắt đèn"]):
        book.worksheets[0].append(row)
    book.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(forged, "w") as out:
        for name in source.namelist():
            data = source.read(name)
            out.writestr(name, data.replace(b'r="2"', b'r="99999999999"').replace(b'"A2"', b'"A99999999999"'))
    with pytest.raises(SpreadsheetTooLarge):
        list(read_xlsx(forged).rows)


def test_a_recording_of_countless_authors_keeps_the_first(tmp_path: Path) -> None:
    path = mp3(tmp_path / "people.mp3")
    tags = ID3()
    tags.add(TPE1(encoding=3, text=["; ".join(f"Người {number}" for number in range(1_000))]))
    tags.save(path)
    assert len(read_track(path).authors) == MOST_PEOPLE
