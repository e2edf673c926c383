"""Covers are found, pictures and fonts are served by what they are, locked books are refused."""

from pathlib import Path

import pytest

from media.epub import NoSuchPart, member, read_epub
from media.errors import DamagedFile, RightsProtected
from tests.media.documents import archive, epub, page, picture

RED, BLUE = picture("PNG", "red"), picture("JPEG", "blue")


def test_the_cover_of_epub_3_goes_before_that_of_epub_2(tmp_path: Path) -> None:
    files = {"a.png": RED, "b.jpg": BLUE}
    meta = '<meta name="cover" content="apng"/>'
    assert read_epub(epub(tmp_path / "2.epub", files=files, metadata=meta)).cover == RED
    path = epub(tmp_path / "3.epub", files=files, metadata=meta, properties={"b.jpg": "cover-image"})
    assert read_epub(path).cover == BLUE


def test_a_cover_named_by_file_by_the_guide_or_by_the_first_page_is_found(tmp_path: Path) -> None:
    files = {"a.png": RED, "b.jpg": BLUE}
    by_name = epub(tmp_path / "1.epub", files=files, metadata='<meta name="cover" content="b.jpg"/>')
    assert read_epub(by_name).cover == BLUE
    pages = {"p1.xhtml": page("<p>Chữ</p>"), "p2.xhtml": page('<img src="b.jpg"/>')}
    assert read_epub(epub(tmp_path / "2.epub", pages, files=files)).cover == BLUE
    guide = '<reference type="cover" href="c.xhtml"/>'
    with_guide = epub(
        tmp_path / "3.epub", files={**files, "c.xhtml": page('<img src="a.png"/>')}, guide=guide
    )
    assert read_epub(with_guide).cover == RED


def test_a_cover_that_is_no_picture_is_none(tmp_path: Path) -> None:
    path = epub(
        tmp_path / "a.epub", files={"a.png": b"<svg onload='x'/>"}, properties={"a.png": "cover-image"}
    )
    assert read_epub(path).cover is None


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.png", picture("PNG"), "image/png"),
        ("wrong.png", picture("JPEG"), "image/jpeg"),
        ("a.webp", picture("WEBP"), "image/webp"),
        ("a.gif", picture("GIF"), "image/gif"),
        ("a.ttf", b"\x00\x01\x00\x00font", "font/ttf"),
        ("a.woff2", b"wOF2font", "font/woff2"),
    ],
)
def test_a_member_is_served_as_what_its_bytes_are(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    served = member(epub(tmp_path / "a.epub", files={name: data}), f"OEBPS/{name}")
    assert (served.data, served.content_type) == (data, kind)


@pytest.mark.parametrize(
    "name",
    [
        "OEBPS/v.svg",
        "OEBPS/p1.xhtml",
        "OEBPS/fake.png",
        "OEBPS/s.css",
        "OEBPS/hidden.png",
        "mimetype",
        "",
        "../x",
    ],
)
def test_all_other_members_are_refused(tmp_path: Path, name: str) -> None:
    files = {"v.svg": b"<svg onload='x'/>", "fake.png": page("<script/>"), "s.css": b"p{}"}
    path = epub(tmp_path / "a.epub", files=files, extra={"OEBPS/hidden.png": picture()})
    with pytest.raises(NoSuchPart):
        member(path, name)


def encryption(algorithm: str) -> bytes:
    return (
        '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        f'<enc:EncryptionMethod Algorithm="{algorithm}"/></enc:EncryptedData></encryption>'
    ).encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("META-INF/rights.xml", b"<rights/>"),
        ("META-INF/license.lcpl", b"{}"),
        ("META-INF/encryption.xml", encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc")),
        ("META-INF/encryption.xml", b"<encryption><EncryptedData/></encryption>"),
    ],
)
def test_a_locked_book_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(RightsProtected):
        read_epub(epub(tmp_path / "a.epub", extra={name: data}))


def test_obfuscated_fonts_are_no_lock(tmp_path: Path) -> None:
    data = encryption("http://www.idpf.org/2008/embedding")
    assert read_epub(epub(tmp_path / "a.epub", extra={"META-INF/encryption.xml": data})).title == "Truyện thử"


def test_a_book_without_pages_or_package_is_damaged(tmp_path: Path) -> None:
    for path in (
        epub(tmp_path / "a.epub", {}),
        archive(tmp_path / "b.epub", [("mimetype", b"application/epub+zip")]),
    ):
        with pytest.raises(DamagedFile):
            read_epub(path)
