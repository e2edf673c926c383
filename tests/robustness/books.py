"""Large books and recordings made in code, each with a title of its own."""

from pathlib import Path
from random import Random

from fpdf import FPDF
from PIL import Image

from tests.media import documents, sounds

MIB = 1024 * 1024


def epub(folder: Path, title: str, mib: int = 20) -> bytes:
    """An EPUB with that many MiB of picture, which no archive makes smaller."""
    weight = Random(title).randbytes(mib * MIB)  # noqa: S311 - any bytes will do
    metadata = documents.dublin_core(title)
    path = folder / "made.epub"
    documents.epub(path, metadata=metadata, files={"a.png": documents.picture() + weight})
    content = path.read_bytes()
    path.unlink()
    return content


def mp3(folder: Path, title: str, mib: int = 20) -> bytes:
    """An MP3 with that many MiB of sound."""
    path = sounds.mp3(folder / "made.mp3", 5.0)
    sound = path.read_bytes()
    path.unlink()
    return tagged(title) + sound * (mib * MIB // len(sound))


def pdf(folder: Path, title: str, mib: int = 20) -> bytes:
    """A PDF of one page with that many MiB of coloured noise."""
    side = int((mib * MIB / 3) ** 0.5)
    document = FPDF()
    document.set_title(title)
    document.set_compression(False)
    document.add_page()
    noise = Random(title).randbytes(side * side * 3)  # noqa: S311 - any bytes will do
    document.image(Image.frombytes("RGB", (side, side), noise), w=100)
    return bytes(document.output())


def tagged(title: str) -> bytes:
    """An ID3v2.3 tag with this title (UTF-16)."""
    text = b"\x01" + title.encode("utf-16")
    frame = b"TIT2" + len(text).to_bytes(4, "big") + b"\0\0" + text
    size = len(frame)
    return b"ID3\x03\0\0" + bytes((size >> shift) & 127 for shift in (21, 14, 7, 0)) + frame
