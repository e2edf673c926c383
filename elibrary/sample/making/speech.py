"""Speech from the source texts, and its encoding with chapters.

The voice is espeak-ng's southern Vietnamese; a machine reads, and the records say so.
"""

import subprocess
import tempfile
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

import av
from av.audio.stream import AudioStream

from elibrary.sample.making.texts import Chapter

if TYPE_CHECKING:
    from av.container.core import Chapter as Mark

RATE = 22050
"""Samples per second of espeak-ng's output: one channel, 16 bits."""
VOICE = ("-v", "vi-vn-x-south", "-s", "165", "-g", "1", "-a", "75")
"""Southern, a little slow for elderly ears, a short gap after each word, quiet enough not to clip."""
SPOKEN = {"115": "một một năm", "114": "một một bốn", "OTP": "ô tê pê", "SIM": "xim"}
"""What the voice would read wrongly, and how it is said."""


@dataclass(frozen=True)
class Spoken:
    """A chapter as sound: `samples` is mono 16-bit little-endian PCM at RATE."""

    title: str
    samples: bytes

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return len(self.samples) / 2 / RATE


def speak(chapter: Chapter) -> Spoken:
    """Read a chapter aloud: the title, then each block, with a breath between them."""
    parts = [say(chapter.title), silence(0.8)]
    for block in chapter.blocks:
        for line in block.lines:
            parts += [say(line), silence(0.15)]
        parts.append(silence(0.3))
    return Spoken(chapter.title, b"".join([*parts, silence(0.7)]))


def encode(spoken: list[Spoken], path: Path, form: str, codec: str, *, bit_rate: int, rate: int) -> None:
    """Encode the chapters one after the other; more than one become chapters of the file."""
    with av.open(str(path), "w", format=form) as book:
        stream = cast(AudioStream, book.add_stream(codec, rate=rate))
        stream.bit_rate = bit_rate
        stream.layout = "mono"
        if len(spoken) > 1:
            book.set_chapters(_marks(spoken))
        frame = av.AudioFrame(format="s16", layout="mono", samples=sum(len(s.samples) for s in spoken) // 2)
        frame.planes[0].update(b"".join(s.samples for s in spoken))
        frame.sample_rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            book.mux(packet)


def say(line: str, voice: Sequence[str] = VOICE, spoken: Mapping[str, str] = SPOKEN) -> bytes:
    """A line as samples, read by `voice` (arguments of espeak-ng); `spoken` is how some words are said."""
    for written, said in spoken.items():
        line = line.replace(written, said)
    with tempfile.NamedTemporaryFile(suffix=".wav") as sound:
        command = ["espeak-ng", *voice, "-w", sound.name, "--stdin"]
        subprocess.run(command, input=line.encode(), check=True)  # noqa: S603 - our own text, no shell
        with wave.open(sound.name) as recording:
            return bytes(recording.readframes(recording.getnframes()))


def silence(seconds: float) -> bytes:
    """Samples in which nothing is said."""
    return bytes(2 * int(RATE * seconds))


def _marks(spoken: list[Spoken]) -> "list[Mark]":
    """Chapter marks in milliseconds, each from the end of the one before."""
    marks: list[Mark] = []
    start = 0
    for number, part in enumerate(spoken):
        end = start + round(part.seconds * 1000)
        title = {"title": part.title}
        marks.append(
            {"id": number, "start": start, "end": end, "time_base": Fraction(1, 1000), "metadata": title}
        )
        start = end
    return marks
