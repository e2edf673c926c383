"""Labels begin where the librarian says, fill sheet after sheet, and are refused where unreadable."""

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from media.label_layouts import LAYOUTS, PAGE_HEIGHT, PAGE_WIDTH
from media.labels import Label, LabelTooSmall, NoLabels, StartOutsideSheet, sheet
from media.qr import UnusableAddress, symbol_url
from tests.media.label_pages import pages, vendored_fonts  # noqa: F401 - a fixture

L7160 = LAYOUTS["L7160"]
LABELS = [Label(symbol_url("http://t.vn", f"7KM2{n:04d}"), f"Tựa {n}") for n in range(30)]


def found(page) -> dict[str, tuple[float, float]]:
    """Address → upper left corner of its symbol in mm."""
    at = {symbol.text: symbol.position.top_left for symbol in zxingcpp.read_barcodes(page)}
    return {text: (corner.x * 25.4 / 150, corner.y * 25.4 / 150) for text, corner in at.items()}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_labels_of_a_layout_fill_the_page_and_stand_centred(layout):
    x, y = layout.corner(layout.per_sheet)
    assert layout.corner(1) == (layout.left, layout.top)
    assert x + layout.width + layout.left == pytest.approx(PAGE_WIDTH, abs=0.05)
    assert y + layout.height + layout.top == pytest.approx(PAGE_HEIGHT, abs=0.05)


def test_the_page_is_a4_and_asks_not_to_be_scaled(fonts):
    pdf = sheet(LABELS[:1], L7160, fonts=fonts)
    with pypdfium2.PdfDocument(pdf) as document:
        assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)
    assert b"/PrintScaling /None" in pdf


def test_labels_begin_at_the_start_position_and_go_on_on_the_next_sheet(fonts):
    first, second = pages(sheet(LABELS, L7160, start=5, fonts=fonts), dpi=150)
    assert set(found(first)) == {label.url for label in LABELS[:17]}
    assert set(found(second)) == {label.url for label in LABELS[17:]}
    x, y = found(first)[LABELS[0].url]
    left, top = L7160.corner(5)
    assert left < x < left + L7160.width / 2
    assert top < y < top + L7160.height
    assert found(second)[LABELS[17].url] == pytest.approx(
        found(pages(sheet(LABELS[17:18], L7160, fonts=fonts), dpi=150)[0])[LABELS[17].url], abs=0.2
    )


def test_a_sheet_that_is_just_full_is_one_page(fonts):
    assert len(pages(sheet(LABELS[:17], L7160, start=5, fonts=fonts), dpi=20)) == 1


@pytest.mark.parametrize("start", [0, -1, 22, 10**9])
def test_a_start_that_is_not_on_the_sheet_is_refused(start, fonts):
    with pytest.raises(StartOutsideSheet) as refusal:
        sheet(LABELS, L7160, start=start, fonts=fonts)
    assert refusal.value.values == {"count": 21}


def test_no_labels_are_refused(fonts):
    with pytest.raises(NoLabels):
        sheet([], L7160, fonts=fonts)


@pytest.mark.parametrize("change", [{"height": 14.0}, {"width": 22.0}])
def test_a_label_too_small_for_a_readable_symbol_is_refused_by_name(change, fonts):
    small = replace(L7160, name="tem nhỏ", **change)
    with pytest.raises(LabelTooSmall) as refusal:
        sheet(LABELS, small, fonts=fonts)
    assert refusal.value.values == {"layout": "tem nhỏ"}


def test_an_address_too_long_for_the_label_is_refused(fonts):
    long = Label(symbol_url(f"https://{'a' * 60}.{'b' * 60}.vn", "7KM2Q9XA"))
    with pytest.raises(LabelTooSmall):
        sheet([long], LAYOUTS["L7651"], fonts=fonts)
    with pytest.raises(UnusableAddress):
        sheet([Label("")], L7160, fonts=fonts)


def test_guides_outline_every_label_of_the_sheet(fonts):
    plain, guided = (
        pages(sheet(LABELS[:1], L7160, fonts=fonts, guides=on), dpi=150)[0].convert("L")
        for on in (False, True)
    )
    for position in range(1, L7160.per_sheet + 1):
        x, y = L7160.corner(position)
        edge = [round(v * 150 / 25.4) for v in (x - 0.6, y + 20, x + 0.6, y + 21)]
        assert plain.crop(edge).getextrema()[0] == 255
        assert guided.crop(edge).getextrema()[0] < 250
