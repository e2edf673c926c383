"""PDFs from the source texts: the guide on A5 for phones and for the printer, the newsletter on A4."""

import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

from elibrary.sample.collection import SampleRecord
from elibrary.sample.making.covers import BOLD, REGULAR
from elibrary.sample.making.texts import Chapter, chapters

INK, QUIET, RED, PAPER = (34, 32, 28), (95, 88, 78), (164, 36, 59), (251, 248, 243)
MADE = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
FOOT = "Bộ sưu tập mẫu của thư viện – nội dung minh họa"


PAPERS = {"A4": (210.0, 297.0), "A5": (148.0, 210.0)}
"""Width and height in millimetres (ISO 216)."""


class Sheet(FPDF):
    """A document in the library's type and colours; sizes in millimetres and points."""

    def __init__(self, record: SampleRecord, *, paper: str, landscape: bool = False) -> None:
        super().__init__("landscape" if landscape else "portrait", "mm", PAPERS[paper])
        self.add_font("Vietnam", "", REGULAR)
        self.add_font("Vietnam", "B", BOLD)
        self.set_title(f"{record.title} – {record.volume or record.subtitle}")
        self.set_author(record.publisher)
        self.set_lang(record.language)
        self.set_creation_date(MADE)
        self.set_margin(16)
        self.set_auto_page_break(True, 18)

    def footer(self) -> None:
        """The page number, and that the content is illustrative."""
        self.set_y(-13)
        self.set_font("Vietnam", "", 8)
        self.set_text_color(*QUIET)
        self.cell(0, 6, FOOT)
        self.set_x(self.l_margin)
        self.cell(0, 6, str(self.page_no()), align=Align.R)

    def words(
        self,
        text: str,
        size: float,
        colour: tuple[int, int, int] = INK,
        *,
        bold: bool = False,
        left: float | None = None,
        width: float = 0,
    ) -> None:
        """A paragraph, left aligned, `left` and `width` in millimetres; by default from margin to margin."""
        self.set_font("Vietnam", "B" if bold else "", size)
        self.set_text_color(*colour)
        self.set_x(self.l_margin if left is None else left)
        self.multi_cell(width, size * 0.52, text, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def write_guide(record: SampleRecord, slug: str, path: Path) -> None:
    """A5: a title page, then a page for each chapter, with bookmarks."""
    sheet = Sheet(record, paper="A5")
    sheet.add_page()
    sheet.set_fill_color(*RED)
    sheet.rect(0, 0, sheet.w, 92, style="F")
    sheet.set_y(34)
    sheet.words(record.title, 30, PAPER, bold=True)
    sheet.ln(2.5)
    sheet.words(record.subtitle, 14, PAPER)
    sheet.set_y(104)
    sheet.words(record.summary, 13)
    sheet.ln(6)
    sheet.words("Cháy, nổ, có người mắc kẹt: gọi 114", 14, RED, bold=True)
    sheet.ln(4)
    sheet.words(record.series, 9, QUIET)
    for number, text in enumerate(chapters(slug), 1):
        sheet.add_page()
        _chapter(sheet, number, text)
    sheet.output(str(path))


def _chapter(sheet: Sheet, number: int, text: Chapter) -> None:
    """A heading with a bookmark, prose, and lists whose items can be ticked off with a pen."""
    sheet.ln(4)
    sheet.start_section(text.title)
    sheet.words(f"{number}. {text.title}", 17.5, RED, bold=True)
    sheet.ln(3)
    for block in text.blocks:
        for line in block.lines:
            if block.kind == "item":
                sheet.set_draw_color(*RED)
                sheet.rect(sheet.l_margin, sheet.get_y() + 1.7, 3.4, 3.4)
                sheet.set_left_margin(22)
            sheet.words(line, 13)
            sheet.set_left_margin(16)
            sheet.set_x(16)
            sheet.ln(2.5)


def write_newsletter(record: SampleRecord, slug: str, path: Path) -> None:
    """A4: a masthead over the first article across the page, the others in two columns."""
    sheet = Sheet(record, paper="A4")
    sheet.add_page()
    _masthead(sheet, record)
    first, *others = chapters(slug)
    sheet.start_section(first.title)
    sheet.words(first.title, 24, INK, bold=True)
    sheet.ln(2.5)
    for block in first.blocks:
        sheet.words(block.lines[0], 12.5)
        sheet.ln(2.5)
    sheet.ln(3)
    sheet.set_draw_color(*QUIET)
    sheet.line(sheet.l_margin, sheet.get_y(), sheet.w - sheet.r_margin, sheet.get_y())
    sheet.ln(5)
    top, half = sheet.get_y(), len(others) // 2
    _column(sheet, others[:half], sheet.l_margin, top)
    _column(sheet, others[half:], sheet.w / 2 + 4, top)
    sheet.output(str(path))


def _column(sheet: Sheet, articles: list[Chapter], left: float, top: float) -> None:
    """Articles one below the other, half the page wide, from `left` and `top` in millimetres."""
    width = sheet.w / 2 - 4 - sheet.l_margin
    sheet.set_y(top)
    for article in articles:
        sheet.start_section(article.title)
        sheet.words(article.title, 15, RED, bold=True, left=left, width=width)
        sheet.ln(1.5)
        for block in article.blocks:
            sheet.words(block.lines[0], 12, left=left, width=width)
            sheet.ln(2)
        sheet.ln(4)


def _masthead(sheet: Sheet, record: SampleRecord) -> None:
    sheet.set_fill_color(*RED)
    sheet.rect(0, 0, sheet.w, 44, style="F")
    sheet.set_y(9)
    sheet.words(record.title, 34, PAPER, bold=True)
    sheet.ln(1.5)
    sheet.words(
        f"{record.volume} · Năm {record.year} · {record.publisher} · Bản mẫu, nội dung minh họa", 9.5, PAPER
    )
    sheet.set_y(52)
