"""The scanner on a phone: the browser's own reader of symbols, WebAssembly, a camera refused, and by hand."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from media import qr
from tests.web.conftest import PHONE, QUIETLY, executable

FAKE_CAMERA = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
OWN_READER = """
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code", "ean_13"]; }
  async detect() { return [{ rawValue: %r }]; }
};
"""


@pytest.fixture(scope="module")
def symbol(library: str, browser: Browser) -> str:
    """The address that the QR symbol on the first record's page holds, read by an independent reader."""
    page = browser.new_page()
    page.goto(f"{library}/records/1/qr.svg")
    picture = page.screenshot()
    page.close()
    found = zxingcpp.read_barcode(Image.open(BytesIO(picture)).convert("L"))
    assert found is not None
    return str(found.text)


@contextmanager
def camera_shows(text: str, folder: Path, browser: Browser) -> Iterator[Browser]:
    """A browser whose camera sees the QR symbol of `text`."""
    if not shutil.which("ffmpeg"):
        pytest.skip("ffmpeg, which makes the camera's picture, is not here")
    symbol = Image.open(BytesIO(qr.png(text, scale=8))).convert("L")
    seen = Image.new("L", (640, 480), 120)
    seen.paste(symbol, ((640 - symbol.width) // 2, (480 - symbol.height) // 2))
    seen.save(folder / "seen.png")
    film = folder / "seen.y4m"
    made = ("ffmpeg", "-loglevel", "error", "-y", "-loop", "1", "-i", str(folder / "seen.png"))
    subprocess.run([*made, "-t", "1", "-r", "10", "-pix_fmt", "yuv420p", str(film)], check=True)
    arguments = [*QUIETLY, *FAKE_CAMERA, f"--use-file-for-fake-video-capture={film}"]
    seeing = browser.browser_type.launch(executable_path=executable(), args=arguments)
    yield seeing
    seeing.close()


def open_scanner(browser: Browser, library: str) -> tuple[Page, list[str]]:
    """The scanner's page, and a list that takes what its scripts complain of."""
    context = browser.new_context(viewport=PHONE, base_url=library, locale="vi-VN")  # type: ignore[arg-type]
    context.grant_permissions(["camera"])  # allowed before, so that it starts by itself
    page = context.new_page()
    page.set_default_timeout(20_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    return page, complaints


def test_a_code_of_the_library_is_read_by_webassembly(
    library: str, symbol: str, tmp_path: Path, browser: Browser
) -> None:
    with camera_shows(symbol, tmp_path, browser) as seeing:
        page, complaints = open_scanner(seeing, library)
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        page.goto("/")
        assert not any("zxing" in address for address in fetched)
        page.goto("/scan")
        page.wait_for_url("**/records/1?via=qr")
        assert any(".wasm" in address for address in fetched)
        assert all(address.startswith(library) for address in fetched)
        assert complaints == []


def test_a_foreign_code_is_shown_and_not_followed(library: str, tmp_path: Path, browser: Browser) -> None:
    with camera_shows("https://example.org/qua-tang", tmp_path, browser) as seeing:
        page, complaints = open_scanner(seeing, library)
        page.goto("/scan")
        expect(page.locator("[data-answer]")).to_contain_text("https://example.org/qua-tang")
        assert page.url == f"{library}/scan"
        expect(page.locator("[data-stop]")).to_be_visible()
        assert complaints == []


def test_the_camera_is_off_after_leaving_and_after_stopping(
    library: str, tmp_path: Path, browser: Browser
) -> None:
    with camera_shows("https://example.org/qua-tang", tmp_path, browser) as seeing:
        page, _ = open_scanner(seeing, library)
        page.goto("/scan")
        expect(page.locator("[data-stop]")).to_be_visible()
        track = page.evaluate_handle("document.querySelector('video').srcObject.getTracks()[0]")
        assert track.evaluate("track => track.readyState") == "live"
        page.locator("[data-stop]").click()
        assert track.evaluate("track => track.readyState") == "ended"
        page.get_by_role("button", name="Bật máy ảnh").click()
        expect(page.locator("[data-stop]")).to_be_visible()


def test_the_browsers_own_reader_is_used_where_it_reads_symbols(
    library: str, symbol: str, tmp_path: Path, browser: Browser
) -> None:
    with camera_shows("https://example.org/", tmp_path, browser) as seeing:
        page, complaints = open_scanner(seeing, library)
        page.add_init_script(OWN_READER % symbol)
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        page.goto("/scan")
        page.wait_for_url("**/records/1?via=qr")
        assert not any("zxing" in address for address in fetched)
        assert complaints == []


def test_a_barcode_of_a_book_is_searched(library: str, tmp_path: Path, browser: Browser) -> None:
    with camera_shows("https://example.org/", tmp_path, browser) as seeing:
        page, _ = open_scanner(seeing, library)
        page.add_init_script(OWN_READER % "9786049690969")
        page.goto("/scan")
        page.wait_for_url("**/search?q=9786049690969")


def test_a_refused_camera_is_told_in_words_and_typing_works(page: Page, symbol: str) -> None:
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError') }"
    )
    page.goto("/scan")
    page.locator("[data-start]").click()
    expect(page.locator("[data-said]")).to_contain_text("máy ảnh có sẵn của điện thoại")
    code = symbol.rpartition("/")[2]
    page.get_by_label("Gõ mã").fill(f"{code[:4].lower()} {code[4:]}")
    page.get_by_role("button", name="Mở").click()
    page.wait_for_url("**/records/1?via=qr")


def test_without_https_the_phone_s_own_camera_is_named(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.add_init_script("Object.defineProperty(navigator, 'mediaDevices', { value: undefined })")
    page.goto("/scan")
    page.locator("[data-start]").click()
    expect(page.locator("[data-said]")).to_contain_text(re.compile("https.*máy ảnh có sẵn"))


def test_nothing_scrolls_sideways_on_the_narrowest_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for address in (
        "/scan",
        "/scan?code=https://example.org/" + "x" * 200,
        "/records/1?via=qr",
        "/shelves/1",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
