"""My shelf in real browsers: one device of a visitor, two phones of a patron, a family's, a shared one."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Response, expect
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elibrary.my_shelf.models import Bookmark, KeptPlace, Opened
from elibrary.patrons.models import Patron
from tests.conftest import BROWSER, PIN
from tests.elibrary.listening.recordings import audiobook
from tests.elibrary.reading import books
from tests.elibrary.served import serving, until
from tests.media import documents, sounds
from tests.web.conftest import PHONE

LINES = "".join(f"Câu thứ {number} của truyện này, dài vừa một dòng.<br/>" for number in range(200))
Phone = Callable[[], Page]


@pytest.fixture
def address(app: Flask, session: Session, tmp_path: Path) -> Iterator[str]:
    """A library with a long book (1) and a recording of 40 seconds (1), which asks for tokens as usual."""
    pages = {
        f"p{number}.xhtml": documents.page(f"<h1>Hồi {number}</h1><p>{LINES}</p>") for number in range(1, 4)
    }
    books.saved_epub(session, documents.epub(tmp_path / "dai.epub", pages))
    tones = [sounds.mp3(tmp_path / f"{number}.mp3", 20).read_bytes() + bytes(number) for number in range(2)]
    audiobook(session, tones, seconds=20, chapters=(("Hồi 1", 0, 10), ("Hồi 2", 10, 40)))
    app.config["WTF_CSRF_ENABLED"] = True
    with serving(app) as address:
        yield address


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Phone]:
    """Call it for a tab of a phone that has never been here; what a script complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def new() -> Page:
        context = browser.new_context(
            viewport=PHONE,
            is_mobile=True,
            has_touch=True,
            base_url=address,
            locale="vi-VN",
            user_agent=BROWSER,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield new
    for context in contexts:
        context.close()
    assert complaints == []


def sign_in(page: Page, patron: Patron, *, trusted: bool = True) -> None:
    page.goto("/account/card")
    page.fill("[name=card]", patron.card_number or "")
    page.fill("[name=pin]", PIN)
    page.check(f"[name=trusted][value='{'1' if trusted else ''}']")
    page.click("[data-card-sign-in] [type=submit]")
    page.wait_for_url("**/account/shelf")


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    page.wait_for_selector("[data-ready]", state="attached")
    return page


@contextmanager
def sending(page: Page, kind: str) -> Iterator[None]:
    """Wait until a place of this kind has reached the library."""

    def is_it(answer: Response) -> bool:
        return f"/account/places/{kind}/" in answer.url and answer.request.method == "PUT" and answer.ok

    with page.expect_response(is_it):
        yield


def listen_to(page: Page, seconds: int) -> None:
    """Open the audiobook, listen for a moment at this place, and stop."""
    opened(page, "/listen/1")
    page.click("[data-play]")
    until(page, lambda: page.evaluate("document.querySelector('audio').currentTime") > 0.2)
    page.evaluate(f"location.hash = '#t={seconds}'")
    until(page, lambda: page.locator("[data-seek]").input_value() >= str(seconds))
    page.click("[data-play]")
    expect(page.locator("[data-play]")).to_have_text("Nghe")


def read_to(page: Page, chapter: int, pixels: int) -> None:
    """Open a chapter and scroll; the script has kept the place afterwards."""
    opened(page, f"/read/1/{chapter}")
    page.evaluate(f"scrollTo(0, {pixels})")
    until(page, lambda: any(place.get("character", 0) > 0 for place in kept(page, "read:1").values()))


def kept(page: Page, ending: str = "", drawer: str = "localStorage") -> dict[str, Any]:
    """What the device keeps under keys that end so."""
    everything = page.evaluate(f"JSON.stringify({drawer})")
    return {key: json.loads(value) for key, value in json.loads(everything).items() if key.endswith(ending)}


def test_two_phones_one_place(phone: Phone, patron: Patron) -> None:
    first, second = phone(), phone()
    for page in (first, second):
        sign_in(page, patron)
    with sending(first, "audio"):
        listen_to(first, 25)
    opened(second, "/listen/1")
    expect(second.locator("[data-play]")).to_contain_text("Nghe tiếp từ 0:2")
    with sending(first, "digital"):
        read_to(first, 1, 3000)
        first.goto("/account/shelf")
    second.goto("/")
    second.get_by_role("link", name="Đọc tiếp từ chương 2").click()
    until(second, lambda: second.evaluate("scrollY") > 500)
    opened(first, "/listen/1")
    with sending(second, "audio"):
        listen_to(second, 5)
    first.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # its tab was left open
    expect(first.locator("[data-play]")).to_contain_text("Nghe tiếp từ 0:0")


def test_what_was_read_without_network_reaches_the_card_later(
    phone: Phone, session: Session, patron: Patron
) -> None:
    page = phone()
    sign_in(page, patron)
    opened(page, "/listen/1")
    page.click("[data-play]")
    until(page, lambda: page.evaluate("document.querySelector('audio').currentTime") > 0.5)
    page.context.set_offline(True)
    page.click("[data-play]")
    expect(page.locator("[data-play]")).to_have_text("Nghe")
    assert session.scalar(select(func.count(KeptPlace.id))) == 0
    with sending(page, "audio"):
        page.context.set_offline(False)
    session.rollback()
    assert session.scalar(select(func.count(KeptPlace.id))) == 1


def test_a_page_kept_on_the_phone_brings_no_old_place_back(phone: Phone, patron: Patron) -> None:
    page = phone()
    sign_in(page, patron)
    with sending(page, "audio"):
        listen_to(page, 5)
    old = page.request.get("/listen/1").text()
    with sending(page, "audio"):
        listen_to(page, 25)
    page.route("**/listen/1", lambda route: route.fulfill(body=old, content_type="text/html; charset=utf-8"))
    opened(page, "/listen/1")
    expect(page.locator("[data-play]")).to_contain_text("Nghe tiếp từ 0:2")


def test_parent_and_child_on_one_phone_keep_their_own_places(
    phone: Phone, session: Session, patron: Patron, child: Patron
) -> None:
    page = phone()
    sign_in(page, patron)
    with sending(page, "audio"):
        listen_to(page, 25)
    token = page.locator("meta[name=shelf]").get_attribute("data-token")
    answer = page.request.post(f"/account/family/{child.id}/open", form={"csrf_token": token or ""})
    assert answer.ok
    opened(page, "/listen/1")
    expect(page.locator("[data-play]")).to_have_text("Nghe từ đầu")
    with sending(page, "audio"):
        listen_to(page, 12)
    session.rollback()
    places = session.execute(select(KeptPlace.patron_id, KeptPlace.seconds)).all()
    assert {patron_id: int(seconds) // 10 for patron_id, seconds in places} == {patron.id: 2, child.id: 1}


def test_a_visitors_shelf_is_on_this_device_alone(phone: Phone, session: Session) -> None:
    page = phone()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "/account/places" in request.url else None)
    page.goto("/account/shelf")
    page.click("text=Bật ghi lịch sử")
    listen_to(page, 25)
    page.click("[data-mark] summary")
    page.fill("#mark-note", "Đoạn này hay")
    page.click("[data-mark] [type=submit]")
    expect(page.locator("[data-mark-done]")).to_be_visible()
    read_to(page, 1, 3000)
    opened(page, "/account/shelf")
    going = page.locator("[data-part=going-on] li")
    expect(going).to_have_count(2)
    expect(going.nth(0)).to_contain_text("chương 2 trên 3")
    expect(going.nth(1)).to_contain_text("Nghe tiếp từ 0:2")
    expect(page.locator("[data-part=bookmarks] li")).to_contain_text("Đoạn này hay")
    expect(page.locator("[data-part=history] li")).to_have_count(2)
    page.click("text=Xoá hết lịch sử")
    assert kept(page).keys() == {
        *kept(page, ":1"),
        *kept(page, ":on"),
        *(k for k in kept(page) if k.startswith("mark:")),
    }
    going.nth(1).get_by_role("button", name="Bỏ khỏi kệ").click()
    expect(going).to_have_count(1)
    page.get_by_role("link", name="Mở ở 0:2").click()
    expect(page.locator("[data-play]")).to_contain_text("Nghe từ 0:2")
    assert sent == []
    assert session.scalar(select(func.count(KeptPlace.id))) == 0


SHIFT = """new Promise((done) => {
  const sum = (list) => done(list.getEntries().reduce((whole, one) => whole + one.value, 0));
  new PerformanceObserver(sum).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(0), 500);
})"""


def test_from_home_to_the_place_in_two_taps_and_nothing_moves(phone: Phone) -> None:
    page = phone()
    page.goto("/")
    expect(page.locator("#going-on-title")).to_be_hidden()
    listen_to(page, 25)
    page.goto("/", wait_until="networkidle")
    expect(page.locator("#going-on-title")).to_be_visible()
    assert page.evaluate(SHIFT) <= 0.05
    page.get_by_role("link", name="Nghe tiếp từ 0:2").click()
    page.click("[data-play]")
    until(page, lambda: page.evaluate("document.querySelector('audio').currentTime") > 4.5)


def test_what_the_phone_kept_is_taken_along_if_its_owner_agrees(
    phone: Phone, session: Session, patron: Patron
) -> None:
    page = phone()
    listen_to(page, 25)
    page.click("[data-mark] summary")
    page.click("[data-mark] [type=submit]")
    expect(page.locator("[data-mark-done]")).to_be_visible()
    sign_in(page, patron)
    page.click("text=Đưa vào thẻ của tôi")
    expect(page.get_by_role("link", name="Nghe tiếp từ 0:2")).to_be_visible()
    expect(page.locator("[data-take]")).to_be_hidden()
    assert kept(page, "listen:1").keys() <= {f"card:{patron.id}/listen:1"}
    assert session.scalar(select(func.count(Bookmark.id))) == 1


def test_a_shared_computer_keeps_nothing_and_is_asked_nothing(
    phone: Phone, session: Session, patron: Patron
) -> None:
    page = phone()
    listen_to(page, 5)
    sign_in(page, patron, trusted=False)
    expect(page.locator("[data-take]")).to_have_count(0)
    with sending(page, "audio"):
        listen_to(page, 25)
    assert kept(page).keys() == {"listen:1"}
    assert kept(page)["listen:1"]["seconds"] < 10
    page.goto("/account/shelf")
    expect(page.get_by_role("link", name="Nghe tiếp từ 0:2")).to_be_visible()


def test_signing_out_leaves_nothing_of_the_card_on_the_phone(phone: Phone, patron: Patron) -> None:
    page = phone()
    sign_in(page, patron)
    with sending(page, "audio"):
        listen_to(page, 25)
    assert kept(page, f"card:{patron.id}/listen:1")
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url(lambda url: url.endswith("/"))
    opened(page, "/account/shelf")
    until(page, lambda: kept(page) == {})


def test_my_history_is_erased_and_no_row_is_left(phone: Phone, session: Session, patron: Patron) -> None:
    page = phone()
    sign_in(page, patron)
    page.click("text=Bật ghi lịch sử")
    opened(page, "/read/1/1")
    page.goto("/account/shelf")
    expect(page.locator("#history li")).to_have_count(1)
    assert session.scalar(select(func.count(Opened.id))) == 1
    page.click("text=Xoá hết lịch sử")
    expect(page.locator("#history li")).to_have_count(0)
    session.rollback()
    assert session.scalar(select(func.count(Opened.id))) == 0
