"""Cards in real browsers: signing in from the symbol on a card, two cards side by side, a child's profile."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.robustness.program import Program
from tests.web.conftest import PHONE


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A library of its own with one title: cards are issued by the command line, which needs its folder."""
    folder = tmp_path_factory.mktemp("patrons")
    titles = folder / "nhan-de.csv"
    titles.write_text("Nhan đề,Tác giả\nChuyện người lớn,Tác Giả Lớn\n", encoding="utf-8")
    program = Program(folder / "data")
    assert program.run("setup", "--no-sample").status == 0
    assert program.run("import", titles).status == 0
    return program


@pytest.fixture(scope="module")
def library(program: Program) -> Iterator[str]:
    """Its address."""
    with program.serving() as site:
        yield f"http://127.0.0.1:{site.port}"


@pytest.fixture
def other_phone(browser: Browser, library: str) -> Iterator[Page]:
    """Somebody else's phone."""
    context = browser.new_context(viewport=PHONE, base_url=library, locale="vi-VN")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def issued(program: Program) -> Callable[[str], tuple[str, str]]:
    """Call it with a name for the number and the PIN of a new card."""

    def issue(name: str) -> tuple[str, str]:
        card, pin = re.findall(r": +([\d ]+)", program.run("patron", "add", name).out)
        return card.replace(" ", ""), pin.strip()

    return issue


def sign_in(page: Page, card: str, pin: str, *, own_phone: bool = False) -> None:
    """From the address in the card's symbol to the shelf, leaving the new PIN for later."""
    page.goto(f"/account/card#{card}")
    expect(page.locator("[name=card]")).to_have_value(card)
    expect(page.locator("[name=pin]")).to_be_focused()
    page.keyboard.type(pin)
    if own_phone:
        page.get_by_text("Điện thoại của tôi").click()
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name="Để sau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kệ của tôi")


def test_the_symbol_of_a_card_and_the_pin_sign_in(
    page: Page, issued: Callable[[str], tuple[str, str]]
) -> None:
    card, pin = issued("Chị Lan")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sign_in(page, card, pin, own_phone=True)
    assert not [url for url in asked if card in url.partition("#")[0]]
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Chào Chị Lan")
    expect(page.locator("[data-card-idle]")).to_have_count(0)
    page.get_by_role("button", name="Đăng xuất khỏi máy này").click()
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập bằng thẻ")


def test_two_cards_in_two_browsers_do_not_mix(
    page: Page, other_phone: Page, issued: Callable[[str], tuple[str, str]]
) -> None:
    sign_in(page, *issued("Chị Lan"))
    sign_in(other_phone, *issued("Anh Tư"))
    for phone, name in ((page, "Chị Lan"), (other_phone, "Anh Tư"), (page, "Chị Lan")):
        phone.goto("/account")
        expect(phone.get_by_role("heading", level=1)).to_have_text(f"Chào {name}")
    page.get_by_role("button", name="Đăng xuất khỏi máy này").click()
    other_phone.goto("/account")
    expect(other_phone.get_by_role("heading", level=1)).to_have_text("Chào Anh Tư")


def hide(data: Path, number: int) -> None:
    """Say that a record is for readers from 16 years on."""
    with sqlite3.connect(data / "elibrary.sqlite3", timeout=15) as database:
        database.execute("UPDATE record SET minimum_age = 16 WHERE id = ?", (number,))
    database.close()


def test_a_childs_profile_on_the_parents_phone(
    page: Page, program: Program, issued: Callable[[str], tuple[str, str]]
) -> None:
    hide(program.data, 1)
    card, pin = issued("Chị Lan")
    sign_in(page, card, pin)
    page.goto("/records/1")
    title = page.get_by_role("heading", level=1).inner_text()
    page.goto("/account")
    page.get_by_role("link", name="Thêm hồ sơ trẻ em").click()
    page.get_by_label("Tên gọi của con").fill("Bé Na")
    page.get_by_role("button", name="Thêm hồ sơ").click()
    page.get_by_role("button", name="Mở hồ sơ").click()
    answers = [
        page.context.request.get(path) for path in ("/records/1", "/media/covers/1", "/api/v1/records/1")
    ]
    assert [answer.status for answer in answers] == [404, 404, 404]
    assert title not in page.context.request.get("/search").text()
    page.goto("/account")
    page.get_by_role("link", name="Về hồ sơ cha mẹ").click()
    page.get_by_label("Mã PIN của thẻ").fill(pin)
    page.get_by_role("button", name="Về hồ sơ cha mẹ").click()
    page.goto("/records/1")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_shared_computer_asks_and_then_signs_out(
    phone: BrowserContext, issued: Callable[[str], tuple[str, str]]
) -> None:
    page = phone.new_page()
    page.clock.install()
    sign_in(page, *issued("Chị Lan"))
    question = page.get_by_role("dialog")
    page.clock.fast_forward("08:00")
    expect(question).to_be_hidden()
    page.clock.fast_forward("01:10")
    expect(question).to_be_visible()
    question.get_by_role("button", name="Tôi còn dùng").click()
    expect(question).to_be_hidden()
    page.clock.fast_forward("09:05")
    expect(question).to_be_visible()
    page.clock.fast_forward("01:00")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hôm nay bạn")
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập bằng thẻ")
