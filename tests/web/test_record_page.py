"""A record's page in a real browser: its policy, sound at one tap, passing it on, for everyone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from elibrary.paths import VENDOR

AXE = VENDOR / "test" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ("/records/1", "/records/3?via=qr", "/shelves/1?via=qr", "/scan?code=https://example.org/")
CLOCK = re.compile(r"0:0[1-9] trên")


def test_the_data_block_for_search_engines_offends_no_policy(page: Page) -> None:
    """The fixture fails the test on any complaint of the browser."""
    page.add_init_script(
        "window.refused = [];"
        "addEventListener('securitypolicyviolation', event => refused.push(event.violatedDirective))"
    )
    page.goto("/records/1")
    expect(page.locator("script[type='application/ld+json']")).to_have_count(1)
    assert page.evaluate("refused") == []
    assert page.evaluate(
        "JSON.parse(document.querySelector(\"script[type='application/ld+json']\").textContent)['@type']"
    )


def test_from_a_scanned_code_to_sound_in_one_tap(page: Page) -> None:
    page.goto("/records/3?via=qr")
    page.locator("[data-ready]").wait_for()
    button = page.locator("[data-sound-here] [data-play]")
    button.tap()
    expect(page.locator("[data-sound-here] [data-status]")).to_have_text(CLOCK)
    expect(button).to_have_text("Tạm dừng")
    assert page.url.endswith("/records/3?via=qr")
    button.tap()
    expect(button).to_have_text(re.compile("Nghe tiếp từ 0:0"))
    page.get_by_role("link", name=re.compile("Mở trang nghe")).tap()
    expect(page.locator("[data-play-word]")).to_have_text(re.compile("Nghe tiếp từ 0:0"))


def test_a_scanned_recording_sounds_at_one_tap_on_the_player(page: Page) -> None:
    page.goto("/records/3?via=qr")
    page.goto(page.locator(".sound-more").get_attribute("href") or "")
    page.locator("[data-player] [data-play]").tap()
    expect(page.locator("[data-clock]")).to_have_text(re.compile("0:0[1-9]"))


def test_without_scripts_the_button_leads_to_the_player(browser: Browser, library: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=library)
    page = context.new_page()
    page.goto("/records/3?via=qr")
    page.get_by_role("link", name="Nghe", exact=True).click()
    page.wait_for_url("**/listen/*?via=qr")
    context.close()


def test_both_big_buttons_stand_within_reach_on_the_smallest_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/records/3?via=qr")
    bar = page.locator(".places").bounding_box()
    assert bar is not None
    for name in ("Đọc", "Nghe"):
        box = page.locator(".form-action", has_text=name).first.bounding_box()
        assert box is not None
        assert box["height"] >= 60
        assert box["y"] + box["height"] <= bar["y"]


def test_the_address_can_be_copied(page: Page, phone: BrowserContext, library: str) -> None:
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/records/1?via=qr")
    page.locator("summary", has_text="Chia sẻ").tap()
    page.get_by_role("button", name="Sao chép").tap()
    expect(page.locator("[data-said]")).to_contain_text("Đã chép")
    assert page.evaluate("navigator.clipboard.readText()") == f"{library}/records/1"


def test_a_phone_that_can_send_offers_it(page: Page) -> None:
    page.add_init_script("navigator.share = async (what) => { window.sent = what; }")
    page.goto("/records/1?via=qr")
    page.locator("summary", has_text="Chia sẻ").tap()
    page.get_by_role("button", name="Gửi bằng ứng dụng khác").tap()
    assert page.evaluate("sent.url").endswith("/records/1")


@pytest.fixture(params=["light", "dark"])
def tab(request: pytest.FixtureRequest, browser: Browser, library: str) -> Iterator[Page]:
    """A narrow phone; its policy lets the checker in."""
    if not AXE.is_file():
        pytest.skip("the accessibility checker is missing: run scripts/vendor.py")
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        is_mobile=True,
        has_touch=True,
        color_scheme=request.param,
        base_url=library,
        bypass_csp=True,
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(tab: Page, address: str) -> None:
    tab.goto(address)
    for summary in tab.locator("main summary").all():
        summary.tap()
    tab.add_script_tag(path=AXE)
    found = tab.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


@pytest.mark.parametrize("address", PAGES)
def test_nothing_to_press_is_too_small_for_a_thumb(tab: Page, address: str) -> None:
    tab.goto(address)
    small = tab.evaluate(
        """() => [...document.querySelectorAll('main a, main button, main input, main summary')]
        .filter(one => !one.matches('.card-title a') && one.checkVisibility())
        .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 44 || box.height < 43.9).map(([html]) => html)"""
    )
    assert small == []
