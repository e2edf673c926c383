"""The look that a device chose, and what the front door weighs, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

AXE = Path(__file__).resolve().parents[2] / "elibrary" / "static" / "vendor" / "test" / "axe.min.js"
DARK, LIGHT = "rgb(25, 23, 20)", "rgb(251, 248, 243)"
SIZES = {"cold": 150_000, "second": 20_000}
"""Bytes that a first and a second visit may cost."""


def ground(page: Page) -> str:
    """The colour behind everything."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def choose(page: Page, word: str) -> None:
    """Open the choices and press one."""
    page.locator(".look > summary").click()
    page.locator(".look-choices").get_by_role("link", name=word, exact=True).click()


def test_a_choice_shows_at_once_without_a_new_page_and_stays(page: Page) -> None:
    page.goto("/")
    page.locator("#q").fill("đang gõ dở")
    choose(page, "Tối")
    assert ground(page) == DARK
    assert page.locator("#q").input_value() == "đang gõ dở"
    page.keyboard.press("Escape")
    choose(page, "Chữ to")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "22px"
    page.goto("/search")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator("html").get_attribute("class") == "large"
    choose(page, "Theo máy")
    assert ground(page) == LIGHT


def test_the_menu_closes_by_escape_and_by_a_press_beside_it(page: Page) -> None:
    page.goto("/help")
    menu, summary = page.locator(".look-choices"), page.locator(".look > summary")
    summary.click()
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    page.locator("main").click(position={"x": 5, "y": 300})
    expect(menu).to_be_hidden()


def test_light_is_light_on_a_phone_that_is_dark(browser: Browser, library: str) -> None:
    context = browser.new_context(base_url=library, color_scheme="dark")
    page = context.new_page()
    page.goto("/")
    assert ground(page) == DARK
    page.goto("/look/light")
    assert ground(page) == LIGHT
    context.close()


@pytest.fixture
def plain(browser: Browser, library: str) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(base_url=library, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_the_links_do_it_and_lead_back(plain: Page) -> None:
    plain.goto("/search?q=kieu")
    choose(plain, "Tối")
    assert plain.url.endswith("/search?q=kieu")
    assert plain.locator("html").get_attribute("data-theme") == "dark"
    choose(plain, "English")
    expect(plain.locator(".look > summary")).to_contain_text("Display")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", ["normal", "large"])
def test_the_frame_fits_and_every_target_is_wide_enough(
    browser: Browser, library: str, width: int, language: str, size: str
) -> None:
    context = browser.new_context(base_url=library, viewport={"width": width, "height": 800}, bypass_csp=True)
    cookies = {"language": language, "type": size}
    context.add_cookies([{"name": name, "value": value, "url": library} for name, value in cookies.items()])
    page = context.new_page()
    page.goto("/")
    page.locator(".look > summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """[...document.querySelectorAll("header a, header summary, footer a, footer button")]
        .filter((one) => one.checkVisibility())
        .map((one) => [one.outerHTML, one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 44 || box.height < 44 || box.left < 0 || box.right > innerWidth)
        .map(([html]) => html)"""
    )
    assert small == []
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document)")
    assert [(one["id"], node["html"]) for one in found["violations"] for node in one["nodes"]] == []
    context.close()


def weight(context: BrowserContext) -> tuple[int, float]:
    """Bytes of a visit to the front door, and how far what stood there was moved."""
    page = context.new_page()
    page.add_init_script(
        """globalThis.moved = 0;
        new PerformanceObserver((list) => { for (const one of list.getEntries()) moved += one.value; })
          .observe({ type: "layout-shift", buffered: true });"""
    )
    told = context.new_cdp_session(page)
    told.send("Network.enable")
    came: list[float] = []
    told.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    page.goto("/", wait_until="networkidle")
    moved = float(page.evaluate("moved"))
    page.close()
    return int(sum(came)), moved


def test_the_front_door_weighs_little_and_nothing_jumps(phone: BrowserContext) -> None:
    for visit, most in SIZES.items():
        came, moved = weight(phone)
        assert came <= most, visit
        assert moved <= 0.05
