"""What a file is, told by its content; the name only decides where the content could be two things."""

import zipfile
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from media.archive import check_end
from media.errors import DamagedFile, EmptyFile, UnknownFormat
from media.frames import id3_length, is_adts, is_mp3

HEAD = 64 * 1024
EPUB_TYPE = "application/epub+zip"
# ISO 14496-12 brands of still pictures and of films; the rest of the family is taken for sound.
FOREIGN_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"crx ", b"jp2 ")
FOREIGN_OGG = (b"\x80theora", b"Speex   ", b"fishead\0")
IMAGE_TYPES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"GIF8": "image/gif"}
TRACK_SUFFIXES = frozenset({".mp3", ".m4a", ".m4b", ".mp4", ".aac", ".ogg", ".oga", ".opus", ".flac"})


class Kind(StrEnum):
    """The formats that the library reads."""

    EPUB = "epub"
    PDF = "pdf"
    MP3 = "mp3"
    MP4 = "mp4"
    OGG = "ogg"
    FLAC = "flac"
    AAC = "aac"
    ZIP = "zip"
    IMAGE = "image"

    @property
    def is_audio(self) -> bool:
        """Whether `media.audio.read_track` reads it."""
        return self in AUDIO


AUDIO = frozenset({Kind.MP3, Kind.MP4, Kind.OGG, Kind.FLAC, Kind.AAC})

CONTENT_TYPES = {
    Kind.EPUB: EPUB_TYPE,
    Kind.PDF: "application/pdf",
    Kind.MP3: "audio/mpeg",
    Kind.MP4: "audio/mp4",
    Kind.OGG: "audio/ogg",
    Kind.FLAC: "audio/flac",
    Kind.AAC: "audio/aac",
    Kind.ZIP: "application/zip",
}
IMAGE_SUFFIXES = {".png": "image/png", ".gif": "image/gif", ".webp": "image/webp"}


def kind_of(path: Path, name: str) -> Kind:
    """The format of the file at `path`; `name` is what its sender called it.

    Raises EmptyFile, UnknownFormat, and DamagedFile for an archive without its directory.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
        if not head:
            raise EmptyFile
        if head.startswith(b"PK\x03\x04"):
            check_end(path)
            return _kind_of_archive(file)
        if head.startswith(b"ID3"):
            file.seek(id3_length(head))
            head = file.read(HEAD).lstrip(b"\0")
    kind = _by_magic(head) or _by_frames(head, Path(name).suffix.lower())
    if kind is None:
        raise UnknownFormat
    return kind


def content_type(kind: Kind, name: str) -> str:
    """The media type to serve; among images the name tells which (JPEG unless it says otherwise)."""
    if kind is Kind.IMAGE:
        return IMAGE_SUFFIXES.get(Path(name).suffix.lower(), "image/jpeg")
    return CONTENT_TYPES[kind]


def _by_magic(head: bytes) -> Kind | None:
    if head.startswith(b"fLaC"):
        return Kind.FLAC
    if head.startswith(b"OggS"):
        return None if any(mark in head[:4096] for mark in FOREIGN_OGG) else Kind.OGG
    if head[4:8] == b"ftyp":
        return None if head[8:12] in FOREIGN_BRANDS else Kind.MP4
    if head.startswith(tuple(IMAGE_TYPES)) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return Kind.IMAGE
    if b"%PDF-" in head[:1024]:  # ISO 32000-1 annex H.3.4.1: readers accept it within the first 1024 bytes
        return Kind.PDF
    return None


def _by_frames(head: bytes, suffix: str) -> Kind | None:
    """MPEG sound has no magic number: three frames must follow each other, or two where the name agrees."""
    if is_mp3(head, frames=2 if suffix == ".mp3" else 3):
        return Kind.MP3
    if is_adts(head, frames=2 if suffix == ".aac" else 3):
        return Kind.AAC
    return None


def _kind_of_archive(file: BinaryIO) -> Kind:
    """EPUB (OCF §4.2: a member `mimetype`, or container.xml where that is missing), or a folder of tracks."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if "META-INF/container.xml" in names or _mimetype(archive) == EPUB_TYPE:
                return Kind.EPUB
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, RuntimeError) as error:
        raise DamagedFile from error
    if any(Path(name).suffix.lower() in TRACK_SUFFIXES for name in names):
        return Kind.ZIP
    raise UnknownFormat


def _mimetype(archive: zipfile.ZipFile) -> str:
    if "mimetype" not in archive.namelist():
        return ""
    with archive.open("mimetype") as member:
        return member.read(len(EPUB_TYPE) + 8).decode("ascii", "replace").strip()
