"""Text and pictures of single pages."""

import io
import threading
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from media.pdf import NoSuchPage, cover, read_pdf, render_page, sections
from tests.media.documents import pdf


def test_each_page_has_its_text_without_control_characters(tmp_path: Path) -> None:
    pdf(tmp_path / "a.pdf", ["first\x01\x00 page", "", "infor-\nmation and Phi-\nLip, co-\n2"])
    texts = [(section.position, section.text) for section in sections(tmp_path / "a.pdf")]
    assert texts == [(0, "first page"), (1, ""), (2, "information and Phi-Lip, co-2")]


@pytest.mark.shared_data
def test_words_cut_by_a_line_end_are_joined(shared_data: Path) -> None:
    first = next(sections(shared_data / "pdf" / "multicolumn.pdf"))
    assert "consectetuer adipiscing elit" in first.text
    assert "\ufffe" not in first.text


@pytest.mark.parametrize(("asked", "given"), [(390, 390), (1, 32), (100_000, 2400)])
@pytest.mark.parametrize("kind", ["webp", "jpeg"])
def test_a_page_is_drawn_at_the_width_asked_within_bounds(
    tmp_path: Path, asked: int, given: int, kind: str
) -> None:
    pdf(tmp_path / "a.pdf", ["x"])
    picture = Image.open(io.BytesIO(render_page(tmp_path / "a.pdf", 0, asked, format=kind)))  # type: ignore[arg-type]
    assert picture.format == kind.upper()
    assert picture.width == given
    assert abs(picture.height - given * 842 / 595) <= 2


@pytest.mark.parametrize(
    "size", [(14_400.0, 14_400.0), (3.0, 14_000.0), (14_000.0, 3.0), (1_000_000.0, 9_000_000.0)]
)
def test_a_huge_or_narrow_page_stays_small(tmp_path: Path, size: tuple[float, float]) -> None:
    document = FPDF(unit="pt", format=size)
    document.add_page()
    document.output(str(tmp_path / "a.pdf"))
    picture = Image.open(io.BytesIO(render_page(tmp_path / "a.pdf", 0, 2400, format="webp")))
    assert picture.width <= 2400
    assert picture.height <= 8000


@pytest.mark.parametrize("position", [-1, 1, 2**40])
def test_a_page_that_is_not_there_is_refused(tmp_path: Path, position: int) -> None:
    pdf(tmp_path / "a.pdf", ["x"])
    with pytest.raises(NoSuchPage):
        render_page(tmp_path / "a.pdf", position, 390, format="webp")


def test_the_cover_is_the_first_page(tmp_path: Path) -> None:
    pdf(tmp_path / "a.pdf", ["x", "y"])
    assert Image.open(io.BytesIO(cover(tmp_path / "a.pdf"))).size[0] == 800


def test_many_readers_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    pdf(path, [f"page {n}" for n in range(12)])
    wanted = [f"page {n}" for n in range(12)]
    wrong: list[object] = []

    def read() -> None:
        for _ in range(3):
            texts = [section.text for section in sections(path)]
            pages = read_pdf(path).pages
            render_page(path, 3, 200, format="jpeg")
            if texts != wanted or pages != 12:
                wrong.append(texts)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_reader_who_stops_early_leaves_the_file_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    pdf(path, ["x", "y"])
    reader = sections(path)
    next(reader)
    reader.close()
    open_files = (
        [link.resolve() for link in Path("/proc/self/fd").glob("*")] if Path("/proc").exists() else []
    )
    assert path not in open_files
