"""A resident's way through the library on a phone: find, read a chapter, go back, listen, come back later."""

import re
from io import BytesIO

import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect


def current_time(page: Page) -> float:
    """Where the sound is, in seconds, as the browser itself says."""
    return float(page.evaluate("document.querySelector('audio').currentTime"))


def wait_until_past(page: Page, seconds: float) -> None:
    """Wait until the sound has gone on beyond this moment."""
    for _ in range(100):
        if current_time(page) > seconds:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"the sound stands at {current_time(page)} s")


def open_kieu(page: Page) -> None:
    """From the home page to the record that has all that this test needs."""
    page.goto("/")
    page.locator("input[name=q]").first.fill("truyen kieu")
    page.get_by_role("button", name="Tìm").first.click()
    page.get_by_role("link", name=re.compile("Truyện Kiều")).first.wait_for()
    with_sound = page.locator(".hit").filter(has_text="Sách nói").first
    with_sound.get_by_role("link", name=re.compile("Truyện Kiều")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Truyện Kiều")


def test_from_search_to_reading_to_listening(page: Page) -> None:
    open_kieu(page)
    record = page.url
    page.get_by_role("link", name="Đọc", exact=True).click()
    page.get_by_role("link", name="Chương sau").first.click()
    page.get_by_role("link", name="Trăm năm trong cõi người ta").last.click()
    expect(page.get_by_role("article")).to_contain_text("khéo là ghét nhau")
    page.goto(record)
    page.get_by_role("link", name="Nghe", exact=True).click()
    page.locator("[data-play]").click()
    wait_until_past(page, 1.0)


def test_a_seek_lands_and_a_reload_resumes(page: Page) -> None:
    open_kieu(page)
    page.get_by_role("link", name="Nghe", exact=True).click()
    page.locator("[data-play]").click()
    wait_until_past(page, 0.5)
    page.locator("[data-forward]").click()
    wait_until_past(page, 30.0)
    assert current_time(page) < 33
    page.locator("[data-play]").click()  # pause: the place is kept
    kept = current_time(page)
    page.reload()
    page.locator("[data-play]").click()
    wait_until_past(page, kept - 1)
    assert abs(current_time(page) - kept) < 3


def test_the_code_on_the_screen_leads_another_phone_to_the_record(page: Page) -> None:
    open_kieu(page)
    record = page.url
    page.locator("summary", has_text="Chia sẻ").click()
    symbol = page.locator("img[src*='qr.svg']")
    symbol.scroll_into_view_if_needed()
    expect(symbol).to_have_js_property("complete", True)
    picture = Image.open(BytesIO(symbol.screenshot()))
    [read] = zxingcpp.read_barcodes(picture)
    page.goto(read.text)
    assert page.url.split("?")[0] == record


def test_every_page_of_the_way_fits_a_small_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/", "/search?q=kieu", "/records/1", "/read/1", "/listen/1", "/account/sign-in"):
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{path} is {width} px wide"
