"""Sheets of labels as PDF: QR symbol drawn as vectors, call number stacked, title and location beside it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from fpdf import FPDF
from fpdf.enums import PathPaintRule
from fpdf.fonts import TTFFont
from fpdf.prefs import ViewerPreferences

from media import qr
from media.errors import N_, MediaRefusal
from media.fonts import Fonts
from media.label_layouts import PAGE_HEIGHT, PAGE_WIDTH, Layout
from media.label_text import Block, Face, call_number_lines, fit_lines, fit_paragraph, printable

MODULE_MIN, MODULE_MAX = 0.4, 1.0
"""Width of a QR module in print, in mm: cheap phones do not read smaller ones, larger ones gain nothing."""
SYMBOL_SHARE = 0.46
"""What part of a label's width the symbol may take, unless the smallest module needs more."""
TEXT_MIN = 12.0
"""Millimetres that must be left beside the symbol for a call number to be legible."""
OVERHANG = 0.5
"""Millimetres by which a letter may reach over its own left edge; they keep the quiet zone white."""
HEAD_SHARE = 0.45
"""What part of the height the call number may take."""
FEET = ((3, 7.0), (2, 7.0), (2, 5.5), (1, 5.5))
"""What gives way to a long title: first the caption, then the title's size, then the location."""
GUIDE_GREY = 170
FAMILY = "label"


class LabelTooSmall(MediaRefusal):
    """The symbol does not fit this kind of label at the smallest module that phones read."""

    status: ClassVar[int] = 422
    message = N_(
        "Loại nhãn %(layout)s quá nhỏ: mã QR in ra điện thoại sẽ không quét được. "
        "Hãy chọn loại nhãn lớn hơn, hoặc dùng địa chỉ thư viện ngắn hơn."
    )


class StartOutsideSheet(MediaRefusal):
    """The first label to use is not on the sheet."""

    status: ClassVar[int] = 422
    message = N_("Tờ nhãn này có %(count)s nhãn. Hãy chọn nhãn bắt đầu từ 1 đến %(count)s.")


class NoLabels(MediaRefusal):
    """Nothing was chosen to print."""

    status: ClassVar[int] = 422
    message = N_("Chưa có nhãn nào để in. Hãy chọn ít nhất một tài liệu, một bản hoặc một kệ.")


@dataclass(frozen=True)
class Label:
    """What one label says. Only `url` (see qr.symbol_url) must be there; empty texts take no room."""

    url: str
    title: str = ""
    call_number: str = ""
    accession_number: str = ""
    location: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, in millimetres from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


def sheet(
    labels: Sequence[Label], layout: Layout, *, start: int = 1, fonts: Fonts, guides: bool = False
) -> bytes:
    """A PDF of A4 pages with `labels` from position `start` (counted from 1 by rows) of the first page on.

    `guides` draws the outline of every label for a trial on plain paper. The PDF asks not to be scaled.
    Raises NoLabels, StartOutsideSheet, LabelTooSmall and qr.UnusableAddress.
    """
    if not labels:
        raise NoLabels
    if not 1 <= start <= layout.per_sheet:
        raise StartOutsideSheet(count=layout.per_sheet)
    with document() as pdf:
        faces = face(pdf, "", fonts.regular), face(pdf, "B", fonts.bold)
        for place, label in enumerate(labels, start - 1):
            position = place % layout.per_sheet + 1
            if position == 1 or place == start - 1:
                pdf.add_page()
                if guides:
                    _draw_guides(pdf, layout)
            _draw_label(pdf, label, layout, position, faces)
        return bytes(pdf.output())


@contextmanager
def document(width: float = PAGE_WIDTH, height: float = PAGE_HEIGHT) -> Iterator[FPDF]:
    """An empty document, A4 or of these millimetres; fpdf2 leaves font files open, they are closed here."""
    pdf = FPDF(unit="mm", format=(width, height))
    pdf.set_auto_page_break(False)
    pdf.viewer_preferences = ViewerPreferences(print_scaling="None")
    try:
        yield pdf
    finally:
        for font in pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()


