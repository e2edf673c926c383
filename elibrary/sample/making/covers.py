"""Covers: a flat drawing of an alley by day or night above the title, in the library's colours."""

import io
import random
import textwrap
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parents[2] / "static" / "vendor" / "be-vietnam-pro"
REGULAR = FONTS / "BeVietnamPro-Regular.ttf"
BOLD = FONTS / "BeVietnamPro-Bold.ttf"
PAPER = "#FBF8F3"
COLOURS = 48
GABLES, LIT = 0.6, 0.55
"""Shares of houses with a pointed roof and of windows with a light."""


@dataclass(frozen=True)
class Palette:
    """Sky, sun or moon, far houses, near houses: the four colours of a cover."""

    sky: str
    light: str
    far: str
    near: str


PALETTES = {
    "dung-dien-thoai-thong-minh": Palette("#CFE6E0", "#F6D58A", "#5FA394", "#0F6B5C"),
    "so-cuu-tai-nha": Palette("#F6DEDC", "#FFFFFF", "#CF7480", "#A4243B"),
    "chuyen-hem-nho": Palette("#24304A", "#F3E3B3", "#3D4E72", "#161D2E"),
    "truyen-kieu": Palette("#5A1E2E", "#F2C879", "#8A3244", "#3A111C"),
    "ke-cho-be-nghe": Palette("#FBE3A2", "#F08A4B", "#8CC0A5", "#3F7F86"),
    "ca-dao-tinh-nha": Palette("#E7EBCB", "#F3B562", "#94AC62", "#4D6B35"),
    "bep-nha-minh": Palette("#F9E2C7", "#D9472B", "#E09A54", "#8C4A1F"),
    "getting-around": Palette("#D6E4F3", "#FFFFFF", "#6F93BC", "#234B78"),
}


def cover(slug: str, title: str, subtitle: str, size: tuple[int, int] = (600, 900)) -> bytes:
    """A PNG of `size` pixels (flat colours pack better so); the same slug always gives the same picture."""
    width, height = size
    palette = PALETTES[slug]
    image = Image.new("RGB", size, palette.sky)
    draw = ImageDraw.Draw(image)
    radius = width // 6
    centre = (int(width * 0.7), int(height * 0.2))
    draw.ellipse(
        [centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius], palette.light
    )
    dice = random.Random(slug)  # noqa: S311 - a repeatable drawing, no secret
    _houses(draw, dice, palette.far, size, top=0.36, width=0.19)
    _houses(draw, dice, palette.near, size, top=0.47, width=0.26, windows=palette.light)
    _title(draw, title, subtitle, palette.near, size)
    buffer = io.BytesIO()
    image.quantize(COLOURS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _houses(
    draw: ImageDraw.ImageDraw,
    dice: random.Random,
    colour: str,
    size: tuple[int, int],
    *,
    top: float,
    width: float,
    windows: str | None = None,
) -> None:
    """A row of tube houses from edge to edge; `top` and `width` are shares of the picture."""
    page_width, page_height = size
    left = -int(page_width * 0.05)
    while left < page_width:
        wide = int(page_width * width * dice.uniform(0.7, 1.1))
        roof = int(page_height * (top + dice.uniform(-0.06, 0.06)))
        draw.rectangle([left, roof, left + wide, page_height], colour)
        if dice.random() < GABLES:
            draw.polygon([(left, roof), (left + wide // 2, roof - wide // 3), (left + wide, roof)], colour)
        if windows:
            _windows(draw, dice, windows, (left, roof, wide))
        left += wide + int(page_width * 0.012)


def _windows(
    draw: ImageDraw.ImageDraw, dice: random.Random, colour: str, house: tuple[int, int, int]
) -> None:
    """Two columns of windows, some of them lit; `house` is left, roof and width in pixels."""
    left, roof, wide = house
    pane = wide // 5
    for row in range(3):
        for column in range(2):
            if dice.random() < LIT:
                x = left + pane + column * 2 * pane
                y = roof + pane + row * 2 * pane
                draw.rectangle([x, y, x + pane, y + int(pane * 1.3)], colour)


def _title(draw: ImageDraw.ImageDraw, title: str, subtitle: str, colour: str, size: tuple[int, int]) -> None:
    """The lower part: a panel of paper with the title, the subtitle and the name of the series."""
    width, height = size
    top = int(height * 0.6)
    draw.rectangle([0, top, width, height], PAPER)
    margin, y = width // 14, top + height // 28
    step = width // 8
    for line in textwrap.wrap(title, 16):
        draw.text((margin, y), line, colour, ImageFont.truetype(BOLD, width // 10))
        y += step
    small = ImageFont.truetype(REGULAR, width // 22)
    for line in textwrap.wrap(subtitle, 34):
        draw.text((margin, y + width // 60), line, "#5F584E", small)
        y += width // 16
    draw.text((margin, height - width // 11), "Tủ sách cộng đồng Phường 13", "#22201C", small)
