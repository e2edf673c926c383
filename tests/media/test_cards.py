"""Library cards as they come from a printer: the size, the symbol, the words."""

import pypdfium2
import pytest
import zxingcpp

from media.cards import HEIGHT, SHEET, WIDTH, Card, sheets, single
from media.labels import LabelTooSmall, NoLabels
from tests.media.label_pages import letters, pages, vendored_fonts, words  # noqa: F401 - a fixture

ADDRESS = "https://thuvien.phuong13.gov.vn/account/card"


def card(number: int = 0, name: str = "Nguyễn Thị Ngọc Lan") -> Card:
    return Card(
        f"{ADDRESS}#25041738{number % 10}",
        "Thư viện Phường 13",
        name,
        f"250 417 38{number % 10}",
        "Giữ kín mã PIN.",
    )


def test_one_card_has_the_size_of_a_bank_card_and_its_symbol_is_read(fonts):
    pdf = single(card(), fonts=fonts)
    with pypdfium2.PdfDocument(pdf) as document:
        size = [length * 25.4 / 72 for length in document[0].get_size()]
    assert size == pytest.approx([WIDTH, HEIGHT], abs=0.05)
    [page] = pages(pdf, dpi=200)
    assert [symbol.text for symbol in zxingcpp.read_barcodes(page)] == [card().url]
    assert "Nguyễn Thị Ngọc Lan" in words(pdf).replace("\r\n", " ")
    assert "250 417 380" in words(pdf)


@pytest.mark.parametrize(
    "name", ["Ẵ" * 60, "Lê Hoàng Ngọc Phương Thảo Nguyên Minh Khuê Anh Thư Hà An Bình", "X", "\u202eLan"]
)
def test_no_letter_meets_another_or_leaves_the_card(fonts, name):
    pdf = single(card(name=name), fonts=fonts)
    boxes = [box for _, box in letters(pdf)]
    assert all(
        left > 4 and right < WIDTH - 4 and top > 4 and bottom < HEIGHT - 4
        for left, top, right, bottom in boxes
    )
    for place, (left, top, right, bottom) in enumerate(boxes):
        for left2, top2, right2, bottom2 in boxes[place + 1 :]:
            across = min(right, right2) - max(left, left2)
            down = min(bottom, bottom2) - max(top, top2)
            assert across < 0.3 or down < 0.3


def test_a_sheet_has_ten_cards_and_every_symbol_is_read_where_it_belongs(fonts):
    printed = pages(sheets([card(number) for number in range(12)], fonts=fonts), dpi=200)
    assert len(printed) == 2
    read = zxingcpp.read_barcodes(printed[0])
    assert sorted(symbol.text for symbol in read) == [card(number).url for number in range(10)]
    per_mm = 200 / 25.4
    for symbol in read:
        x, y = SHEET.corner(int(symbol.text[-1]) + 1)
        left, right = symbol.position.top_left, symbol.position.bottom_right
        module = (right.x - left.x) / per_mm / 33
        assert module > 0.4
        assert x + 40 < left.x / per_mm - 4 * module
        assert right.x / per_mm + 4 * module < x + WIDTH
        assert y < left.y / per_mm - 4 * module
        assert right.y / per_mm + 4 * module < y + HEIGHT


def test_what_cannot_be_a_card_is_refused(fonts):
    with pytest.raises(NoLabels):
        sheets([], fonts=fonts)
    with pytest.raises(LabelTooSmall):
        single(Card(f"https://{'x' * 400}/account/card#1", "", "", ""), fonts=fonts)
