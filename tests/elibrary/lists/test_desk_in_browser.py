"""The desk of a reading list in a real browser: titles move at once, suggestions, and what axe says."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import ListEntry
from elibrary.accounts.models import Account
from elibrary.paths import VENDOR
from tests import factories
from tests.conftest import PASSWORD
from tests.elibrary.lists.makers import reading_list
from tests.elibrary.served import phone_at, serving, until

pytestmark = pytest.mark.web

AXE = VENDOR / "test" / "axe.min.js"
DESK_PAGES = ("/staff/lists", "/staff/lists?record=1", "/staff/lists/1?find=tho", "/staff/lists/1/poster")


@pytest.fixture
def page(app: Flask, librarian: Account, session: Session, indexed) -> Iterator[Page]:  # type: ignore[no-untyped-def]
    """The desk, signed in, with a list of three; a script that fails fails the test."""
    records = [factories.record(session, title) for title in ("Thơ một", "Thơ hai", "Thơ ba")]
    factories.record(session, "Đất rừng phương Nam")
    reading_list(session, *records)
    indexed()
    complaints: list[str] = []
    with serving(app) as address, phone_at(address) as page:
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/account/sign-in")
        page.fill("[name=login]", librarian.login)
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        yield page
    assert complaints == []


def saved(session: Session) -> list[tuple[str, str]]:
    session.expire_all()
    entries = session.scalars(select(ListEntry).order_by(ListEntry.position)).all()
    return [(entry.record.title, entry.note) for entry in entries]


def test_titles_move_with_their_notes_and_are_saved_so(page: Page, session: Session) -> None:
    page.goto("/staff/lists/1")
    page.get_by_label("Ghi chú cho Thơ ba").fill("hay")
    up = page.get_by_role("button", name=re.compile("Lên.*Thơ ba"))
    up.click()
    expect(up).to_be_focused()
    up.click()
    expect(up).to_be_disabled()
    expect(page.get_by_role("button", name=re.compile("Xuống.*Thơ ba"))).to_be_focused()
    expect(page.locator("[data-moved]")).to_contain_text("Đã chuyển đến thứ 1")
    expect(page.locator("[data-unsaved]")).to_be_visible()
    assert saved(session)[0] == ("Thơ một", "")
    page.get_by_role("button", name="Lưu danh mục").click()
    expect(page.get_by_text("Đã lưu danh mục")).to_be_visible()
    assert saved(session) == [("Thơ ba", "hay"), ("Thơ một", ""), ("Thơ hai", "")]


def test_a_suggested_title_goes_in_by_one_press_and_typed_notes_are_kept(
    page: Page, session: Session
) -> None:
    page.goto("/staff/lists/1")
    page.get_by_label("Ghi chú cho Thơ một").fill("gõ dở")
    box = page.locator("#find")
    box.press_sequentially("đất rừng")
    until(page, lambda: page.locator("#find-offers option").count() == 1)
    box.fill("Đất rừng phương Nam")  # what choosing it does
    box.press("Enter")
    expect(page.get_by_text("Đã thêm “Đất rừng phương Nam” vào cuối danh mục.")).to_be_visible()
    assert saved(session) == [
        ("Thơ một", "gõ dở"),
        ("Thơ hai", ""),
        ("Thơ ba", ""),
        ("Đất rừng phương Nam", ""),
    ]


def test_the_desk_is_accessible_and_fits_a_narrow_phone(page: Page) -> None:
    if not AXE.is_file():
        pytest.skip("the accessibility checker is missing: run scripts/vendor.py")
    browser = page.context.browser
    assert browser
    narrow = browser.new_context(
        viewport={"width": 320, "height": 700},
        bypass_csp=True,
        storage_state=page.context.storage_state(),
        base_url=page.url.split("/staff")[0],
    )
    tab, found = narrow.new_page(), {}
    for address in DESK_PAGES:
        tab.goto(address)
        wide = tab.evaluate("document.documentElement.scrollWidth")
        tab.add_script_tag(path=AXE)
        wrong = tab.evaluate("axe.run().then((found) => found.violations.map((one) => one.id))")
        if wrong or wide > 320:
            found[address] = (wrong, wide)
    assert found == {}
