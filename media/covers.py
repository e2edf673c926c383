"""Covers for records that have none: paper, lacquer and jade, the title set large, one calm ornament.

Everything is drawn at twice its size and made smaller, so that curves are smooth.
"""

import hashlib
import io
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from media.fonts import Fonts
from media.lettering import Setting, set_in_box

Colour = str
SCALE = 2
# All lengths below are in thousandths of the cover's width.
MARGIN = 90
TITLE_TOP = 110
TITLE_HEIGHT = 570
TITLE_SIZES = (132, 118, 106, 95, 85, 77, 69, 62, 56)
AUTHOR_SIZES = (56, 50, 45)
AUTHOR_GAP = 44
AUTHOR_LINES = 2
ORNAMENT_TOP = 990
HEIGHT = 1500
SPINE_GAP = 14
# Width, height, and whether it is light; with the gaps they fill the width between the margins.
SPINES = (
    (86, 330, False),
    (58, 280, True),
    (104, 360, False),
    (70, 300, False),
    (58, 340, True),
    (96, 310, False),
    (72, 350, False),
    (54, 270, True),
    (110, 325, False),
)
LONGEST_TEXT = 400  # characters looked at; no cover has room for more
QUALITY = 70


@dataclass(frozen=True)
class Palette:
    """The colours of one cover: ground, title, author, ornament and its lighter companion."""

    ground: Colour
    title: Colour
    author: Colour
    ornament: Colour
    companion: Colour


PALETTES = (
    Palette("#FBF8F3", "#22201C", "#5F584E", "#A4243B", "#E7C9C2"),
    Palette("#FBF8F3", "#22201C", "#5F584E", "#0F6B5C", "#C5DDD5"),
    Palette("#A4243B", "#FBF8F3", "#F6DCD8", "#8A1B30", "#C65A68"),
    Palette("#0F6B5C", "#FBF8F3", "#D5E9E3", "#0A5648", "#4A9787"),
    Palette("#F0E4CF", "#22201C", "#5A4F40", "#B8873B", "#DCC498"),
    Palette("#2B3440", "#FBF8F3", "#CFD5DC", "#3B4653", "#D9A14A"),
)


@dataclass(frozen=True)
class Sheet:
    """The drawing surface, measured in thousandths of the cover's width."""

    draw: ImageDraw.ImageDraw
    palette: Palette
    unit: float

    def px(self, *lengths: float) -> list[int]:
        """Lengths in pixels."""
        return [round(length * self.unit) for length in lengths]

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """A filled circle."""
        self.draw.ellipse(self.px(x - radius, y - radius, x + radius, y + radius), fill=fill)

    def ring(self, x: float, y: float, radius: float, width: float, colour: Colour) -> None:
        """A circle line that lies inside `radius`."""
        box = self.px(x - radius, y - radius, x + radius, y + radius)
        self.draw.ellipse(box, outline=colour, width=self.px(width)[0])

    def bar(self, box: tuple[float, float, float, float], fill: Colour) -> None:
        """A filled rectangle."""
        left, top, right, bottom = self.px(*box)
        self.draw.rectangle((left, top, right - 1, bottom - 1), fill=fill)


def draw_cover(title: str, author: str, *, seed: str, fonts: Fonts, width: int = 400) -> bytes:
    """A WebP picture of `width` × 1.5 `width` px; the same words and seed give the same picture."""
    digest = hashlib.sha256(seed.encode()).digest()
    palette = PALETTES[digest[0] % len(PALETTES)]
    ornament = ORNAMENTS[digest[1] % len(ORNAMENTS)]
    size = (width * SCALE, width * SCALE * HEIGHT // 1000)
    image = Image.new("RGB", size, palette.ground)
    sheet = Sheet(ImageDraw.Draw(image), palette, size[0] / 1000)
    ornament(sheet)
    _words(sheet, title, author, fonts)
    out = io.BytesIO()
    image.resize((width, size[1] // SCALE), Image.Resampling.LANCZOS).save(out, "WEBP", quality=QUALITY)
    return out.getvalue()


def _words(sheet: Sheet, title: str, author: str, fonts: Fonts) -> None:
    """The title from the top, a short rule, the author; both at the left margin."""
    wide = 1000 - 2 * MARGIN
    title_set = _set(sheet, title, fonts.bold, (wide, TITLE_HEIGHT), TITLE_SIZES)
    bottom = _write(sheet, title_set, TITLE_TOP, sheet.palette.title)
    author_box = (wide, AUTHOR_LINES * AUTHOR_SIZES[0] * 1.3)
    author_set = _set(sheet, author, fonts.regular, author_box, AUTHOR_SIZES)
    _write(sheet, author_set, bottom + AUTHOR_GAP, sheet.palette.author)


def _set(sheet: Sheet, text: str, font: Path, box: tuple[float, float], sizes: tuple[int, ...]) -> Setting:
    plain = unicodedata.normalize("NFC", text[:LONGEST_TEXT])
    width, height = sheet.px(*box)
    return set_in_box(plain, font, (width, height), sheet.px(*sizes))


def _write(sheet: Sheet, setting: Setting, top: float, colour: Colour) -> float:
    """Draw the lines from `top` down and return where they end."""
    x, y = sheet.px(MARGIN, top)
    for number, line in enumerate(setting.lines):
        baseline = y + setting.line_height * number + round(setting.font.size)
        sheet.draw.text((x, baseline), line, font=setting.font, fill=colour, anchor="ls")
    return top + setting.height / sheet.unit


def _waves(sheet: Sheet) -> None:
    """Rows of scales, as on lacquer and on the hems of court robes."""
    radius = 100
    for row in range(8):
        y = ORNAMENT_TOP + 150 + row * radius * 0.62
        for column in range(-1, 7):
            x = column * radius * 2 + (row % 2) * radius
            sheet.disc(x, y, radius, sheet.palette.ornament)
            sheet.ring(x, y, radius, 8, sheet.palette.companion)
            sheet.ring(x, y, radius * 0.66, 7, sheet.palette.companion)
            sheet.disc(x, y, radius * 0.28, sheet.palette.companion)


def _drum(sheet: Sheet) -> None:
    """Rings round a star, as on the bronze drums, rising from the lower right corner."""
    x, y = 700, 1420
    for radius, width in ((440, 16), (395, 5), (370, 60), (290, 5), (265, 16), (220, 5)):
        sheet.ring(x, y, radius, width, sheet.palette.ornament)
    sheet.disc(x, y, 150, sheet.palette.companion)
    sheet.disc(x, y, 84, sheet.palette.ornament)


def _sun(sheet: Sheet) -> None:
    """A disc behind three hills."""
    sheet.disc(690, 1150, 165, sheet.palette.companion)
    for x, y, radius in ((860, 1990, 620), (160, 1960, 650)):
        sheet.disc(x, y, radius + 22, sheet.palette.ground)
        sheet.disc(x, y, radius, sheet.palette.ornament)


def _books(sheet: Sheet) -> None:
    """Spines on a shelf, seen from the front."""
    x = float(MARGIN)
    for width, height, light in SPINES:
        colours = (sheet.palette.ornament, sheet.palette.companion)
        sheet.bar((x, 1390 - height, x + width, 1390), colours[light])
        for band in (44, 62):
            sheet.bar((x, 1390 - height + band, x + width, 1396 - height + band), colours[not light])
        x += width + SPINE_GAP
    sheet.bar((MARGIN, 1402, 1000 - MARGIN, 1412), sheet.palette.ornament)


ORNAMENTS: tuple[Callable[[Sheet], None], ...] = (_waves, _drum, _sun, _books)
