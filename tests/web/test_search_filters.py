"""Filters: at once beside the results on a wide screen, by a button on a phone and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import PHONE


@pytest.fixture
def desk(browser: Browser, library: str) -> Iterator[Page]:
    """A tab on a wide screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=library, locale="vi-VN")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def tick(page: Page, name: str, value: str) -> None:
    """Tick a filter by keyboard."""
    page.locator(f'[type=checkbox][name="{name}"][value="{value}"]').focus()
    page.keyboard.press("Space")


def focused(page: Page) -> str:
    """The value of the control that has the focus."""
    return str(page.evaluate("document.activeElement.value"))


def test_a_tick_applies_at_once_and_nothing_jumps(desk: Page) -> None:
    desk.goto("/search?q=kieu&sort=title&per_page=5")
    box = desk.locator("[type=checkbox][name=form][value=paper]")
    before = box.bounding_box()
    tick(desk, "form", "paper")
    desk.wait_for_url("**form=paper**")
    expect(box).to_be_checked()
    assert box.bounding_box() == before
    assert focused(desk) == "paper"
    assert "q=kieu" in desk.url
    assert "sort=title" in desk.url
    assert "per_page=5" in desk.url
    told = desk.locator("main > p[role=status]")
    expect(told).to_have_text(desk.locator("#found").inner_text())


def test_the_way_back_goes_step_by_step(desk: Page) -> None:
    desk.goto("/search?q=kieu")
    whole = desk.locator("#found").inner_text()
    tick(desk, "form", "audio")
    desk.wait_for_url("**form=audio**")
    less = desk.locator("#found").inner_text()
    assert less != whole
    tick(desk, "available", "1")
    desk.wait_for_url("**available=1**")
    desk.go_back()
    expect(desk.locator("[name=available][type=checkbox]")).not_to_be_checked()
    expect(desk.locator("#found")).to_have_text(less)
    desk.go_back()
    expect(desk.locator("#found")).to_have_text(whole)


def test_a_new_search_keeps_filters_that_were_ticked_just_now(desk: Page) -> None:
    desk.goto("/search?q=kieu")
    tick(desk, "form", "audio")
    desk.wait_for_url("**form=audio**")
    desk.locator("#q").fill("truyen")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**q=truyen**")
    assert "form=audio" in desk.url


def test_an_order_applies_at_once(page: Page) -> None:
    page.goto("/search?form=paper")
    page.select_option("#sort", "title")
    page.wait_for_url("**sort=title**")
    assert "form=paper" in page.url


def test_on_a_phone_a_tick_waits_for_the_button(page: Page) -> None:
    page.goto("/search?q=kieu")
    page.locator(".filters > summary").tap()
    page.get_by_role("checkbox", name="Sách giấy").check()
    page.get_by_role("checkbox", name="Sách nói").first.check()
    page.wait_for_timeout(500)
    assert page.url.endswith("q=kieu")
    page.get_by_role("button", name="Xem kết quả đã lọc").tap()
    page.wait_for_url("**form=paper&form=audio**")


def test_without_scripts_all_of_it_works(browser: Browser, library: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=library, viewport=PHONE)
    page = context.new_page()
    page.goto("/search?q=kieu")
    page.locator(".filters > summary").click()
    page.locator("[type=checkbox][name=form][value=audio]").check()
    page.get_by_role("button", name="Xem kết quả đã lọc").click()
    expect(page).to_have_url(f"{library}/search?q=kieu&form=audio")
    page.goto("/search?q=khongcogi")
    page.get_by_role("button", name="Đề nghị thư viện mua hoặc tìm giúp").click()
    expect(page.get_by_text("Bạn đã gửi đề nghị này")).to_be_visible()
    context.close()
