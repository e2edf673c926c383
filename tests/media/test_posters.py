"""Posters: every symbol is read by an independent decoder, whatever the titles, covers and their number."""

import io
from collections.abc import Sequence

import pytest
import zxingcpp
from PIL import Image

from media.covers import draw_cover
from media.fonts import Fonts
from media.poster_layouts import PAPERS, arrange
from media.posters import Poster, PosterAddressTooLong, PosterEmpty, PosterTitle, poster
from media.qr import symbol_url
from tests.media.label_pages import pages, vendored_fonts, words  # noqa: F401 - a fixture

BASE = "https://thuvien.phuong13.gov.vn"
LONG = "Giáo trình khai thác quặng bằng phương pháp hầm lò cho học sinh Nguyễn " * 5
TITLES = ("Truyện Kiều", LONG[:300], "Ẵ" * 300, "", "漢字 và العربية")


def picture(width: int, height: int, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), 0).save(out, "PNG")
    return out.getvalue()


def titles(count: int, covers: Sequence[bytes], base: str = BASE) -> list[PosterTitle]:
    return [
        PosterTitle(
            url=symbol_url(base, f"7KM2{number:04d}"),
            title=TITLES[number % len(TITLES)],
            author=("Nguyễn Du", "", LONG)[number % 3],
            forms=("Sách giấy", "Sách số", "Sách nói")[: number % 4],
            cover=covers[number % len(covers)],
        )
        for number in range(count)
    ]


def of(shown: list[PosterTitle], title: str = "Sách Tết", base: str = BASE) -> Poster:
    return Poster(
        title=title,
        library="Thư viện Phường 13",
        description="Đọc ba ngày Tết",
        url=symbol_url(base, "7KM2ZZZZ"),
        url_words="Quét để xem cả danh mục",
        invitation="Hướng máy ảnh vào mã",
        sheet=lambda page, of: f"Tờ {page} trên {of}",
        titles=shown,
    )


@pytest.fixture(scope="module")
def drawn(fonts: Fonts) -> bytes:
    return draw_cover("Truyện Kiều", "Nguyễn Du", seed="1", fonts=fonts, width=160)


@pytest.mark.parametrize(
    ("paper", "across", "count", "sheets"),
    [
        ("A4", False, 1, 1),
        ("A4", True, 8, 1),
        ("A4", False, 40, 5),
        ("A3", False, 12, 1),
        ("A3", True, 40, 4),
    ],
)
def test_every_symbol_is_read_at_150_dpi(
    fonts: Fonts, drawn: bytes, *, paper: str, across: bool, count: int, sheets: int
) -> None:
    content = of(titles(count, [drawn]))
    pdf = poster(content, PAPERS[paper], across=across, fonts=fonts)
    printed = pages(pdf, dpi=150)
    read = [symbol.text for page in printed for symbol in zxingcpp.read_barcodes(page)]
    assert len(printed) == sheets
    assert sorted(read) == sorted([*(title.url for title in content.titles), *[content.url] * sheets])
    assert (printed[0].width > printed[0].height) is across
    assert len(pdf) < 150_000 * count + 300_000


def test_modules_are_wide_enough_and_the_quiet_zone_is_white(fonts: Fonts, drawn: bytes) -> None:
    pdf = poster(of(titles(8, [drawn])), PAPERS["A4"], across=False, fonts=fonts)
    [page] = pages(pdf, dpi=300)
    for symbol in zxingcpp.read_barcodes(page):
        left, right = symbol.position.top_left, symbol.position.bottom_right
        module = (right.x - left.x) / 29
        assert module / 300 * 25.4 > 0.4
        quiet = round(4 * module) - 2
        area = page.crop((left.x - quiet, left.y - quiet, right.x + quiet, right.y + quiet)).convert("L")
        inner = (quiet - 2, quiet - 2, area.width - quiet + 2, area.height - quiet + 2)
        area.paste(255, inner)
        assert area.getextrema() == (255, 255)


@pytest.mark.parametrize("size", [(1, 900), (900, 1), (300, 300), (1, 1), (200, 300)])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "1"])
def test_covers_of_any_shape_are_printed(fonts: Fonts, size: tuple[int, int], mode: str) -> None:
    content = of(titles(1, [picture(*size, mode)]))
    [page] = pages(poster(content, PAPERS["A4"], across=False, fonts=fonts), dpi=100)
    read = {symbol.text for symbol in zxingcpp.read_barcodes(page)}
    assert read == {content.url, content.titles[0].url}


@pytest.mark.parametrize("title", [LONG[:300], "Ẵ" * 300, "x", "漢字", "\x00\u202e"])
def test_the_head_stays_in_its_place(fonts: Fonts, drawn: bytes, title: str) -> None:
    for across in (False, True):
        content = of(titles(2, [drawn]), title=title)
        [page] = pages(poster(content, PAPERS["A4"], across=across, fonts=fonts), dpi=150)
        assert len(zxingcpp.read_barcodes(page)) == 3


def test_what_is_printed_says_what_it_is(fonts: Fonts, drawn: bytes) -> None:
    text = words(poster(of(titles(9, [drawn])), PAPERS["A4"], across=False, fonts=fonts))
    for wanted in ("Thư viện Phường 13", "Sách Tết", "Truyện Kiều", "Nguyễn Du", "Sách số", "Tờ 1 trên 2"):
        assert wanted in text


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 9, 13, 100])
def test_cells_lie_on_the_page_and_apart(paper: str, across: bool, count: int) -> None:
    plan = arrange(PAPERS[paper], count, across=across)
    assert sum(map(len, plan.pages)) == count
    assert max(map(len, plan.pages)) - min(map(len, plan.pages)) <= 1
    assert max(map(len, plan.pages)) <= PAPERS[paper].most
    for cells in plan.pages:
        boxes = [plan.head, plan.foot, *cells]
        for number, box in enumerate(boxes):
            assert 0 <= box.x <= box.x + box.width <= plan.width
            assert 0 <= box.y <= box.y + box.height <= plan.height
            for other in boxes[number + 1 :]:
                beside = box.x + box.width <= other.x + 1e-6 or other.x + other.width <= box.x + 1e-6
                below = box.y + box.height <= other.y + 1e-6 or other.y + other.height <= box.y + 1e-6
                assert beside or below


def test_what_cannot_be_printed_is_refused(fonts: Fonts, drawn: bytes) -> None:
    with pytest.raises(PosterEmpty):
        poster(of([]), PAPERS["A4"], across=False, fonts=fonts)
    far = "https://" + ".".join(["ten-mien-rat-dai-khong-ai-nho-noi-cua-mot-thu-vien"] * 20) + ".vn"
    with pytest.raises(PosterAddressTooLong):
        poster(of(titles(8, [drawn], far), base=far), PAPERS["A4"], across=False, fonts=fonts)
