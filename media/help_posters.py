"""A4 posters of a few steps, each a picture and a sentence, with a QR symbol at the foot."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue, PathPaintRule
from fpdf.fonts import TTFFont

from media import qr
from media.fonts import Fonts

Parts = tuple[tuple[str, bool], ...]

FAMILY = "poster"
WIDTH, HEIGHT = 210.0, 297.0
EDGE = 12.0
"""Millimetres that no printer reaches, and some more."""
FOOT = 44.0
"""Millimetres of the symbol with its quiet zone, and of what stands beside it."""
PICTURE_RATIO = 320 / 220
GAP = 4.0
BADGE = 9.0
"""Diameter of the circle that holds a step's number."""
TITLE_SIZES = (44, 40, 36, 32, 28)
INVITATION_SIZE, SMALL_SIZE = 20, 16
TEXT_SIZES = (28, 26, 24, 22, 20)
"""Points; 20 can be read from a metre and a half."""
SMALLEST = 14
"""Points of a step's text where it is longer than any of ours."""
LINE = 1.28
"""From one baseline to the next, in ems: Vietnamese capitals carry two marks."""
EM = 25.4 / 72
"""Millimetres of one point."""
INK, QUIET, LACQUER = (34, 32, 28), (95, 88, 78), (164, 36, 59)
RULE, GROUND, WHITE = (230, 222, 209), (245, 240, 231), (255, 255, 255)


@dataclass(frozen=True)
class Step:
    """`picture` is an SVG document of 320 × 220; `parts` are pieces of text, each with whether it is bold."""

    picture: bytes
    alt: str
    parts: Parts


@dataclass(frozen=True)
class Poster:
    """What a poster says; `url` (see qr.symbol_url) stands in its symbol."""

    title: str
    steps: tuple[Step, ...]
    url: str
    invitation: str
    centre: str
    language: str


def draw(poster: Poster, fonts: Fonts) -> bytes:
    """The poster as a PDF of one page. Raises qr.UnusableAddress."""
    modules = qr.matrix(poster.url)
    with _document(fonts) as pdf:
        pdf.set_title(poster.title)
        pdf.set_lang(poster.language)
        pdf.add_page()
        top = _draw_title(pdf, poster.title)
        _draw_steps(pdf, poster.steps, top, HEIGHT - EDGE - FOOT - GAP)
        _draw_foot(pdf, poster, modules)
        return bytes(pdf.output())


