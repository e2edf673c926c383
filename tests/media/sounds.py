"""Short sound files made on the spot."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

RATE = 24000


def sound(
    path: Path,
    seconds: float = 1.0,
    *,
    codec: str,
    format: str,  # noqa: A002 - FFmpeg's word
    bit_rate: int = 32000,
    chapters: Iterable[tuple[str, float, float]] = (),
    options: dict[str, str] | None = None,
) -> Path:
    """A quiet tone in the container `format`; chapters are (title, start, end) in seconds."""
    with av.open(path, "w", format=format, options=options or {}) as container:
        stream = container.add_stream(codec, rate=48000 if codec == "libopus" else RATE)
        stream.bit_rate, stream.layout = bit_rate, "mono"
        container.set_chapters(
            [
                {
                    "id": number,
                    "start": round(start * 1000),
                    "end": round(end * 1000),
                    "time_base": Fraction(1, 1000),
                    "metadata": {"title": title},
                }
                for number, (title, start, end) in enumerate(chapters)
            ]
        )
        wave = (np.sin(np.arange(int(seconds * RATE)) * 0.06) * 6000).astype(np.int16)
        for begin in range(0, len(wave), RATE):
            frame = av.AudioFrame.from_ndarray(wave[None, begin : begin + RATE], format="s16", layout="mono")
            frame.sample_rate, frame.pts = RATE, begin
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def mp3(path: Path, seconds: float = 1.0, **made: object) -> Path:
    """An MP3 with a Xing header."""
    return sound(path, seconds, codec="libmp3lame", format="mp3", **made)  # type: ignore[arg-type]


def m4b(path: Path, seconds: float = 1.0, **made: object) -> Path:
    """AAC in MP4, its index before the sound."""
    return sound(path, seconds, codec="aac", format="ipod", options={"movflags": "+faststart"}, **made)  # type: ignore[arg-type]


def opus(path: Path, seconds: float = 1.0, **made: object) -> Path:
    """Opus in Ogg."""
    return sound(path, seconds, codec="libopus", format="ogg", **made)  # type: ignore[arg-type]


def flac(path: Path, seconds: float = 1.0) -> Path:
    """FLAC in its own container."""
    return sound(path, seconds, codec="flac", format="flac")


def adts(path: Path, seconds: float = 1.0) -> Path:
    """AAC frames without a container."""
    return sound(path, seconds, codec="aac", format="adts")


def mp3_of_many_bit_rates(path: Path, loud: float, quiet: float) -> Path:
    """`loud` seconds at 160 kbit/s, then `quiet` seconds at 8 kbit/s, without a Xing header."""
    bare = {"write_xing": "0", "id3v2_version": "0"}
    first = mp3(path.with_suffix(".1"), loud, bit_rate=160000, options=bare)
    second = mp3(path.with_suffix(".2"), quiet, bit_rate=8000, options=bare)
    path.write_bytes(first.read_bytes() + second.read_bytes())
    return path
