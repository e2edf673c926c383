"""The pages of reading lists on phones: axe, light and dark, both languages; width and targets for thumbs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from elibrary.paths import VENDOR

AXE = VENDOR / "test" / "axe.min.js"
LIST = "/lists/sach-noi-cho-nguoi-lon-tuoi"


@pytest.fixture(params=["light", "dark"])
def tab(request: pytest.FixtureRequest, browser: Browser, library: str) -> Iterator[Page]:
    """The narrowest phone; its policy lets the checker in."""
    if not AXE.is_file():
        pytest.skip("the accessibility checker is missing: run scripts/vendor.py")
    context = browser.new_context(
        viewport={"width": 320, "height": 700},
        is_mobile=True,
        has_touch=True,
        color_scheme=request.param,
        base_url=library,
        bypass_csp=True,
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_are_accessible_and_fit(tab: Page, language: str) -> None:
    for address in ("/lists", LIST):
        tab.goto(f"/language/{language}?next={address}")
        for opened in tab.locator("main summary").all():
            opened.tap()
        tab.add_script_tag(path=AXE)
        assert tab.evaluate("axe.run().then((found) => found.violations.map((one) => one.id))") == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
        tab.evaluate("document.documentElement.classList.add('large')")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_list_leads_to_its_titles_and_back(page: Page) -> None:
    page.goto("/lists")
    page.get_by_role("link", name="Sách nói cho người lớn tuổi").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sách nói cho người lớn tuổi")
    expect(page.get_by_text("từng bước một", exact=False)).to_be_visible()
    page.get_by_role("navigation", name="Bạn đang ở").get_by_role("link", name="Danh mục").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danh mục")


def test_the_list_is_shared_by_symbol_and_address(page: Page, library: str) -> None:
    page.goto(LIST)
    page.get_by_text("Chia sẻ danh mục này").tap()
    expect(page.get_by_label("Địa chỉ của danh mục")).to_have_value(f"{library}{LIST}")
    symbol = page.get_by_alt_text("Mã QR dẫn đến danh mục này")
    symbol.scroll_into_view_if_needed()
    expect(symbol).to_have_js_property("complete", True)
    assert symbol.evaluate("one => one.naturalWidth") > 0
    for target in page.locator("main .share :is(a, summary, input)").all():
        assert (target.bounding_box() or {"height": 0})["height"] >= 44
