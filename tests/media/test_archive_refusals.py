"""A dangerous archive is refused before anything of it is used, and the reason is told."""

import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from media.archive import MemberMissing, SafeArchive
from media.errors import DamagedFile, DangerousArchive, EmptyFile, PasswordProtected
from tests.media.documents import archive

DIRECTORY_ENTRY = b"PK\x01\x02"


def special(kind: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("trang.html")
    info.create_system = 3
    info.external_attr = (kind | 0o777) << 16
    return info


def changed(path: Path, offset: int, value: bytes) -> Path:
    """The archive with bytes of its first central directory entry replaced."""
    data = bytearray(path.read_bytes())
    start = data.index(DIRECTORY_ENTRY) + offset
    data[start : start + len(value)] = value
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "name",
    ["../a.html", "a/../../b.html", "/etc/passwd", "a\\b.html", "..\\b", "C:/a.html", "a\nb.html", "x/.."],
)
def test_a_name_that_escapes_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DangerousArchive, match="thoát ra ngoài"):
        SafeArchive(archive(tmp_path / "a.zip", [(name, b"x")]))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_device_is_refused(tmp_path: Path, kind: int) -> None:
    with pytest.raises(DangerousArchive, match="liên kết"):
        SafeArchive(archive(tmp_path / "a.zip", [(special(kind), b"/etc/passwd")]))


@pytest.mark.parametrize("names", [("a.html", "A.HTML"), ("á.html", "a\u0301.html"), ("a", "a/")])
def test_two_names_that_are_one_file_on_some_disk_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    with pytest.raises(DangerousArchive, match="trùng tên"):
        SafeArchive(archive(tmp_path / "a.zip", [(name, b"x") for name in names]))


def test_a_repeated_name_is_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = archive(tmp_path / "a.zip", [("a.html", b"1"), ("a.html", b"2")])
    with pytest.raises(DangerousArchive, match="trùng tên"):
        SafeArchive(path)


def test_100_000_members_are_refused_without_loading_them(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", [("a.html", b"x")])
    data = bytearray(path.read_bytes())
    data[-14:-10] = struct.pack("<HH", 34_464, 34_464)  # the count's 16 bits of 100,000
    path.write_bytes(data)
    with pytest.raises(DangerousArchive, match="quá nhiều mục"):
        SafeArchive(path)


def test_a_zip64_directory_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", [("a.html", b"x")])
    data = path.read_bytes()
    path.write_bytes(data[:-22] + b"PK\x06\x07" + bytes(16) + data[-22:])
    with pytest.raises(DangerousArchive, match="quá nhiều mục"):
        SafeArchive(path)


def test_more_members_than_allowed_are_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", ((f"{n}", b"") for n in range(10_001)))
    with pytest.raises(DangerousArchive, match="quá nhiều mục"):
        SafeArchive(path)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DangerousArchive, match="quá lớn"):
        SafeArchive(archive(tmp_path / "a.zip", [("a.html", bytes(5 * 2**20))]))


def test_a_small_member_may_shrink_much(tmp_path: Path) -> None:
    with SafeArchive(archive(tmp_path / "a.zip", [("a.html", bytes(900_000))])) as opened:
        assert len(opened.read("a.html")) == 900_000


def test_a_member_that_declares_too_much_is_refused(tmp_path: Path) -> None:
    path = changed(archive(tmp_path / "a.zip", [("a.html", b"x" * 90)]), 24, struct.pack("<L", 2**29))
    with pytest.raises(DangerousArchive, match="quá lớn"):
        SafeArchive(path)


def test_a_member_that_declares_too_little_gives_no_byte_more(tmp_path: Path) -> None:
    path = changed(archive(tmp_path / "a.zip", [("a.html", b"x" * 900_000)]), 24, struct.pack("<L", 10))
    with SafeArchive(path) as opened, pytest.raises(DamagedFile):
        opened.read("a.html")


def test_overlapping_members_are_refused(tmp_path: Path) -> None:
    path = changed(archive(tmp_path / "a.zip", [("a.html", b"x" * 90)]), 20, struct.pack("<L", 100_000))
    with pytest.raises(DangerousArchive, match="chồng lên nhau"):
        SafeArchive(path)


def test_bytes_are_counted_while_they_are_read(tmp_path: Path) -> None:
    with SafeArchive(archive(tmp_path / "a.zip", [("a.html", b"x" * 2000)])) as opened:
        assert len(opened.read("a.html", limit=2000)) == 2000
        with pytest.raises(DangerousArchive, match="quá lớn"):
            opened.read("a.html", limit=1999)


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = changed(archive(tmp_path / "a.zip", [("a.html", b"x")]), 8, b"\x01\x00")
    with pytest.raises(PasswordProtected):
        SafeArchive(path)


def test_a_strange_compression_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("a.html", b"x" * 100)
    with pytest.raises(DangerousArchive, match="cách nén lạ"):
        SafeArchive(path)


@pytest.mark.parametrize(
    "cut", [lambda data: data[:-30], lambda data: data[:40], lambda _: b"not a zip at all"]
)
def test_a_cut_off_archive_is_damaged(tmp_path: Path, cut: Callable[[bytes], bytes]) -> None:
    path = archive(tmp_path / "a.zip", [("a.html", b"x" * 500)])
    path.write_bytes(cut(path.read_bytes()))
    with pytest.raises(DamagedFile):
        SafeArchive(path)


def test_a_member_with_changed_bytes_is_damaged(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", [(zipfile.ZipInfo("a.html"), b"text as it is")])
    path.write_bytes(path.read_bytes().replace(b"text as it is", b"TEXT AS IT IS"))
    with SafeArchive(path) as opened, pytest.raises(DamagedFile):
        opened.read("a.html")


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.zip").touch()
    with pytest.raises(EmptyFile):
        SafeArchive(tmp_path / "a.zip")


def test_a_missing_member_is_missing_and_a_folder_is_no_member(tmp_path: Path) -> None:
    with SafeArchive(archive(tmp_path / "a.zip", [("a/", b""), ("a/b", b"x")])) as opened:
        assert opened.names() == ["a/b"]
        for name in ("a", "a/", "../a/b", "c"):
            with pytest.raises(MemberMissing):
                opened.read(name)


def test_names_are_found_despite_letter_case_unicode_form_and_a_missing_utf8_flag(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", [("Chương 1.html", b"x")])
    data = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (DIRECTORY_ENTRY, 8)):
        at = data.index(signature) + flags
        data[at : at + 2] = b"\0\0"
    path.write_bytes(data)
    with SafeArchive(path) as opened:
        assert opened.find("chu\u031bo\u031bng 1.HTML") == "Chương 1.html"
        assert opened.read("Chương 1.html") == b"x"
