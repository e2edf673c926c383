"""Fixtures for files: a store, the library's fonts."""

from pathlib import Path

import pytest

from media.fonts import Fonts
from media.store import FileStore

FONT_FOLDER = Path(__file__).resolve().parents[2] / "elibrary" / "static" / "vendor" / "be-vietnam-pro"


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    """An empty store."""
    return FileStore(tmp_path / "files")


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    """Be Vietnam Pro as npm brought it; the test is skipped where the vendor folder is missing."""
    found = Fonts(
        regular=FONT_FOLDER / "BeVietnamPro-Regular.ttf",
        bold=FONT_FOLDER / "BeVietnamPro-Bold.ttf",
    )
    if not (found.regular.is_file() and found.bold.is_file()):
        pytest.skip("the fonts (elibrary/static/vendor) are not installed")
    return found
