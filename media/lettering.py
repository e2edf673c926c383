"""Words set into a box: the largest size at which they fit whole, else ended by an ellipsis."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

LINE_HEIGHT = 1.26  # of the size; Ễ and ợ in the lines above and below do not touch
ELLIPSIS = "…"
NO_GLYPH = "\U0010ffff"


@dataclass(frozen=True)
class Setting:
    """Lines of text at one size in px."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont

    @property
    def line_height(self) -> int:
        """px from one base line to the next."""
        return round(self.font.size * LINE_HEIGHT)

    @property
    def height(self) -> int:
        """px of all lines."""
        return self.line_height * len(self.lines)


def set_in_box(text: str, font: Path, box: tuple[int, int], sizes: Sequence[int]) -> Setting:
    """`text` in a box of (width, height) px, at the first of the falling `sizes` at which it fits.

    A word wider than the box is broken only at the last size, where what is too much ends in an ellipsis.
    Characters for which the font has no glyph are left out.
    """
    for size in sizes:
        face = _face(font, size)
        words = "".join(letter for letter in text if _has_glyph(font, letter)).split()
        lines = _wrap(words, face, box[0])
        room = max(1, int(box[1] / (size * LINE_HEIGHT)))
        if len(lines) <= room and all(face.getlength(line) <= box[0] for line in lines):
            return Setting(tuple(_balanced(words, face, lines)), face)
    broken = _wrap([part for word in words for part in _broken(word, face, box[0])], face, box[0])
    if len(broken) > room:
        broken = [*broken[: room - 1], _ended(broken[room - 1], face, box[0])]
    return Setting(tuple(broken), face)


@lru_cache(maxsize=64)
def _face(font: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font), size)


@lru_cache(maxsize=4096)
def _has_glyph(font: Path, letter: str) -> bool:
    """A font draws the same empty box for everything it does not know."""
    if letter.isspace():
        return True
    face = _face(font, 32)
    return bytes(face.getmask(letter)) != bytes(face.getmask(NO_GLYPH)) and letter.isprintable()


def _wrap(words: Sequence[str], face: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and face.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _balanced(words: Sequence[str], face: ImageFont.FreeTypeFont, lines: list[str]) -> list[str]:
    """The same number of lines, as even as they can be, so that no short word stands alone."""
    low, high = 0.0, max((face.getlength(line) for line in lines), default=0.0)
    while high - low > 1:
        middle = (low + high) / 2
        tried = _wrap(words, face, middle)
        fits = len(tried) <= len(lines) and all(face.getlength(line) <= middle for line in tried)
        low, high = (low, middle) if fits else (middle, high)
    return _wrap(words, face, high)


def _broken(word: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    parts = [""]
    for letter in word:
        if face.getlength(parts[-1] + letter) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def _ended(line: str, face: ImageFont.FreeTypeFont, width: int) -> str:
    while line and face.getlength(line + ELLIPSIS) > width:
        line = line[:-1]
    return line.rstrip(" ,.;:–-") + ELLIPSIS
