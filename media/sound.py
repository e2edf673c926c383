"""The sound in a file, by PyAV (FFmpeg): can it be played, is it whole, how long does it truly last."""

from pathlib import Path
from typing import Any

import av
from av.container import InputContainer

from media.detect import HEAD, Kind
from media.errors import DamagedFile, RightsProtected, UnknownFormat
from media.frames import id3_length, sound_bytes_promised

# The demuxer is named, never guessed: FFmpeg would take a playlist and open what it names.
DEMUXERS = {Kind.MP3: "mp3", Kind.MP4: "mov", Kind.OGG: "ogg", Kind.FLAC: "flac", Kind.AAC: "aac"}
FILES_ONLY = {"protocol_whitelist": "file"}
ENCRYPTED = frozenset({"drms", "enca", "aavd"})  # iTunes, ISO 23001-7, Audible
STILL_PICTURES = frozenset({"mjpeg", "png", "bmp", "gif", "webp", "tiff"})
PACKETS_TRIED = 64
MP4_BOX = 8
LARGE_BOX = 16
XING_SLACK = 0.01  # how far the promised and the present number of bytes may be apart


def opened(path: Path, kind: Kind) -> InputContainer:
    """The file in FFmpeg's hands, to be closed by the caller. Raises av.FFmpegError."""
    return av.open(path, format=DEMUXERS[kind], options=FILES_ONLY, metadata_errors="replace")


def sound_of(container: InputContainer) -> av.AudioStream:
    """The sound of the file, which may carry pictures beside it but no film.

    Raises UnknownFormat for a film and for sound in an unknown coding, DamagedFile where there is no sound,
    RightsProtected.
    """
    # FFmpeg gives no coder to a stream that it cannot decode.
    pictures: list[Any] = [stream.codec_context for stream in container.streams.video]
    if any(coder and coder.name not in STILL_PICTURES for coder in pictures):
        raise UnknownFormat
    if not container.streams.audio:
        raise DamagedFile
    stream = container.streams.audio[0]
    coder: Any = stream.codec_context
    if not coder:
        raise UnknownFormat
    if coder.codec_tag.lower() in ENCRYPTED:
        raise RightsProtected
    return stream


def must_decode(container: InputContainer, stream: av.AudioStream) -> None:
    """Raise DamagedFile unless a frame comes out of the first packets."""
    for packet, _ in zip(container.demux(stream), range(PACKETS_TRIED), strict=False):
        try:
            if packet.decode():
                return
        except av.FFmpegError:
            continue  # the first packets of a cut MP3 need bytes that are gone
    raise DamagedFile


def duration_of(path: Path, kind: Kind, container: InputContainer) -> float:
    """Seconds of sound: from the container where it can be believed, else by walking all packets.

    ADTS has no length, FLAC and MP3 keep theirs when they are cut, and an MP3 of variable bit rate without
    a Xing header only looks as if it had one.
    """
    if kind in (Kind.AAC, Kind.FLAC) or (kind is Kind.MP3 and not _has_true_header(path)):
        return _walked(path, kind)
    stream = container.streams.audio[0]
    if kind is Kind.MP4 and stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return container.duration / av.time_base if container.duration else _walked(path, kind)


def is_cut_off(path: Path) -> bool:
    """Whether a box of an MP4 file reaches behind its end (ISO 14496-12 §4.2)."""
    size, at = path.stat().st_size, 0
    with path.open("rb") as file:
        while at + MP4_BOX <= size:
            file.seek(at)
            header = file.read(LARGE_BOX)
            length = int.from_bytes(header[:4])
            if length == 1:
                length = int.from_bytes(header[8:])
            if length < MP4_BOX:  # 0 means "to the end of the file"
                return length != 0
            at += length
    return at > size


def _walked(path: Path, kind: Kind) -> float:
    with opened(path, kind) as container:
        stream = container.streams.audio[0]
        ticks = sum(packet.duration or 0 for packet in container.demux(stream))
        return float(ticks * stream.time_base) if stream.time_base else 0.0


def _has_true_header(path: Path) -> bool:
    """Whether an MP3 has a Xing or Info header that promises as many bytes as there are."""
    with path.open("rb") as file:
        start = id3_length(file.read(HEAD))
        file.seek(start)
        promised = sound_bytes_promised(file.read(HEAD))
    present = path.stat().st_size - start
    return promised is not None and abs(present - promised) <= present * XING_SLACK
