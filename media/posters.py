"""Posters of reading lists as PDF: covers in a grid with words and QR symbols, and one symbol of all."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from fpdf import FPDF
from PIL import Image, ImageOps

from media import qr
from media.errors import N_, MediaRefusal
from media.fonts import Fonts
from media.label_text import Block, Face, fit_lines, fit_paragraph, printable
from media.labels import MODULE_MIN, Box, document, draw_block, draw_symbol, face
from media.poster_layouts import Arrangement, Paper, arrange

INK, QUIET, LACQUER, JADE, EDGE = (34, 32, 28), (95, 88, 78), (164, 36, 59), (15, 107, 92), (214, 205, 192)
PANEL = "#F5F0E7"
"""Behind covers whose shape is far from a book's."""
SYMBOL_OF_HEAD = 0.9
"""What part of the height of a head above the titles its symbol takes, quiet zone included."""
COVER_SHARE = 0.46
"""What part of a cell's width the cover may take."""
SYMBOL_HEIGHT, SYMBOL_WIDTH = 0.44, 0.52
"""What part of the cell's height, and of the width beside the cover, a symbol may take."""
MODULE_MAX = 1.2
LIKE_A_BOOK = (0.55, 0.85)
"""Width by height of covers that lose little when they are cut to 2:3."""
DPI, WIDEST = 300, 640
"""Resolution of covers in print, as far as the kept pictures reach (pixels)."""
BESIDE = 5.0
"""Millimetres between a cover and what stands beside it, on A4; no less than a quiet zone."""


class PosterEmpty(MediaRefusal):
    """A poster shows something."""

    status: ClassVar[int] = 422
    message = N_("Danh mục chưa có tài liệu nào để in. Hãy thêm ít nhất một tài liệu.")


class PosterAddressTooLong(MediaRefusal):
    """The symbols do not fit at the smallest module that phones read."""

    status: ClassVar[int] = 422
    message = N_(
        "Địa chỉ thư viện dài quá nên mã QR trên áp phích sẽ khó quét. Hãy dùng địa chỉ ngắn hơn, "
        "hoặc chọn khổ giấy lớn hơn."
    )


@dataclass(frozen=True)
class PosterTitle:
    """A title on a poster. `cover`: a picture that Pillow reads; `url`: see qr.symbol_url."""

    url: str
    title: str
    author: str
    forms: Sequence[str]
    cover: bytes


@dataclass(frozen=True)
class Poster:
    """What a poster says; `sheet(page, pages)` gives the words for which sheet it is."""

    title: str
    library: str
    description: str
    url: str
    url_words: str
    invitation: str
    sheet: Callable[[int, int], str]
    titles: Sequence[PosterTitle]


@dataclass(frozen=True)
class _Faces:
    regular: Face
    bold: Face


def poster(content: Poster, paper: Paper, *, across: bool, fonts: Fonts) -> bytes:
    """The PDF; it asks not to be scaled. Raises PosterEmpty, PosterAddressTooLong, qr.UnusableAddress."""
    if not content.titles:
        raise PosterEmpty
    plan = arrange(paper, len(content.titles), across=across)
    waiting = iter(content.titles)
    with document(plan.width, plan.height) as pdf:
        pdf.set_title(content.title)
        faces = _Faces(face(pdf, "", fonts.regular), face(pdf, "B", fonts.bold))
        for number, cells in enumerate(plan.pages, 1):
            pdf.add_page()
            (_head_beside if plan.head_beside else _head_above)(pdf, content, plan, faces)
            for cell, title in zip(cells, waiting, strict=False):
                _draw_title(pdf, title, cell, plan.scale, faces)
            _foot(pdf, content, plan, faces, number)
        return bytes(pdf.output())


