"""Recordings as files: encoded speech with title, author, narrator, language, year and cover."""

import base64
from pathlib import Path
from typing import Any

import mutagen.flac
import mutagen.id3
import mutagen.mp4
import mutagen.oggopus

from elibrary.sample.collection import SampleRecord
from elibrary.sample.making.speech import RATE, Spoken, encode

TAGS: Any = mutagen
"""The package carries no types."""


def write_m4b(record: SampleRecord, spoken: list[Spoken], cover: bytes, path: Path) -> None:
    """AAC in MP4 with a QuickTime chapter track and Nero chapters, tags as iTunes names them."""
    encode(spoken, path, "ipod", "aac", bit_rate=14_500, rate=16_000)
    book = TAGS.mp4.MP4(path)
    book["\xa9nam"] = book["\xa9alb"] = record.title
    book["\xa9ART"] = _people(record, "author")
    book["\xa9wrt"] = _people(record, "narrator")
    book["\xa9day"] = record.year
    book["\xa9gen"] = "Audiobook"
    book["stik"] = [2]  # iTunes media kind: audiobook
    book["covr"] = [TAGS.mp4.MP4Cover(cover, TAGS.mp4.MP4Cover.FORMAT_PNG)]
    book.save()


def write_opus(record: SampleRecord, spoken: list[Spoken], cover: bytes, path: Path) -> None:
    """Opus in Ogg (RFC 7845) with CHAPTERnnn comments, the form that players of Vorbis comments share."""
    encode(spoken, path, "ogg", "libopus", bit_rate=12_000, rate=24_000)
    picture = TAGS.flac.Picture()
    picture.type, picture.mime, picture.data = 3, "image/png", cover
    book = TAGS.oggopus.OggOpus(path)
    book["title"] = book["album"] = record.title
    book["artist"] = _people(record, "author")
    book["composer"] = book["performer"] = _people(record, "narrator")
    book["language"] = record.language
    book["date"] = record.year
    book["metadata_block_picture"] = base64.b64encode(picture.write()).decode("ascii")
    book.save()


def write_mp3(record: SampleRecord, number: int, spoken: Spoken, cover: bytes, path: Path) -> None:
    """One track of a folder of tracks, ID3v2.4."""
    encode([spoken], path, "mp3", "libmp3lame", bit_rate=24_000, rate=RATE)
    texts = {
        "TIT2": spoken.title,
        "TALB": record.title,
        "TRCK": str(number),
        "TDRC": record.year,
        "TLAN": "vie",
        "TPE1": _people(record, "author"),
        "TCOM": _people(record, "narrator"),
    }
    tags = TAGS.id3.ID3()
    for name, text in texts.items():
        tags.add(TAGS.id3.Frames[name](encoding=3, text=text))
    tags.add(TAGS.id3.APIC(encoding=3, mime="image/png", type=3, desc="", data=cover))
    tags.save(path)


def _people(record: SampleRecord, role: str) -> list[str]:
    return [name for name, part in record.contributors if part == role]
