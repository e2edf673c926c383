"""What a sound file says about itself: ID3, MP4 and Vorbis tags by mutagen, else what FFmpeg found."""

import base64
import binascii
import contextlib
import re
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import mutagen
from mutagen.apev2 import APEBadItemError
from mutagen.flac import FLAC, Picture
from mutagen.id3 import ID3, Frames, Frames_2_2
from mutagen.mp4 import MP4
from mutagen.oggflac import OggFLAC
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from media.detect import Kind
from media.mojibake import repair

LARGEST_COVER = 20 * 2**20
MOST_PEOPLE = 30
FRONT_COVER = 3  # the picture type of ID3v2.4 APIC and of FLAC
# What mutagen lets through on hostile files, beside its own errors.
UNREADABLE = (
    mutagen.MutagenError,
    APEBadItemError,
    struct.error,
    zlib.error,
    ValueError,
    LookupError,
    OverflowError,
    EOFError,
)

# Our name of a field → what each kind of tag calls it, the best source first.
ID3_FRAMES = {
    "title": ("TIT2",),
    "album": ("TALB",),
    "authors": ("TPE1", "TPE2"),
    "narrator": ("TXXX:NARRATOR", "TXXX:NARRATEDBY", "TCOM"),
    "date": ("TDRC", "TYER", "TDOR", "TDRL"),
    "track": ("TRCK",),
    "disc": ("TPOS",),
    "genre": ("TCON",),
    "language": ("TLAN", "TXXX:LANGUAGE"),
}
MP4_ATOMS = {
    "title": ("©NAM",),
    "album": ("©ALB",),
    "authors": ("©ART", "AART"),
    "narrator": ("©NRT", "----:COM.APPLE.ITUNES:NARRATOR", "©WRT"),
    "date": ("©DAY",),
    "track": ("TRKN",),
    "disc": ("DISK",),
    "genre": ("©GEN",),
    "language": ("----:COM.APPLE.ITUNES:LANGUAGE",),
}
# Vorbis comments, and the names FFmpeg gives to everything.
COMMENTS = {
    "title": ("TITLE",),
    "album": ("ALBUM",),
    "authors": ("ARTIST", "AUTHOR", "ALBUMARTIST", "ALBUM_ARTIST"),
    "narrator": ("NARRATOR", "NARRATEDBY", "PERFORMER", "COMPOSER"),
    "date": ("DATE", "YEAR"),
    "track": ("TRACKNUMBER", "TRACK"),
    "disc": ("DISCNUMBER", "DISC"),
    "genre": ("GENRE",),
    "language": ("LANGUAGE",),
}
NO_LANGUAGE = frozenset({"und", "xxx", "mul", "zxx", "unk"})


@dataclass(frozen=True)
class Tags:
    """What the tags say, with wrong encodings put right; empty where they say nothing."""

    title: str = ""
    album: str = ""
    authors: tuple[str, ...] = ()
    narrator: str = ""
    year: int | None = None
    track_number: int | None = None
    disc_number: int | None = None
    genre: str = ""
    language: str | None = None
    cover: bytes | None = None


def read_tags(path: Path, kind: Kind, found: Mapping[str, str]) -> Tags:
    """The tags of the sound file at `path`; `found` is what FFmpeg read, for a file that mutagen refuses."""
    file = _open(path, kind)
    if file is None or not file.tags:
        return _tags(COMMENTS, {name.upper(): [value] for name, value in found.items()}, None)
    if kind in (Kind.MP3, Kind.AAC):
        return _tags(ID3_FRAMES, _id3_texts(file.tags), _picture(file.tags.getall("APIC")))
    if kind is Kind.MP4:
        return _tags(MP4_ATOMS, _mp4_texts(file.tags), bytes(next(iter(file.tags.get("covr", ())), b"")))
    comments = {name.upper(): values for name, values in file.tags.as_dict().items()}
    return _tags(COMMENTS, comments, _picture(_pictures(file, comments)))


def _open(path: Path, kind: Kind) -> Any:
    """The file as mutagen knows it, or None where it refuses."""
    readers: dict[Kind, tuple[Any, ...]] = {
        Kind.MP3: (_read_id3,),
        Kind.AAC: (_read_id3,),
        Kind.MP4: (MP4,),
        Kind.FLAC: (FLAC,),
        Kind.OGG: (OggVorbis, OggOpus, OggFLAC),
    }
    for reader in readers[kind]:
        with contextlib.suppress(*UNREADABLE):
            return reader(path)
    return None


