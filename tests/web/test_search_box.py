"""The search box while typing: completions with covers, by finger, by keyboard, on a slow network."""

from playwright.sync_api import Page, Route, expect


def typed(page: Page, text: str) -> None:
    """Type into the box of the home page, letter by letter."""
    page.goto("/")
    page.locator("#q").press_sequentially(text)


def test_completions_are_grouped_and_titles_have_covers(page: Page) -> None:
    typed(page, "tru")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    titles = page.get_by_role("group", name="Nhan đề")
    expect(titles.get_by_role("option").first).to_contain_text("Truyện Kiều")
    expect(titles.locator("img").first).to_have_js_property("complete", True)
    assert titles.locator("img").first.evaluate("one => one.naturalWidth") > 0
    expect(page.get_by_role("group", name="Chủ đề").get_by_role("option").first).to_be_visible()
    expect(titles.locator("mark").first).to_have_text("Tru")
    for option in page.get_by_role("option").all():
        assert (option.bounding_box() or {"height": 0})["height"] >= 44


def test_a_tap_opens_the_record(page: Page) -> None:
    typed(page, "tru")
    page.get_by_role("option", name="Truyện Kiều").first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Truyện Kiều")


def test_the_keyboard_walks_the_list_and_enter_takes(page: Page) -> None:
    typed(page, "nguyen")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")  # past the end: back to what was typed
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/search?author=" in url or "/records/" in url)


def test_escape_closes_the_list_and_enter_then_searches_what_was_typed(page: Page) -> None:
    typed(page, "truyen")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("truyen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=truyen")


def test_a_late_answer_to_an_old_question_is_never_shown(page: Page) -> None:
    asked: list[str] = []

    def slowly(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url.endswith("q=so"):
            page.wait_for_timeout(1500)
        route.continue_()

    page.route("**/api/v1/suggest*", slowly)
    page.goto("/")
    page.locator("#q").press_sequentially("so")
    for _ in range(50):
        if asked:
            break
        page.wait_for_timeout(50)
    page.locator("#q").fill("tru")
    expect(page.get_by_role("option").first).to_contain_text("Tru")
    page.wait_for_timeout(1500)
    expect(page.get_by_role("option").first).to_contain_text("Tru")


def test_an_answer_that_makes_no_sense_shows_nothing(page: Page) -> None:
    page.route("**/api/v1/suggest*", lambda route: route.fulfill(status=200, body="?"))
    page.goto("/")
    page.locator("#q").press_sequentially("kieu")
    page.wait_for_timeout(500)
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_title_that_the_library_does_not_have_can_be_asked_for_in_one_tap(page: Page) -> None:
    for unknown, found in (
        ("rừng na uy", 0),
        ("người già và biển cả", 1),
    ):  # inside a book, where there is one
        page.goto(f"/search?q={unknown}")
        expect(page.locator("#found")).to_contain_text(f"{found} tài liệu")
        expect(page.locator(".meant")).to_have_count(0)
        page.get_by_role("button", name="Đề nghị thư viện mua hoặc tìm giúp").tap()
        expect(page.get_by_role("status").filter(has_text="Cảm ơn bạn")).to_be_visible()
