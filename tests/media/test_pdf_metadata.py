"""A PDF's title, people and contents are found where they can be trusted."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fpdf import FPDF

from media.contents import TocEntry
from media.pdf import read_pdf
from tests.media.documents import pdf

PROSE = "It is a truth universally acknowledged, that a single man must be in want of a wife. " * 3


def written(path: Path, document: FPDF) -> Path:
    document.output(str(path))
    return path


def with_heading(heading: str, title: str = "", size: int = 24) -> FPDF:
    document = FPDF()
    document.add_page()
    document.set_font("helvetica", size=size)
    document.multi_cell(0, 14, heading, new_x="LMARGIN", new_y="NEXT")
    document.set_font("helvetica", size=11)
    document.multi_cell(0, 6, PROSE)
    if title:
        document.set_title(title)
    return document


def test_the_info_title_people_and_year_are_read(tmp_path: Path) -> None:
    document = with_heading("Something large", title="  Pride and\nPrejudice ")
    document.set_author("Jane Austen; Admin; Hugh Thomson")
    document.set_creation_date(datetime(1999, 5, 1, tzinfo=UTC))
    book = read_pdf(written(tmp_path / "a.pdf", document))
    assert (book.title, book.authors, book.year) == (
        "Pride and Prejudice",
        ("Jane Austen", "Hugh Thomson"),
        1999,
    )
    assert (book.pages, book.language, book.has_text) == (1, "en", True)


@pytest.mark.parametrize(
    "title", ["", "Microsoft Word - bai.doc", "untitled", "report_final.pdf", "Document1", "---"]
)
def test_a_title_left_by_a_program_gives_way_to_the_largest_text(tmp_path: Path, title: str) -> None:
    document = with_heading("Pride and\nPrejudice", title=title)
    assert read_pdf(written(tmp_path / "a.pdf", document)).title == "Pride and Prejudice"


def test_the_file_name_is_the_last_resort(tmp_path: Path) -> None:
    assert (
        read_pdf(written(tmp_path / "bao_cao-2024.pdf", with_heading("x " + PROSE, size=11))).title
        == "bao cao 2024"
    )
    assert read_pdf(written(tmp_path / "muc.pdf", with_heading("Contents"))).title == "muc"


def test_the_outline_is_a_tree(tmp_path: Path) -> None:
    document = with_heading("A")
    for name, level in (("One", 0), ("One point one", 1), ("Two", 0)):
        document.start_section(name, level=level)
        document.add_page()
    assert read_pdf(written(tmp_path / "a.pdf", document)).outline == (
        TocEntry("One", 0, "", (TocEntry("One point one", 1),)),
        TocEntry("Two", 2),
    )


def test_a_scan_has_no_text(tmp_path: Path) -> None:
    pdf(tmp_path / "a.pdf", ["", "1", ""])
    book = read_pdf(tmp_path / "a.pdf")
    assert (book.has_text, book.language, book.title) == (False, None, "a")


@pytest.mark.shared_data
def test_the_real_files_are_read(shared_data: Path) -> None:
    book = read_pdf(shared_data / "pdf" / "GeoTopo-komprimiert.pdf")
    assert (book.title, book.authors, book.pages) == ("Geometrie und Topologie", ("Martin Thoma",), 117)
    assert (book.language, book.year, len(book.outline)) == ("de", 2016, 11)
    columns = read_pdf(shared_data / "pdf" / "multicolumn.pdf")
    assert columns.title == "Two-Column Document with Lorem Ipsum"
