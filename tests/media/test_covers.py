"""A record without a cover gets one: its words whole inside the margins, the same each time."""

import io

import pytest
from PIL import Image, ImageChops

from media.covers import MARGIN, ORNAMENTS, PALETTES, draw_cover
from media.lettering import set_in_box

LONG = (
    "Hướng dẫn kỹ thuật nuôi trồng thuỷ sản nước ngọt ở Đồng bằng sông Cửu Long: "
    "những điều người nông dân cần biết trong mùa nước nổi"
)
TITLES = [
    "Số đỏ",
    "Truyện Kiều",
    "ỄỠỬ Ặ Ẵ Ộ",
    LONG,
    LONG * 5,
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "W" * 300,
]


def drawn(fonts, title, author="Nguyễn Thị Ngọc Ễnh", seed="1", width=400):
    return Image.open(io.BytesIO(draw_cover(title, author, seed=seed, fonts=fonts, width=width))).convert(
        "RGB"
    )


def test_a_cover_is_two_by_three_and_the_same_each_time(fonts):
    assert drawn(fonts, "Số đỏ").size == (400, 600)
    assert drawn(fonts, "Số đỏ", width=200).size == (200, 300)
    same = [draw_cover("Số đỏ", "Vũ Trọng Phụng", seed="7", fonts=fonts) for _ in range(2)]
    assert same[0] == same[1]


def test_seeds_give_many_looks(fonts):
    looks = {draw_cover("Số đỏ", "Vũ Trọng Phụng", seed=str(seed), fonts=fonts) for seed in range(40)}
    assert len(looks) > len(PALETTES) * len(ORNAMENTS) / 2


@pytest.mark.parametrize("title", TITLES)
def test_the_words_stay_inside_the_margins(fonts, title):
    words = ImageChops.difference(drawn(fonts, title), drawn(fonts, "", ""))
    left, top, right, bottom = words.convert("L").point(lambda value: 255 * (value > 40)).getbbox()
    margin = 400 * MARGIN // 1000
    assert left >= margin - 4
    assert right <= 400 - margin + 4
    assert top >= 400 * 70 // 1000, "the marks above the first line need room"
    assert bottom < 400, "the ornament begins below"


def test_a_short_title_is_large_and_a_long_one_is_whole(fonts):
    sizes = (100, 60, 30)
    assert set_in_box("Số đỏ", fonts.bold, (640, 450), sizes).font.size == 100
    long = set_in_box(LONG, fonts.bold, (640, 450), sizes)
    assert " ".join(long.lines) == LONG
    assert long.font.size < 100
    assert long.height <= 450


def test_what_cannot_fit_ends_in_an_ellipsis(fonts):
    setting = set_in_box(LONG * 5, fonts.bold, (640, 450), (100, 60))
    assert setting.lines[-1].endswith("…")
    assert setting.height <= 450
    assert all(setting.font.getlength(line) <= 640 for line in setting.lines)


def test_lines_are_even(fonts):
    setting = set_in_box("Lập trình hướng đối tượng với ngôn ngữ C", fonts.bold, (640, 450), (60,))
    widths = [setting.font.getlength(line) for line in setting.lines]
    assert min(widths) > 0.6 * max(widths)


def test_every_vietnamese_letter_has_its_glyph_and_others_are_left_out(fonts):
    letters = "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴ"
    for font in (fonts.regular, fonts.bold):
        assert (
            "".join(set_in_box(letters + letters.lower(), font, (90000, 90), (20,)).lines)
            == letters + letters.lower()
        )
        assert set_in_box("吾輩 ❤️ Con mèo\n\t\0", font, (9000, 90), (20,)).lines == ("Con mèo",)


@pytest.mark.parametrize("title", ["", " \n", "吾輩は猫である", "\0"])
def test_a_title_that_cannot_be_drawn_leaves_the_ornament(fonts, title):
    assert drawn(fonts, title, "").size == (400, 600)