@contextmanager
def _document(fonts: Fonts) -> Iterator[FPDF]:
    """An empty document; fpdf2 leaves the font files open, so they are closed at the end."""
    pdf = FPDF(unit="mm", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.add_font(FAMILY, "", fonts.regular)
    pdf.add_font(FAMILY, "B", fonts.bold)
    try:
        yield pdf
    finally:
        for font in pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()


def _draw_title(pdf: FPDF, title: str) -> float:
    """Draw it in one line if it can be large so, else in more; where the steps may begin."""
    text, width = ((title, True),), WIDTH - 2 * EDGE
    in_one_line = (size for size in TITLE_SIZES if _height(pdf, text, width, size) < 1.5 * size * EM)
    size = next(in_one_line, TITLE_SIZES[-1])
    pdf.set_text_color(*LACQUER)
    _write(pdf, text, (EDGE, EDGE, width), size)
    return EDGE + _height(pdf, text, width, size) + GAP


def _draw_steps(pdf: FPDF, steps: tuple[Step, ...], top: float, bottom: float) -> None:
    """One below the other, all in the largest size in which every text fits beside its picture."""
    row = (bottom - top) / len(steps)
    height = min(row - GAP, 62.0)
    picture = height * PICTURE_RATIO
    left = EDGE + picture + 2 * GAP + BADGE
    width = WIDTH - EDGE - left
    size = _largest(pdf, steps, width, row - GAP)
    for number, step in enumerate(steps):
        y = top + number * row
        _draw_picture(pdf, step, EDGE, y, height)
        _draw_number(pdf, number + 1, left - GAP - BADGE / 2, y + height / 2)
        pdf.set_text_color(*INK)
        _write(pdf, step.parts, (left, y + (height - _height(pdf, step.parts, width, size)) / 2, width), size)


def _largest(pdf: FPDF, steps: tuple[Step, ...], width: float, height: float) -> float:
    sizes = (*TEXT_SIZES, *range(TEXT_SIZES[-1] - 1, SMALLEST - 1, -1))
    fitting = (
        size for size in sizes if all(_height(pdf, step.parts, width, size) <= height for step in steps)
    )
    return next(fitting, SMALLEST)


def _draw_picture(pdf: FPDF, step: Step, x: float, y: float, height: float) -> None:
    width = height * PICTURE_RATIO
    pdf.set_fill_color(*GROUND)
    pdf.rect(x, y, width, height, style="F", round_corners=True, corner_radius=3)
    with pdf.rect_clip(x, y, width, height):
        pdf.image(BytesIO(step.picture), x, y, width, height, alt_text=step.alt)


def _draw_number(pdf: FPDF, number: int, x: float, y: float) -> None:
    """A filled circle around (x, y) with the number in it."""
    pdf.set_fill_color(*LACQUER)
    pdf.circle(x, y, BADGE / 2, style="F")
    pdf.set_text_color(*WHITE)
    size = 18
    pdf.set_font(FAMILY, "B", size)
    pdf.text(x - pdf.get_string_width(str(number)) / 2, y + 0.36 * size * EM, str(number))


def _draw_foot(pdf: FPDF, poster: Poster, modules: qr.Matrix) -> None:
    """Symbol at the left, beside it what it is for, the address in letters and whose library it is."""
    y = HEIGHT - EDGE - FOOT
    pdf.set_draw_color(*RULE)
    pdf.line(EDGE, y - GAP / 2, WIDTH - EDGE, y - GAP / 2)
    module = FOOT / (len(modules) + 2 * qr.QUIET_ZONE)
    x, top = EDGE + module * qr.QUIET_ZONE, y + module * qr.QUIET_ZONE
    with pdf.new_path(paint_rule=PathPaintRule.FILL_NONZERO) as path:
        path.style.fill_color = "#000000"
        for bar in qr.bars(modules):
            path.rectangle(x + bar.x * module, top + bar.y * module, bar.width * module, bar.height * module)
    left = EDGE + FOOT + GAP
    width = WIDTH - EDGE - left
    invitation = ((poster.invitation, True),)
    pdf.set_text_color(*INK)
    _write(pdf, invitation, (left, y + GAP, width), INVITATION_SIZE)
    under = y + GAP + _height(pdf, invitation, width, INVITATION_SIZE) + 1
    pdf.set_text_color(*QUIET)
    _write(pdf, ((poster.url.lower(), False),), (left, under, width), SMALL_SIZE)
    _write(pdf, ((poster.centre, True),), (left, y + FOOT - 9, width), SMALL_SIZE)


def _height(pdf: FPDF, parts: Parts, width: float, size: float) -> float:
    """Of the text in millimetres."""
    return _set(pdf, parts, width, size, dry_run=True)


def _write(pdf: FPDF, parts: Parts, place: tuple[float, float, float], size: float) -> None:
    """Set the text at (x, y, width)."""
    x, y, width = place
    pdf.set_xy(x, y)
    _set(pdf, parts, width, size, dry_run=False)


def _set(pdf: FPDF, parts: Parts, width: float, size: float, *, dry_run: bool) -> float:
    pdf.set_font(FAMILY, "", size)
    marked = "".join(f"**{text}**" if bold else text for text, bold in parts)
    height = pdf.multi_cell(
        width,
        LINE * size * EM,
        marked,
        align=Align.L,
        markdown=True,
        dry_run=dry_run,
        output=MethodReturnValue.HEIGHT,
    )
    return cast(float, height)
