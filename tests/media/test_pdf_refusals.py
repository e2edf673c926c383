"""A PDF that cannot be read is refused with its reason."""

from collections.abc import Callable
from pathlib import Path

import pytest

from media.errors import DamagedFile, EmptyFile, PasswordProtected
from media.pdf import TooManyPages, cover, read_pdf, render_page, sections
from tests.media.documents import pdf

USES: list[Callable[[Path], object]] = [
    read_pdf,
    cover,
    lambda path: next(sections(path)),
    lambda path: render_page(path, 0, 390, format="webp"),
]


@pytest.mark.parametrize("use", USES)
def test_a_password_is_a_reason(tmp_path: Path, use: Callable[[Path], object]) -> None:
    pdf(tmp_path / "a.pdf", ["x"], password="secret")
    with pytest.raises(PasswordProtected):
        use(tmp_path / "a.pdf")


@pytest.mark.shared_data
def test_the_real_file_with_a_password_is_refused(shared_data: Path) -> None:
    with pytest.raises(PasswordProtected):
        read_pdf(shared_data / "pdf" / "libreoffice-writer-password.pdf")


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00" * 5000, b"<html></html>"])
def test_a_broken_file_is_damaged(tmp_path: Path, use: Callable[[Path], object], content: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(DamagedFile):
        use(tmp_path / "a.pdf")


@pytest.mark.parametrize("use", USES)
def test_an_empty_file_is_empty(tmp_path: Path, use: Callable[[Path], object]) -> None:
    (tmp_path / "a.pdf").touch()
    with pytest.raises(EmptyFile):
        use(tmp_path / "a.pdf")


def test_a_page_tree_that_claims_millions_is_refused(tmp_path: Path) -> None:
    pdf(tmp_path / "a.pdf", ["x"])
    data = (tmp_path / "a.pdf").read_bytes()
    (tmp_path / "a.pdf").write_bytes(data.replace(b"/Count 1", b"/Count 500000"))
    with pytest.raises((TooManyPages, DamagedFile)):
        read_pdf(tmp_path / "a.pdf")
