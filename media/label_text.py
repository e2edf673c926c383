"""Text on labels: made printable, wrapped, shrunk and at last cut with an ellipsis so that it fits its box.

Sizes are in points, boxes in millimetres.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from fpdf.fonts import TTFFont

MM_PER_POINT = 25.4 / 72
LINE = 1.25
"""From one baseline to the next, in ems: Vietnamese capitals carry two marks."""
DESCENT = 0.26
ELLIPSIS = "…"
# More letters than any label holds; what lies beyond is not even measured.
LONGEST = 800


@dataclass(frozen=True)
class Face:
    """A font, its style in the document ("" or "B"), and what can be measured in it."""

    font: TTFFont
    style: str

    def has(self, letter: str) -> bool:
        return ord(letter) in self.font.cmap

    def width(self, text: str, size: float) -> float:
        """In millimetres."""
        return sum(self.font.cw[ord(letter)] for letter in text) * size / 1000 * MM_PER_POINT

    def ascent(self, text: str) -> float:
        """How far the highest letter of `text` reaches above the baseline, in ems."""
        outlines, em = self.font.ttfont["glyf"], 1000 / self.font.scale  # fpdf2 scales to 1000 units an em
        tops = (getattr(outlines[self.font.cmap[ord(letter)]], "yMax", 0) for letter in text)
        return float(max(tops, default=0) / em)

    def fitting(self, text: str, size: float, width: float) -> int:
        """How many letters from the start of `text` fit the width, in one pass."""
        room = width / (size / 1000 * MM_PER_POINT)
        for count, letter in enumerate(text):
            room -= self.font.cw[ord(letter)]
            if room < 0:
                return count
        return len(text)


@dataclass(frozen=True)
class Block:
    """Lines that fit their box, all in one size; `height` in millimetres; no lines where nothing fits."""

    face: Face
    lines: tuple[str, ...]
    size: float
    whole: bool = True

    @property
    def rise(self) -> float:
        """From the block's upper edge to its first baseline."""
        return self.face.ascent(self.lines[0]) * self.size * MM_PER_POINT if self.lines else 0.0

    @property
    def pitch(self) -> float:
        return LINE * self.size * MM_PER_POINT

    @property
    def height(self) -> float:
        if not self.lines:
            return 0.0
        return self.rise + (len(self.lines) - 1) * self.pitch + DESCENT * self.size * MM_PER_POINT


def printable(text: str, face: Face) -> str:
    """`text` as it can be printed in `face`: NFC, one line, no controls or direction marks.

    A letter that the font lacks becomes the replacement character, or a question mark where the font lacks
    that too; a lone combining mark is left out.
    """
    spare = next(sign for sign in ("\N{REPLACEMENT CHARACTER}", "?") if face.has(sign))
    line = " ".join(unicodedata.normalize("NFC", text[: 2 * LONGEST]).split())
    kept = (_sign(letter, face, spare) for letter in line)
    return " ".join("".join(kept).split())


def _sign(letter: str, face: Face, spare: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Cf", "Cs"):
        return ""
    if face.has(letter):
        return letter
    return "" if kind.startswith("M") else spare


def call_number_lines(call_number: str) -> list[str]:
    """A call number stacked by its parts, as on a spine: `005.1 NG-T 1998` → 005.1, NG-T, 1998.

    Parts end at spaces, `/` and `--`. DDC numbers printed in groups of three (`621.382 2`) stay together.
    """
    lines: list[str] = []
    for part in re.split(r"\s+|/|--", call_number):
        if lines and part.isdigit() and re.fullmatch(r"\d+\.[\d ]+", lines[-1]):
            lines[-1] += f" {part}"
        elif part:
            lines.append(part)
    return lines


def fit_paragraph(text: str, face: Face, width: float, height: float, sizes: tuple[float, float]) -> Block:
    """`text` wrapped at the largest of `sizes` (largest, smallest) that fits, else cut at the smallest."""
    for size in _downwards(*sizes):
        block = Block(face, tuple(_wrap(text[:LONGEST], face, size, width, break_words=False)), size)
        if block.height <= height and all(face.width(line, size) <= width for line in block.lines):
            return block
    return _cut(text, face, width, height, sizes[1])


def fit_lines(lines: list[str], face: Face, width: float, height: float, sizes: tuple[float, float]) -> Block:
    """`lines` as they stand at the largest of `sizes` that fits, else each cut at the smallest."""
    for size in _downwards(*sizes):
        block = Block(face, tuple(lines), size)
        if block.height <= height and all(face.width(line, size) <= width for line in lines):
            return block
    cut = tuple(_ellipsis(line[:LONGEST], face, sizes[1], width) for line in lines)
    return Block(face, cut, sizes[1], whole=False)


def _downwards(largest: float, smallest: float) -> Iterator[float]:
    """Sizes in steps of half a point."""
    for half in range(round(largest * 2), round(smallest * 2) - 1, -1):
        yield half / 2


def _cut(text: str, face: Face, width: float, height: float, size: float) -> Block:
    """As many lines as the height allows, the last one ending in an ellipsis where text is left over."""
    lines = list(_wrap(text[:LONGEST], face, size, width, break_words=True))
    kept = len(lines)
    while kept and Block(face, tuple(lines[:kept]), size).height > height:
        kept -= 1
    if kept == len(lines) and len(text) <= LONGEST:
        return Block(face, tuple(lines), size)
    if not kept:
        return Block(face, (), size, whole=False)
    rest = " ".join(lines[kept - 1 : kept + 1]) + ELLIPSIS
    return Block(face, (*lines[: kept - 1], _ellipsis(rest, face, size, width)), size, whole=False)


def _ellipsis(text: str, face: Face, size: float, width: float) -> str:
    """`text` if it fits the width and is not cut already, else as much of it as fits with an ellipsis."""
    if face.width(text, size) <= width:
        return text
    kept = face.fitting(text.removesuffix(ELLIPSIS), size, width - face.width(ELLIPSIS, size))
    return text[:kept].rstrip(" ,.;:/-") + ELLIPSIS


def _wrap(text: str, face: Face, size: float, width: float, *, break_words: bool) -> Iterator[str]:
    """Greedy lines; a word wider than the line stays whole and overflows unless `break_words`."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if face.width(longer, size) <= width:
            line = longer
            continue
        if line:
            yield line
        line = word
        while break_words and (fits := max(1, face.fitting(line, size, width))) < len(line):
            yield line[:fits]
            line = line[fits:]
    if line:
        yield line
