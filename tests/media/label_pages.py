"""A label PDF as a person with a printer and a ruler gets it: pictures, and where the letters stand."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from media.fonts import Fonts

FOLDER = Path(__file__).resolve().parents[2] / "elibrary" / "static" / "vendor" / "be-vietnam-pro"


@pytest.fixture(scope="session", name="fonts")
def vendored_fonts() -> Fonts:
    """Be Vietnam Pro as scripts/vendor.py brought it; the test is skipped where it did not run."""
    found = Fonts(FOLDER / "BeVietnamPro-Regular.ttf", FOLDER / "BeVietnamPro-Bold.ttf")
    if not found.regular.is_file():
        pytest.skip("the fonts are missing: run scripts/vendor.py")
    return found


def pages(pdf: bytes, *, dpi: int) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil() for page in document]


def letters(pdf: bytes) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Each visible letter of the first page and its ink: left, top, right, bottom in mm."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text, height = page.get_textpage(), page.get_height()
        for index in range(text.count_chars()):
            letter = text.get_text_range(index, 1)
            if letter.strip():
                left, bottom, right, top = text.get_charbox(index)
                millimetres = (left, height - top, right, height - bottom)
                yield letter, tuple(length * 25.4 / 72 for length in millimetres)


def words(pdf: bytes) -> str:
    """All text of the first page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].get_textpage().get_text_bounded()
