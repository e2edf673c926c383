"""Without a network too, nobody sees what was kept for somebody else."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask, Response, g, request
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from elibrary.accounts.models import Account
from elibrary.offline.kept_for import EVERYBODY, HEADER
from tests.conftest import PASSWORD
from tests.elibrary.listening.recordings import audiobook
from tests.elibrary.served import phone_at, serving, until
from tests.web.offline import READER, install, keep_book, kept_pages, no_network, open_and_keep

PARENT, CHILD = "0123456789abcdef", "fedcba9876543210;age=8"


@dataclass
class Door:
    """Who the server takes the phone's owner for; and whether it is slow to answer for the page of help."""

    reader: str | None = None
    slow: threading.Event = field(default_factory=threading.Event)
    asked: threading.Event = field(default_factory=threading.Event)
    free: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def door(app: Flask) -> Iterator[Door]:
    """Set `reader`, and pages say that they were made for that one, as they do for cards and profiles."""
    door = Door()

    def arrive() -> None:
        g.reader = door.reader
        if door.slow.is_set() and request.path == "/help":
            door.asked.set()
            door.free.wait(30)

    def leave(response: Response) -> Response:
        if g.get("reader") and HEADER in response.headers:
            response.headers[HEADER] = g.reader
        return response

    app.before_request(arrive)
    app.after_request_funcs.setdefault(None, []).insert(0, leave)  # run last, after the application's own
    yield door
    door.free.set()


@pytest.fixture
def page(app: Flask, session: Session, door: Door, librarian: Account, indexed) -> Iterator[Page]:  # type: ignore[no-untyped-def]
    """A phone with the worker, at a library with one recording that is for readers of 16 and more."""
    book = audiobook(session)
    book.record.minimum_age = 16
    session.commit()
    indexed()
    with serving(app) as address, phone_at(address, worker=True) as page:
        install(page)
        yield page


def is_missing(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Trang này cần có mạng")


def test_nothing_of_the_staff_is_left_on_a_computer_after_signing_out(page: Page) -> None:
    open_and_keep(page, "/records/1")
    keep_book(page, "/listen/1")
    page.goto("/account/sign-in")
    page.fill("[name=login]", "thuthu")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    expect(page.get_by_role("link", name="Bàn thủ thư")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="Bàn thủ thư")).to_be_visible()
    until(page, lambda: page.evaluate(READER) == "nobody")
    assert kept_pages(page) == []
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("link", name="Dành cho nhân viên")).to_be_visible()
    until(page, lambda: kept_pages(page) == ["/"])
    with no_network(page):
        is_missing(page, "/staff")
        page.goto("/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Hôm nay bạn muốn đọc gì?")
        expect(page.get_by_role("link", name="Bàn thủ thư")).to_have_count(0)
        page.goto("/listen/1")  # a book is the device's, not the sign-in's
        expect(page.locator("[data-player]")).to_be_visible()


def test_staff_who_are_signed_in_have_no_kept_pages_either(page: Page) -> None:
    """The network may go before they sign out, and the next person comes."""
    page.goto("/account/sign-in")
    page.fill("[name=login]", "thuthu")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.goto("/")
    until(page, lambda: page.evaluate(READER) == "nobody")
    with no_network(page):
        is_missing(page, "/")
        expect(page.get_by_role("link", name="Bàn thủ thư")).to_have_count(0)


def test_a_childs_profile_finds_nothing_that_the_parent_kept(page: Page, door: Door) -> None:
    door.reader = PARENT
    open_and_keep(page, "/records/1")
    door.reader = CHILD
    open_and_keep(page, "/")
    assert kept_pages(page) == ["/"]
    with no_network(page):
        is_missing(page, "/records/1")


def test_a_childs_profile_does_not_open_books_for_older_readers(page: Page, door: Door) -> None:
    keep_book(page, "/listen/1")
    door.reader = CHILD
    open_and_keep(page, "/")
    with no_network(page):
        is_missing(page, "/listen/1")
        is_missing(page, "/records/1")
        page.goto("/downloads")
        expect(page.locator("[data-none]")).to_be_visible()
        got = "fetch('/media/tracks/1').then(() => 'sound', () => 'nothing')"
        assert page.evaluate(got) == "nothing"
    door.reader = EVERYBODY
    open_and_keep(page, "/")
    with no_network(page):
        page.goto("/listen/1")
        expect(page.locator("[data-player]")).to_be_visible()


def test_signing_out_as_the_network_goes_hides_what_was_kept(page: Page, door: Door) -> None:
    door.reader = PARENT
    open_and_keep(page, "/")
    with no_network(page):
        page.evaluate(
            """() => {
              const form = document.createElement("form");
              Object.assign(form, { method: "post", action: "/account/sign-out" });
              document.body.append(form);
              form.submit();
            }"""
        )
        until(page, lambda: page.url.startswith("chrome-error:"))
        is_missing(page, "/")


def test_a_page_that_comes_late_is_not_kept_for_the_next_reader(page: Page, door: Door) -> None:
    door.reader = PARENT
    open_and_keep(page, "/")
    door.slow.set()
    late = page.context.new_page()
    late.goto("/records/1")
    late.evaluate("location.href = '/help'")
    until(page, door.asked.is_set)
    door.reader = EVERYBODY
    open_and_keep(page, "/records/1")
    until(page, lambda: page.evaluate(READER) == EVERYBODY)
    door.free.set()
    expect(late.get_by_role("heading", level=1)).to_have_text("Trợ giúp")
    open_and_keep(page, "/search?q=a")  # kept after the late one would have been
    assert "/help" not in kept_pages(page)
    assert page.evaluate(READER) == EVERYBODY