def _read_id3(path: Path) -> Any:
    """An ID3 tag alone, without looking at the sound behind it."""
    reader: Any = ID3
    return SimpleNamespace(tags=reader(path, known_frames=KNOWN_FRAMES))


def _never_unpacked(frame: type[Any]) -> type[Any]:
    """The frame class, leaving out what is compressed: a frame of 256 MB could unpack to 256 GB."""

    def from_data(cls: type[Any], header: Any, flags: int, data: bytes) -> Any:
        compressed = frame.FLAG24_COMPRESS if header.version >= header._V24 else frame.FLAG23_COMPRESS
        if flags & compressed:
            raise NotImplementedError
        return frame._fromData.__func__(cls, header, flags, data)

    return type(frame.__name__, (frame,), {"_fromData": classmethod(from_data)})


# ID3v2.2 knows no compression.
KNOWN_FRAMES = {**Frames_2_2, **{name: _never_unpacked(frame) for name, frame in Frames.items()}}


def _tags(fields: Mapping[str, tuple[str, ...]], texts: Mapping[str, list[str]], cover: bytes | None) -> Tags:
    found = {field: _first(texts, names) for field, names in fields.items()}
    values = iter(repair([value for values in found.values() for value in values]))
    said = {field: [_clean(next(values)) for _ in raw] for field, raw in found.items()}
    authors = _people(said["authors"])
    narrator = ", ".join(_people(said["narrator"]))
    return Tags(
        title=_joined(said["title"]),
        album=_joined(said["album"]),
        authors=authors,
        narrator="" if narrator in ("", ", ".join(authors)) else narrator,  # composer = author in music tags
        year=_year(_joined(said["date"])),
        track_number=_number(_joined(said["track"])),
        disc_number=_number(_joined(said["disc"])),
        genre=_joined(said["genre"]),
        language=_language(_joined(said["language"])),
        cover=cover if cover and len(cover) <= LARGEST_COVER else None,
    )


def _first(texts: Mapping[str, list[str]], names: Iterable[str]) -> list[str]:
    return next((texts[name] for name in names if any(map(str.strip, texts.get(name, ())))), [])


def _clean(text: str) -> str:
    return " ".join(text.replace("\0", " ; ").split())


def _joined(values: Iterable[str]) -> str:
    return ", ".join(filter(None, values))


def _people(values: Iterable[str]) -> tuple[str, ...]:
    """Names apart: several values, or one with `;`, `/` or `&` between. A comma may be part of a name."""
    names = (name.strip() for value in values for name in re.split(r"[;/]| & ", value))
    return tuple(dict.fromkeys(filter(None, names)))[:MOST_PEOPLE]


def _year(text: str) -> int | None:
    year = re.search(r"(?<!\d)(1[0-9]|20)\d\d(?!\d)", text)
    return int(year[0]) if year else None


def _number(text: str) -> int | None:
    """The n of "n" or "n/m", where it counts from 1."""
    number = re.match(r"0*([1-9]\d{0,4})(?!\d)", text)
    return int(number[1]) if number else None


def _language(text: str) -> str | None:
    """A language code in small letters (ISO 639-2 in ID3), None for "undetermined" and for anything else."""
    code = text.lower()
    return code if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9-]+)?", code) and code not in NO_LANGUAGE else None


def _id3_texts(tags: Any) -> dict[str, list[str]]:
    return {key.upper(): [str(text) for text in getattr(frame, "text", ())] for key, frame in tags.items()}


def _mp4_texts(tags: Any) -> dict[str, list[str]]:
    """Text atoms as they are, (number, total) pairs as "number", free-form atoms decoded."""
    return {key.upper(): [_mp4_text(value) for value in _listed(values)] for key, values in tags.items()}


def _listed(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]


def _mp4_text(value: Any) -> str:
    if isinstance(value, tuple):
        return str(value[0])
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _pictures(file: Any, comments: Mapping[str, list[str]]) -> list[Any]:
    """FLAC's own pictures, or those in METADATA_BLOCK_PICTURE comments (base64, xiph.org)."""
    reader: Any = Picture
    pictures = list(getattr(file, "pictures", ()))
    for block in comments.get("METADATA_BLOCK_PICTURE", ()):
        with contextlib.suppress(mutagen.MutagenError, binascii.Error, struct.error, ValueError):
            pictures.append(reader(base64.b64decode(block)))
    return pictures


def _picture(pictures: Iterable[Any]) -> bytes | None:
    """The front cover, or the first picture there is."""
    ranked = sorted(pictures, key=lambda picture: picture.type != FRONT_COVER)
    return bytes(ranked[0].data) if ranked else None
