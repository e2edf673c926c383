"""Every symbol of a full printed sheet is read by an independent decoder, to exactly its address."""

import pytest
import zxingcpp

from media.label_layouts import LAYOUTS
from media.labels import Label, sheet
from media.qr import symbol_url
from tests.media.label_pages import pages, vendored_fonts  # noqa: F401 - a fixture

TITLES = ["Truyện Kiều", "Kệ 5", "Giáo trình khai thác quặng bằng phương pháp hầm lò " * 6, "Ẵ" * 300, ""]
CALL_NUMBERS = ["895.9221 NG-D", "", "621.382 2 LE-T 2004", "1" * 200]


def full_sheet(count: int, base: str) -> list[Label]:
    return [
        Label(
            symbol_url(base, f"7KM2{number:04d}"),
            TITLES[number % 5],
            CALL_NUMBERS[number % 4],
            f"P13.{number:06d}",
            "Kho đọc, kệ 3",
            "Thư viện Phường 13",
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("base", ["https://thuvien.phuong13.gov.vn", "http://192.168.1.20:8000"])
def test_every_symbol_of_a_full_sheet_is_read(layout, base, fonts):
    labels = full_sheet(layout.per_sheet, base)
    [page] = pages(sheet(labels, layout, fonts=fonts), dpi=200)
    read = sorted(symbol.text for symbol in zxingcpp.read_barcodes(page))
    assert read == sorted(label.url for label in labels)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_each_symbol_stands_on_its_own_label_with_modules_of_at_least_0_4_mm(layout, fonts):
    labels = full_sheet(layout.per_sheet, "https://thuvien.phuong13.gov.vn")
    [page] = pages(sheet(labels, layout, fonts=fonts), dpi=200)
    place = {label.url: number for number, label in enumerate(labels, 1)}
    per_mm = 200 / 25.4
    for symbol in zxingcpp.read_barcodes(page):
        x, y = layout.corner(place[symbol.text])
        left, right = symbol.position.top_left, symbol.position.bottom_right
        module = (right.x - left.x) / 29 / per_mm
        assert module > 0.39  # 0.4 but for the rounding to whole pixels
        quiet = 4 * module - 0.15
        assert x <= left.x / per_mm - quiet
        assert y <= left.y / per_mm - quiet
        assert right.x / per_mm + quiet <= x + layout.width
        assert right.y / per_mm + quiet <= y + layout.height
