"""Help pages on paper: the sheet, its size of type and where its symbol leads."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from sqlalchemy.orm import Session

from elibrary.centre.models import Centre
from elibrary.help.services import LANGUAGES, HelpPage, help_pages
from elibrary.paths import FONT_BOLD, FONT_REGULAR
from media import help_posters
from media.fonts import Fonts
from tests.conftest import Visitor

pytestmark = pytest.mark.skipif(not Path(FONT_REGULAR).is_file(), reason="run scripts/vendor.py")

PAGES = [page for language in sorted(LANGUAGES) for page in help_pages(language)]
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.language}-{page.slug}")
READABLE = 20
"""Points that can be read from a metre and a half."""


def printed(client: Visitor, page: HelpPage) -> pypdfium2.PdfDocument:
    client.set_cookie("language", page.language)
    answer = client.get(f"/help/{page.slug}/poster.pdf")
    assert answer.content_type == "application/pdf"
    return pypdfium2.PdfDocument(answer.data)


def words(document: pypdfium2.PdfDocument) -> str:
    """All text of the first page, every line on one."""
    text = document[0].get_textpage().get_text_range()
    return " ".join(text.split())


@EVERY_PAGE
def test_the_sheet_says_every_step_and_its_symbol_leads_to_the_page(client: Visitor, page: HelpPage) -> None:
    with printed(client, page) as document:
        assert len(document) == 1
        width, height = document[0].get_size()
        assert (round(width), round(height)) == (595, 842)
        said = words(document)
        assert page.title in said
        assert [step.plain for step in page.steps if step.plain not in said] == []
        [symbol] = zxingcpp.read_barcodes(
            document[0].render(scale=150 / 72).to_pil(), formats=zxingcpp.QRCode
        )
    assert symbol.text == symbol.text.upper()
    assert client.get(urlsplit(symbol.text).path).location == f"/help/{page.slug}"


@EVERY_PAGE
def test_the_steps_can_be_read_from_afar(client: Visitor, page: HelpPage) -> None:
    with printed(client, page) as document:
        text = document[0].get_textpage()
        all_of_it = text.get_text_range()
        for step in page.steps:
            begins = re.search(r"\s+".join(map(re.escape, step.plain.split()[:4])), all_of_it)
            assert begins
            assert pdfium.FPDFText_GetFontSize(text, begins.start()) >= READABLE


def test_the_sheet_says_whose_it_is(client: Visitor, session: Session) -> None:
    [page] = [page for page in help_pages("vi") if page.slug == "tim"]
    with printed(client, page) as document:
        assert "Thư viện Phường 13" in words(document)
    session.add(Centre(name="Thư viện Đức Nhuận – Ỷ Lan"))
    session.commit()
    with printed(client, page) as document:
        assert "Thư viện Đức Nhuận – Ỷ Lan" in words(document)


def test_pictures_are_drawn_not_left_out(client: Visitor) -> None:
    """The left half of the sheet, where they stand, is full of colours."""
    for page in help_pages("vi"):
        with printed(client, page) as document:
            picture = document[0].render(scale=1).to_pil().convert("RGB")
        count = len(page.steps)
        for number in range(count):
            top = 110 + number * (650 - 110) // count
            row = picture.crop((35, top, 160, top + 540 // count - 12))
            assert len(row.getcolors(100_000)) > 40, (page.slug, number)


def test_a_text_longer_than_any_of_ours_is_set_smaller_and_still_printed() -> None:
    long = tuple(((f"{number} " + "Đường nghễnh " * 14, False),) for number in range(6))
    blank = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 220"/>'
    steps = tuple(help_posters.Step(blank, "x", parts) for parts in long)
    sheet = help_posters.Poster("Ỹ" * 40, steps, "HTTPS://THUVIEN.EXAMPLE/H/1", "Quét", "Thư viện", "vi")
    with pypdfium2.PdfDocument(help_posters.draw(sheet, Fonts(FONT_REGULAR, FONT_BOLD))) as document:
        assert len(document) == 1
        assert words(document).count("nghễnh") == 6 * 14


def test_the_symbol_on_the_page_leads_there_too(client: Visitor) -> None:
    answer = client.get("/help/nghe/qr.svg")
    assert answer.content_type.startswith("image/svg+xml")
    assert client.get("/H/4").location == client.get("/h/4").location == "/help/nghe"
    assert client.get("/h/4711").status_code == 404
