"""Texts stay on their label and off the symbol, whatever is written in them."""

import pytest

from media.label_layouts import LAYOUTS
from media.labels import Label, sheet
from media.qr import symbol_url
from tests.media.label_pages import letters, pages, vendored_fonts, words  # noqa: F401 - a fixture

URL = symbol_url("https://thuvien.phuong13.gov.vn", "7KM2Q9XA")
HARD = {
    "long": Label(URL, "Một tựa sách dài " * 600, "895.9221 NG-D", "P13.000001", "Kho", "Thư viện"),
    "one long word": Label(URL, "Ẵ" * 10_000, "W" * 500, "P" * 200, "Ậ" * 200, "Ỗ" * 200),
    "right to left": Label(URL, "\u202eTruyện\u202c \u200fKiều\u2067", "\u202e895", "مرحبا", "שלום"),
    "controls": Label(URL, "Truyện\x00 Kiều\r\n\tbản\x1b[31m 2\ud800", "8\x0095", "P\x00", "\x7f", "\n"),
    "letters the font lacks": Label(URL, "数字図書館 😀👩‍👩‍👧 ⠃⠗ ᚠ", "字", "図", "書", "館"),
    "many marks": Label(URL, "Z" + "\u0303" * 500 + " algo", "1", "2", "3", "4"),
    "nothing": Label(URL),
    "spaces": Label(URL, " \u00a0\u3000 ", " ", " ", " ", " "),
    "many parts": Label(URL, "Đ", "1 A 2 B 3 C 4 D 5 E 6 F 7 G 8 H", "P13", "Kho", "Thư viện"),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("label", HARD.values(), ids=HARD)
def test_every_letter_stands_inside_its_label_beside_the_symbol(label, layout, fonts):
    pdf = sheet([label], layout, start=layout.per_sheet, fonts=fonts)
    x, y = layout.corner(layout.per_sheet)
    symbol_right = x + layout.inset_x + 37 * 0.4 - 4 * 0.4  # at least, at the smallest module
    for letter, (left, top, right, bottom) in letters(pdf):
        assert symbol_right < left, letter
        assert right < x + layout.width, letter
        assert y < top, letter
        assert bottom < y + layout.height, letter


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_no_ink_of_the_text_touches_the_symbol_or_its_quiet_zone(layout, fonts):
    plain, written = Label(URL), HARD["one long word"]
    picture, full = (pages(sheet([each], layout, fonts=fonts), dpi=200)[0] for each in (plain, written))
    symbol = picture.convert("L").point(lambda value: 255 - value).getbbox()
    quiet = round((symbol[2] - symbol[0]) / 29 * 3.9)
    around = (symbol[0] - quiet, symbol[1] - quiet, symbol[2] + quiet, symbol[3] + quiet)
    assert full.crop(around).tobytes() == picture.crop(around).tobytes()


def test_vietnamese_letters_are_printed_composed_and_can_be_copied_from_the_pdf(fonts):
    label = Label(URL, "Tru\u0065\u0323\u0302n Ki\u0065\u0302\u0300u ă â đ ê ô ơ ư", "895.9221 Đ-Ộ")
    text = words(sheet([label], LAYOUTS["L7165"], fonts=fonts))
    assert "Truện Kiều ă â đ ê ô ơ ư" in text.replace("\r\n", " ")
    assert "Đ-Ộ" in text


def test_a_short_title_is_printed_whole_and_a_long_one_ends_in_an_ellipsis(fonts):
    short = words(sheet([Label(URL, "Lão Hạc", "895 NC")], LAYOUTS["L7651"], fonts=fonts))
    assert "Lão Hạc" in short
    assert "…" not in short
    long = words(sheet([Label(URL, "Lão Hạc " * 80, "895 NC")], LAYOUTS["L7651"], fonts=fonts))
    assert long.rstrip().endswith("…")


def test_a_title_shrinks_before_it_is_cut(fonts):
    heights = {}
    for title in ("Hoa", "Hoa " * 24):
        found = list(letters(sheet([Label(URL, title, "895 NC")], LAYOUTS["L7160"], fonts=fonts)))
        [heights[title], *_] = [bottom - top for letter, (_, top, _, bottom) in found if letter == "H"]
        assert "…" not in [letter for letter, _ in found]
    assert heights["Hoa " * 24] < heights["Hoa"] * 0.95


def test_the_caption_gives_way_to_a_long_title_before_the_accession_number(fonts):
    label = Label(URL, "Tựa sách rất dài " * 20, "895 NC", "P13.000001", "Kho mở", "Chú thích")
    text = words(sheet([label], LAYOUTS["L7651"], fonts=fonts))
    assert "P13.000001" in text
    assert "Chú thích" not in text


def test_a_letter_that_the_font_lacks_is_shown_as_a_question_mark(fonts):
    text = words(sheet([Label(URL, "Sách 数 hay")], LAYOUTS["L7165"], fonts=fonts))
    assert "Sách ? hay" in text.replace("\r\n", " ")
