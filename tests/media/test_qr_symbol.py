"""A symbol holds exactly its address, is as small as the standard allows, and any decoder reads it."""

from io import BytesIO

import pytest
import zxingcpp
from lxml import etree
from PIL import Image, ImageDraw

from media import qr

URL = qr.symbol_url("https://thuvien.phuong13.gov.vn", "7KM2Q9XA")


def decoded(picture: Image.Image) -> zxingcpp.Barcode:
    [symbol] = zxingcpp.read_barcodes(picture.convert("L"))
    return symbol


def test_an_independent_decoder_reads_the_png():
    symbol = decoded(Image.open(BytesIO(qr.png(URL))))
    assert symbol.text == URL
    assert symbol.format == zxingcpp.BarcodeFormat.QRCode
    assert symbol.ec_level == "M"


def test_an_upper_case_address_is_packed_in_alphanumeric_mode():
    assert len(qr.matrix(URL)) == 29  # version 3: 42 signs fit alphanumeric M (61), not byte M of version 2
    assert len(qr.matrix(URL.lower() + "x" * 5)) > 29


def test_the_rectangles_cover_each_dark_module_once_and_no_light_one():
    modules = qr.matrix(URL)
    seen: dict[tuple[int, int], int] = {}
    for bar in qr.bars(modules):
        for x in range(bar.x, bar.x + bar.width):
            for y in range(bar.y, bar.y + bar.height):
                seen[x, y] = seen.get((x, y), 0) + 1
    dark = {(x, y) for y, row in enumerate(modules) for x, on in enumerate(row) if on}
    assert set(seen) == dark
    assert set(seen.values()) == {1}
    assert len(qr.bars(modules)) < len(dark) / 2


def test_the_svg_has_the_modules_asked_for_and_the_quiet_zone():
    root = etree.fromstring(qr.svg(URL, module_mm=0.4))
    assert root.get("width") == root.get("height") == "14.8mm"
    assert root.get("viewBox") == "0 0 37 37"
    picture = Image.new("1", (37 * 8, 37 * 8), 1)
    draw = ImageDraw.Draw(picture)
    for shape in root[1].get("d").split("z")[:-1]:
        start, height, *_ = shape[1:].split("v")
        place, width = start.split("h")
        x, y = map(int, place.split())
        tall = int(height.split("h")[0])
        draw.rectangle((x * 8, y * 8, (x + int(width)) * 8 - 1, (y + tall) * 8 - 1), fill=0)
    assert decoded(picture).text == URL
    assert picture.tobytes() == Image.open(BytesIO(qr.png(URL))).tobytes()


def test_the_quiet_zone_of_the_png_is_white_and_four_modules_wide():
    picture = Image.open(BytesIO(qr.png(URL, scale=3)))
    assert picture.size == (37 * 3, 37 * 3)
    inside = picture.convert("L").point(lambda value: 255 - value).getbbox()
    assert inside == (12, 12, 99, 99)


@pytest.mark.parametrize("url", ["", "HTTP://X/Q/Ă", "HTTP://X/\x00", "HTTP://X/ Y", "A" * 5000])
def test_what_is_no_address_or_too_long_is_refused(url):
    with pytest.raises(qr.UnusableAddress):
        qr.matrix(url)