def _head_above(pdf: FPDF, content: Poster, plan: Arrangement, faces: _Faces) -> None:
    """Words at the left, the symbol of the whole list at the right with its caption below."""
    box, scale = plan.head, plan.scale
    _stripe(pdf, box, scale)
    top = box.y + 7 * scale
    side = box.height * SYMBOL_OF_HEAD
    edge = _edge(content.url, side)
    symbol = Box(box.x + box.width - side + edge, top - edge, side, side)
    _symbol(pdf, content.url, symbol)
    caption = [printable(content.url_words, faces.regular)]
    words = fit_lines(caption, faces.regular, side - 2 * edge, box.height, (10 * scale, 5))
    _write(pdf, words, symbol.x + edge, symbol.y + side, QUIET)
    room = Box(box.x, top, symbol.x - box.x, box.height - 7 * scale)
    _head_words(pdf, content, room, scale, faces)


def _head_beside(pdf: FPDF, content: Poster, plan: Arrangement, faces: _Faces) -> None:
    """Words from the top, the symbol of the whole list at the foot with its caption above."""
    box, scale = plan.head, plan.scale
    _stripe(pdf, box, scale)
    side = box.width * 0.75
    caption = printable(content.url_words, faces.regular)
    words = fit_paragraph(caption, faces.regular, box.width, 12 * scale, (11 * scale, 7 * scale))
    bottom = box.y + box.height
    edge = _edge(content.url, side)
    _symbol(pdf, content.url, Box(box.x - edge, bottom - side + edge, side, side))
    caption_top = bottom - side + edge - words.height
    _write(pdf, words, box.x, caption_top, QUIET)
    room = caption_top - box.y - 14 * scale
    _head_words(pdf, content, Box(box.x, box.y + 8 * scale, box.width, room), scale, faces)


def _stripe(pdf: FPDF, box: Box, scale: float) -> None:
    pdf.set_fill_color(*LACQUER)
    pdf.rect(box.x, box.y, box.width, 1.6 * scale, style="F")


def _head_words(pdf: FPDF, content: Poster, box: Box, scale: float, faces: _Faces) -> None:
    """The library's name, the list's title as large as it fits, what the librarian says of it."""
    name = fit_lines(
        [printable(content.library, faces.bold)], faces.bold, box.width, box.height, (12 * scale, 7 * scale)
    )
    _write(pdf, name, box.x, box.y, JADE)
    top = box.y + name.height + 3 * scale
    room = box.y + box.height - top
    about = printable(content.description, faces.regular)
    title = fit_paragraph(
        printable(content.title, faces.bold),
        faces.bold,
        box.width,
        room * (0.62 if about else 1),
        (36 * scale, 11 * scale),
    )
    _write(pdf, title, box.x, top, LACQUER)
    top += title.height + 2.5 * scale
    said = fit_paragraph(about, faces.regular, box.width, box.y + box.height - top, (12 * scale, 8 * scale))
    _write(pdf, said, box.x, top, INK)


def _foot(pdf: FPDF, content: Poster, plan: Arrangement, faces: _Faces, number: int) -> None:
    box, size = plan.foot, 9 * plan.scale
    pages = len(plan.pages)
    which = [printable(content.sheet(number, pages), faces.regular)] if pages > 1 else []
    right = fit_lines(which, faces.regular, box.width / 3, box.height, (size, 5))
    wide = max((faces.regular.width(line, right.size) for line in right.lines), default=0)
    left = fit_lines(
        [printable(content.invitation, faces.regular)],
        faces.regular,
        box.width - wide - 4 * plan.scale,
        box.height,
        (size, 5),
    )
    _write(pdf, left, box.x, box.y, QUIET)
    _write(pdf, right, box.x + box.width - wide, box.y, QUIET)


