"""Sound files and the audiobooks they make up. Seconds everywhere."""

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import av
from av.container import InputContainer
from natsort import natsort_keygen, ns

from media.chapters import Chapter, in_order
from media.detect import Kind, content_type, kind_of
from media.errors import DamagedFile, UnknownFormat
from media.mojibake import repair
from media.sound import duration_of, is_cut_off, must_decode, opened, sound_of
from media.tags import Tags, read_tags

_TRACK_NAME = re.compile(
    r"(?:(?:audio ?track|track|chapter|part|chương|phần|hồi|tập|bài|disc|cd|đĩa)\b)?[\s._-]*\d*",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(r"^\d{1,4}(?:[\s._)-]+|(?=\D))")
Value = TypeVar("Value")
_by_name = natsort_keygen(alg=ns.IGNORECASE | ns.PATH)


@dataclass(frozen=True)
class Track:
    """One sound file. `duration` in s, `bit_rate` in bit/s, `language` a code as the tag has it.

    Empty text and None mean that the file says nothing; `chapters` are the file's own.
    """

    path: Path
    size: int
    duration: float
    content_type: str
    codec: str
    bit_rate: int
    title: str
    album: str
    authors: tuple[str, ...]
    narrator: str
    year: int | None
    track_number: int | None
    disc_number: int | None
    genre: str
    language: str | None
    cover: bytes | None
    chapters: tuple[Chapter, ...]

    @property
    def name(self) -> str:
        """What to call the track: its title, or its file's name without suffix and leading number."""
        return self.title or named_after(self.path)


@dataclass(frozen=True)
class AudiobookSource:
    """An audiobook as its files describe it; `chapters` run over all tracks, laid end to end."""

    title: str
    authors: tuple[str, ...]
    narrator: str
    year: int | None
    language: str | None
    cover: bytes | None
    tracks: tuple[Track, ...]
    chapters: tuple[Chapter, ...]

    @property
    def duration(self) -> float:
        """Seconds of all tracks together."""
        return sum(track.duration for track in self.tracks)


def read_track(path: Path) -> Track:
    """Read one sound file. Raises EmptyFile, UnknownFormat, DamagedFile, RightsProtected."""
    kind = kind_of(path, path.name)
    if not kind.is_audio:
        raise UnknownFormat
    try:
        with opened(path, kind) as container:
            return _track(path, kind, container)
    except (av.FFmpegError, UnicodeError) as error:
        raise DamagedFile from error


def read_audiobook(paths: Sequence[Path]) -> AudiobookSource:
    """Read the files of one audiobook, in any order; errors as for `read_track`."""
    return audiobook([read_track(path) for path in paths])


def audiobook(tracks: Sequence[Track]) -> AudiobookSource:
    """The book that these tracks, at least one, make up: put in order, with one line of chapters."""
    ordered = _in_order(tracks)
    return AudiobookSource(
        title=_single_title(ordered[0]) if len(ordered) == 1 else _common_title(ordered),
        authors=_commonest(track.authors for track in ordered) or (),
        narrator=_commonest(track.narrator for track in ordered) or "",
        year=_commonest(track.year for track in ordered),
        language=_commonest(track.language for track in ordered),
        cover=next((track.cover for track in ordered if track.cover), None),
        tracks=ordered,
        chapters=_time_line(ordered),
    )


def named_after(path: Path) -> str:
    """A title made from a file's name: "03 - Hồi 3.mp3" → "Hồi 3", "03.mp3" → "03"."""
    stem = unicodedata.normalize("NFC", path.stem).replace("_", " ").strip()
    return _LEADING_NUMBER.sub("", stem).strip() or stem


def _track(path: Path, kind: Kind, container: InputContainer) -> Track:
    stream = sound_of(container)
    must_decode(container, stream)
    if kind is Kind.MP4 and is_cut_off(path):
        raise DamagedFile
    duration = duration_of(path, kind, container)
    if duration <= 0:
        raise DamagedFile
    tags = read_tags(path, kind, {**container.metadata, **stream.metadata})
    chapters = in_order(_own_chapters(container), duration)
    size = path.stat().st_size
    return Track(
        path=path,
        size=size,
        duration=round(duration, 3),
        content_type=content_type(kind, path.name),
        codec=stream.codec_context.codec.canonical_name,
        bit_rate=stream.codec_context.bit_rate or int(size * 8 / duration),
        chapters=chapters,
        **_said(tags),
    )


def _said(tags: Tags) -> dict[str, Any]:
    return {field: getattr(tags, field) for field in Tags.__dataclass_fields__}


def _own_chapters(container: InputContainer) -> Iterable[Chapter]:
    found = container.chapters()
    titles = repair([str(chapter["metadata"].get("title", "")).strip() for chapter in found])
    for chapter, title in zip(found, titles, strict=True):
        start, end = (float(chapter[edge] * (chapter["time_base"] or 0)) for edge in ("start", "end"))
        yield Chapter(title, start, end)


def _in_order(tracks: Sequence[Track]) -> tuple[Track, ...]:
    """By disc and track number where every track has its own, else by the names of folders and files."""
    numbers = [(track.disc_number or 1, track.track_number) for track in tracks]
    if all(number for _, number in numbers) and len(set(numbers)) == len(numbers):
        return tuple(sorted(tracks, key=lambda track: (track.disc_number or 1, track.track_number or 0)))
    return tuple(sorted(tracks, key=lambda track: _by_name(unicodedata.normalize("NFC", str(track.path)))))


def _single_title(track: Track) -> str:
    """The title, or the album where the title only names a track of it."""
    names = {chapter.title for chapter in track.chapters}
    if track.album and (_TRACK_NAME.fullmatch(track.title) or track.title in names):
        return track.album
    return track.name


def _common_title(tracks: Sequence[Track]) -> str:
    """The album, or the folder that holds all tracks."""
    folder = Path(os.path.commonpath([track.path.parent for track in tracks]))
    return _commonest(track.album for track in tracks) or named_after(folder)


def _time_line(tracks: Sequence[Track]) -> tuple[Chapter, ...]:
    """The chapters of the files, or one for each track that has none, moved to where the track begins."""
    titles = [track.name for track in tracks]
    if len(set(titles)) < len(titles):  # every track tagged with the book's title
        titles = [named_after(track.path) for track in tracks]
    line: list[Chapter] = []
    before = 0.0
    for track, title in zip(tracks, titles, strict=True):
        own = track.chapters or (Chapter(title, 0, track.duration),)
        line.extend(chapter.moved(before) for chapter in own)
        before += track.duration
    return tuple(line)


def _commonest(values: Iterable[Value]) -> Value | None:
    said = Counter(value for value in values if value)
    return said.most_common(1)[0][0] if said else None