def face(pdf: FPDF, style: str, path: Path) -> Face:
    """Take a font file into the document."""
    pdf.add_font(FAMILY, style, path)
    font = pdf.fonts[FAMILY + style]
    if not isinstance(font, TTFFont):
        raise TypeError(f"{path} is not a TrueType font")
    return Face(font, style)


def _draw_guides(pdf: FPDF, layout: Layout) -> None:
    pdf.set_draw_color(GUIDE_GREY)
    pdf.set_line_width(0.1)
    for position in range(1, layout.per_sheet + 1):
        pdf.rect(*layout.corner(position), layout.width, layout.height)


def _draw_label(pdf: FPDF, label: Label, layout: Layout, position: int, faces: tuple[Face, Face]) -> None:
    """Symbol at the left, centred in height; the texts take the rest."""
    x, y = layout.corner(position)
    width, height = layout.width - 2 * layout.inset_x, layout.height - 2 * layout.inset_y
    x, y = x + layout.inset_x, y + layout.inset_y
    modules = qr.matrix(label.url)
    side = len(modules) + 2 * qr.QUIET_ZONE
    module = _module(side, width, height, layout)
    edge = module * qr.QUIET_ZONE
    draw_symbol(pdf, modules, x + edge, y + (height - module * side) / 2 + edge, module)
    beside = module * side + OVERHANG
    _draw_texts(pdf, label, Box(x + beside, y, width - beside, height), *faces)


def _module(side: int, width: float, height: float, layout: Layout) -> float:
    """How wide a module of a symbol of `side` modules (quiet zone included) becomes, in mm."""
    module = max(MODULE_MIN, min(MODULE_MAX, width * SYMBOL_SHARE / side, height / side))
    if module * side > height or width - module * side < TEXT_MIN:
        raise LabelTooSmall(layout=layout.name)
    return module


def draw_symbol(pdf: FPDF, modules: qr.Matrix, x: float, y: float, module: float) -> None:
    """One filled path, so that no viewer shows hairlines between neighbouring rectangles."""
    with pdf.new_path(paint_rule=PathPaintRule.FILL_NONZERO) as path:
        path.style.fill_color = "#000000"
        for bar in qr.bars(modules):
            path.rectangle(x + bar.x * module, y + bar.y * module, bar.width * module, bar.height * module)


def _draw_texts(pdf: FPDF, label: Label, box: Box, regular: Face, bold: Face) -> None:
    """Call number above, title below it, accession number, location and caption at the foot."""
    large = min(20.0, max(8.0, box.height * 0.28 + 4))
    small = min(9.0, large * 0.6)
    gap = small * 0.05
    apart = box.height * 0.03  # around the title
    parts = call_number_lines(printable(label.call_number, bold))[:4]
    head = fit_lines(parts, bold, box.width, box.height * HEAD_SHARE, (large, 6.0))
    title = printable(label.title, regular)
    notes = [printable(text, regular) for text in (label.accession_number, label.location, label.caption)]
    for kept, smallest in FEET:
        feet = [
            fit_lines([text], regular, box.width, box.height, (small, 5.0)) for text in notes[:kept] if text
        ]
        taken = sum(block.height + gap for block in (head, *feet) if block.lines)
        room = box.height - taken - 2 * apart
        body = fit_paragraph(title, regular, box.width, room, (large * 0.75 if parts else large, smallest))
        if body.whole:
            break
    draw_block(pdf, head, box.x, box.y)
    draw_block(pdf, body, box.x, box.y + (head.height + apart if head.lines else 0))
    bottom = box.y + box.height
    for block in reversed(feet):
        bottom -= block.height
        draw_block(pdf, block, box.x, bottom)
        bottom -= gap


def draw_block(pdf: FPDF, block: Block, x: float, y: float) -> None:
    """Draw with the upper left corner at (x, y)."""
    pdf.set_font(FAMILY, block.face.style, block.size)
    for number, line in enumerate(block.lines):
        pdf.text(x, y + block.rise + number * block.pitch, line)