def _draw_title(pdf: FPDF, title: PosterTitle, cell: Box, scale: float, faces: _Faces) -> None:
    """The cover at the left; beside it title and author above, the symbol and the forms at the foot."""
    wide = min(cell.height * 2 / 3, cell.width * COVER_SHARE)
    high = wide * 1.5
    pdf.image(_cover(title.cover, wide), cell.x, cell.y, wide, high)
    pdf.set_draw_color(*EDGE)
    pdf.set_line_width(0.1)
    pdf.rect(cell.x, cell.y, wide, high)
    beside = wide + BESIDE * scale
    box = Box(cell.x + beside, cell.y, cell.width - beside, high)
    modules = len(qr.matrix(title.url))
    module = min(MODULE_MAX, box.height * SYMBOL_HEIGHT / modules, box.width * SYMBOL_WIDTH / modules)
    module = max(module, MODULE_MIN)
    dark, edge = module * modules, module * qr.QUIET_ZONE
    if dark + edge > box.width or dark + edge > box.height * 0.75 or edge > BESIDE * scale:
        raise PosterAddressTooLong
    bottom = box.y + box.height
    draw_symbol(pdf, qr.matrix(title.url), box.x, bottom - dark, module)
    _words(pdf, title, Box(box.x, box.y, box.width, box.height - dark - edge), faces)
    _forms(pdf, title.forms, Box(box.x + dark + edge, bottom - dark, box.width - dark - edge, dark), faces)


def _words(pdf: FPDF, title: PosterTitle, box: Box, faces: _Faces) -> None:
    """Title and author; a long author gives way first."""
    large = 6 + box.height * 0.34
    small = max(6.5, large * 0.62)
    author = fit_paragraph(
        printable(title.author, faces.regular), faces.regular, box.width, box.height * 0.3, (small, 6)
    )
    room = box.height - (author.height + 1.2 if author.lines else 0)
    named = fit_paragraph(
        printable(title.title, faces.bold), faces.bold, box.width, room, (large, max(7.5, large * 0.55))
    )
    _write(pdf, named, box.x, box.y, INK)
    _write(pdf, author, box.x, box.y + named.height + 1.2, QUIET)


def _forms(pdf: FPDF, forms: Sequence[str], box: Box, faces: _Faces) -> None:
    """In which ways it can be read, one below the other, beside the foot of the symbol."""
    lines = [printable(form, faces.regular) for form in forms]
    block = fit_lines(lines, faces.regular, box.width, box.height, (max(7, 4 + box.height * 0.25), 6))
    if block.lines and block.height <= box.height:
        _write(pdf, block, box.x, box.y + box.height - block.height, JADE)


def _edge(url: str, side: float) -> float:
    """How wide the quiet zone of a symbol is that takes `side` millimetres with it."""
    return side / (len(qr.matrix(url)) + 2 * qr.QUIET_ZONE) * qr.QUIET_ZONE


def _symbol(pdf: FPDF, url: str, box: Box) -> None:
    """Fill the square box with the symbol and its quiet zone."""
    edge = _edge(url, box.width)
    module = edge / qr.QUIET_ZONE
    if module < MODULE_MIN:
        raise PosterAddressTooLong
    draw_symbol(pdf, qr.matrix(url), box.x + edge, box.y + edge, module)


def _write(pdf: FPDF, block: Block, x: float, y: float, colour: tuple[int, int, int]) -> None:
    pdf.set_text_color(*colour)
    draw_block(pdf, block, x, y)


def _cover(picture: bytes, wide: float) -> io.BytesIO:
    """The picture as JPEG in the ratio 2:3: cut where it is nearly so, else whole on a panel."""
    width = min(WIDEST, round(wide / 25.4 * DPI))
    size = (width, width * 3 // 2)
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGB")
    if LIKE_A_BOOK[0] <= image.width / image.height <= LIKE_A_BOOK[1]:
        made = ImageOps.fit(image, size, Image.Resampling.LANCZOS)
    else:
        made = ImageOps.pad(image, size, Image.Resampling.LANCZOS, color=PANEL)
    out = io.BytesIO()
    made.save(out, "JPEG", quality=88)
    out.seek(0)
    return out
