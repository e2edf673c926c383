"""Library cards as PDF, in the size of a bank card: whose it is, its number, and a symbol that signs in."""

from collections.abc import Sequence
from dataclasses import dataclass

from fpdf import FPDF

from media import qr
from media.fonts import Fonts
from media.label_layouts import PAGE_HEIGHT, PAGE_WIDTH, Layout
from media.label_text import Block, Face, fit_lines, fit_paragraph, printable
from media.labels import MODULE_MIN, LabelTooSmall, NoLabels, document, draw_block, draw_symbol, face

WIDTH, HEIGHT = 85.6, 54.0
"""Millimetres: ID-1 of ISO/IEC 7810."""
SHEET = Layout(
    "A4",
    2,
    5,
    WIDTH,
    HEIGHT,
    left=(PAGE_WIDTH - 2 * WIDTH) / 2,
    top=(PAGE_HEIGHT - 5 * HEIGHT) / 2,
    gap_x=0,
    gap_y=0,
)
"""Ten cards to cut out."""
EDGE = 5.0
"""From the card's edge to its print; scissors are not exact."""
SYMBOL_MOST, MODULE_MOST = 30.0, 0.7
GAP = 3.0
CUT_GREY = 150
BAND = (164, 36, 59)
BAND_HEIGHT = 1.6


@dataclass(frozen=True)
class Card:
    """What a card says. `url` is what its symbol holds; `number` is printed as it is given."""

    url: str
    library: str
    name: str
    number: str
    hint: str = ""


def single(card: Card, *, fonts: Fonts) -> bytes:
    """One card on a page of its own size, for a card printer. Raises LabelTooSmall, qr.UnusableAddress."""
    with document(WIDTH, HEIGHT) as pdf:
        faces = face(pdf, "", fonts.regular), face(pdf, "B", fonts.bold)
        pdf.add_page()
        _draw(pdf, card, 0, 0, faces)
        return bytes(pdf.output())


def sheets(cards: Sequence[Card], *, fonts: Fonts) -> bytes:
    """A4 pages of ten cards with lines to cut along. Raises NoLabels, LabelTooSmall, qr.UnusableAddress."""
    if not cards:
        raise NoLabels
    with document() as pdf:
        faces = face(pdf, "", fonts.regular), face(pdf, "B", fonts.bold)
        for place, card in enumerate(cards):
            position = place % SHEET.per_sheet + 1
            if position == 1:
                pdf.add_page()
            x, y = SHEET.corner(position)
            _draw(pdf, card, x, y, faces)
            pdf.set_draw_color(CUT_GREY)
            pdf.set_line_width(0.1)
            pdf.rect(x, y, WIDTH, HEIGHT)
        return bytes(pdf.output())


def _draw(pdf: FPDF, card: Card, x: float, y: float, faces: tuple[Face, Face]) -> None:
    """The library above, the name below it, the number large at the foot; the symbol at the right."""
    pdf.set_fill_color(*BAND)
    pdf.rect(x, y, WIDTH, BAND_HEIGHT, style="F")
    modules = qr.matrix(card.url)
    side = len(modules) + 2 * qr.QUIET_ZONE
    module = min(MODULE_MOST, SYMBOL_MOST / side)
    if module < MODULE_MIN:
        raise LabelTooSmall(layout=f"{WIDTH:g} × {HEIGHT:g} mm")
    symbol, quiet = module * side, module * qr.QUIET_ZONE
    right = x + WIDTH - EDGE + quiet - symbol
    draw_symbol(pdf, modules, right + quiet, y + (HEIGHT - symbol) / 2 + quiet, module)
    _draw_texts(pdf, card, (x + EDGE, y + EDGE + BAND_HEIGHT), right - GAP - (x + EDGE), faces)


def _draw_texts(
    pdf: FPDF, card: Card, corner: tuple[float, float], width: float, faces: tuple[Face, Face]
) -> None:
    (x, y), (regular, bold) = corner, faces
    height = HEIGHT - 2 * EDGE - BAND_HEIGHT
    library = fit_paragraph(printable(card.library, regular), regular, width, height * 0.25, (9.0, 6.0))
    name = fit_paragraph(printable(card.name, bold), bold, width, height * 0.36, (14.0, 7.0))
    number = fit_lines([printable(card.number, bold)], bold, width, height * 0.2, (15.0, 7.0))
    hint = fit_paragraph(printable(card.hint, regular), regular, width, height * 0.2, (6.5, 5.0))
    draw_block(pdf, library, x, y)
    draw_block(pdf, name, x, y + library.height + height * 0.07)
    foot = y + height - hint.height
    draw_block(pdf, hint, x, foot)
    draw_block(pdf, number, x, foot - _above(number))


def _above(number: Block) -> float:
    """How far above the hint the number begins."""
    return number.height + 0.6
