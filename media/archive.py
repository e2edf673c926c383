"""ZIP archives from strangers: members by exact name, nothing that escapes, hides or explodes.

The format is APPNOTE.TXT 6.3.10; EPUB packages are the profile of OCF 3.3 §4.3 (stored or deflated
members, not encrypted, no spanning). Every member name is judged before one byte is inflated.
"""

import stat
import struct
import unicodedata
import zipfile
import zlib
from pathlib import Path
from types import TracebackType

from media.errors import N_, DamagedFile, DangerousArchive, EmptyFile, PasswordProtected
from media.text import composed

MAX_MEMBERS = 10_000
MAX_DIRECTORY = 8 * 2**20  # bytes of the central directory: 10,000 members with long names
MAX_TOTAL = 2**30  # bytes unpacked
MAX_MEMBER = 256 * 2**20  # bytes unpacked
MAX_RATIO = 200
RATIO_COUNTS_FROM = 2**20  # bytes unpacked; a page of blanks may well shrink 300-fold
CHUNK = 64 * 1024

END = struct.Struct("<4s4H2LH")  # end of central directory record, APPNOTE 4.3.16
END_SIGNATURE = b"PK\x05\x06"
LOCATOR_SIGNATURE = b"PK\x06\x07"  # ZIP64 end of central directory locator, APPNOTE 4.3.15
LOCATOR_SIZE = 20

UTF8_NAME = 0x800  # general purpose bit 11, APPNOTE appendix D
ENCRYPTED = 0x1 | 0x40

TOO_MANY = N_("quá nhiều mục bên trong")
TOO_LARGE = N_("bung ra quá lớn")
ESCAPES = N_("có đường dẫn thoát ra ngoài")
SPECIAL = N_("có liên kết hoặc tập tin đặc biệt")
DUPLICATE = N_("có hai mục trùng tên")
OVERLAPS = N_("các mục chồng lên nhau")
STRANGE_METHOD = N_("dùng cách nén lạ")


class MemberMissing(KeyError):
    """No member has this name."""


def _refuse(reason: str) -> DangerousArchive:
    return DangerousArchive(reason=reason)


def _readable_name(info: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: many tools store UTF-8 without setting bit 11."""
    name = info.orig_filename
    if not info.flag_bits & UTF8_NAME:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            return name
    return name


def _key(name: str) -> str:
    """Two names with one key would be one file on some disk."""
    return composed(name).casefold()


def check_end(path: Path) -> None:
    """Judge the central directory's size before `zipfile` loads all of it into memory."""
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile
    with path.open("rb") as file:
        file.seek(max(0, size - END.size - 0xFFFF - LOCATOR_SIZE))
        tail = file.read()
    plain_end = len(tail) - END.size  # no comment: the usual case, and the one `zipfile` tries first
    has_plain_end = plain_end >= 0 and tail[plain_end:].startswith(END_SIGNATURE) and tail[-2:] == b"\0\0"
    at = plain_end if has_plain_end else tail.rfind(END_SIGNATURE)
    if at < 0 or len(tail) - at < END.size:
        raise DamagedFile
    _, _, _, _, count, directory_size, _, _ = END.unpack_from(tail, at)
    if tail[max(0, at - LOCATOR_SIZE) :].startswith(LOCATOR_SIGNATURE):
        raise _refuse(TOO_MANY)  # ZIP64 is for more than 65,535 members or 4 GiB
    if count > MAX_MEMBERS or directory_size > MAX_DIRECTORY:
        raise _refuse(TOO_MANY)


def _check_member(info: zipfile.ZipInfo) -> None:
    """Refuse what one member alone shows to be dangerous."""
    name = _readable_name(info)
    parts = name.split("/")
    if not name or "\\" in name or ":" in parts[0] or name.startswith("/") or ".." in parts:
        raise _refuse(ESCAPES)
    if any(unicodedata.category(letter) == "Cc" for letter in name):
        raise _refuse(ESCAPES)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _refuse(SPECIAL)
    if info.flag_bits & ENCRYPTED:
        raise PasswordProtected
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _refuse(STRANGE_METHOD)
    bomb = info.file_size > RATIO_COUNTS_FROM and info.file_size > MAX_RATIO * max(1, info.compress_size)
    if bomb or info.file_size > MAX_MEMBER:
        raise _refuse(TOO_LARGE)


class SafeArchive:
    """An archive that passed every check, open for reading.

    Raises EmptyFile, DamagedFile (no ZIP, or cut off), PasswordProtected, DangerousArchive(reason=...).
    """

    def __init__(self, path: Path) -> None:
        check_end(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as error:
            raise DamagedFile from error
        try:
            self._members = self._checked(path.stat().st_size)
        except BaseException:
            self._zip.close()
            raise

    def _checked(self, size: int) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > MAX_MEMBERS:
            raise _refuse(TOO_MANY)
        members: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            _check_member(info)
            key = _key(_readable_name(info).rstrip("/"))
            if key in members:
                raise _refuse(DUPLICATE)
            members[key] = info
        if sum(info.file_size for info in infos) > MAX_TOTAL:
            raise _refuse(TOO_LARGE)
        if sum(info.compress_size for info in infos) > size:
            raise _refuse(OVERLAPS)
        return members

    def __enter__(self) -> "SafeArchive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def names(self) -> list[str]:
        """Names of the files (not the folders), in the archive's order."""
        return [_readable_name(info) for info in self._members.values() if not info.is_dir()]

    def find(self, name: str) -> str | None:
        """The stored name that `name` means, or None. Letter case and Unicode form are forgiven."""
        info = self._members.get(_key(name))
        return None if info is None or info.is_dir() else _readable_name(info)

    def read(self, name: str, limit: int = MAX_MEMBER) -> bytes:
        """The bytes of one member. Raises MemberMissing, DamagedFile, DangerousArchive above `limit` bytes.

        Bytes are counted while they are inflated, whatever the header says.
        """
        info = self._members.get(_key(name))
        if info is None or info.is_dir():
            raise MemberMissing(name)
        content = bytearray()
        try:
            with self._zip.open(info) as member:
                while chunk := member.read(CHUNK):
                    content += chunk
                    if len(content) > limit:
                        raise _refuse(TOO_LARGE)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as error:
            raise DamagedFile from error
        return bytes(content)
