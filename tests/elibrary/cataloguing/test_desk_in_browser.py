"""The workbench in a real browser: shortcuts, one more contributor, uploads, the picture of a sheet."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Audiobook, Record
from elibrary.accounts.models import Account
from tests import factories
from tests.conftest import PASSWORD
from tests.elibrary.served import phone_at, serving
from tests.media import documents, sounds

pytestmark = pytest.mark.web


@pytest.fixture
def page(app: Flask, librarian: Account) -> Iterator[Page]:
    """The workbench, signed in; a script that fails fails the test."""
    complaints: list[str] = []
    with serving(app) as address, phone_at(address) as page:
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/account/sign-in")
        page.fill("[name=login]", librarian.login)
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        yield page
    assert complaints == []


def choose(page: Page, *paths: Path) -> None:
    page.set_input_files("[name=files]", [str(path) for path in paths])
    page.get_by_role("button", name="Tải lên").click()


def test_the_scan_box_has_the_focus_and_shortcuts_lead_on(page: Page) -> None:
    expect(page.locator("#scan")).to_be_focused()
    page.keyboard.press("Alt+n")
    expect(page).to_have_url(re.compile("/staff/records/new$"))
    page.keyboard.press("Alt+q")
    expect(page.locator("#scan")).to_be_focused()


def test_what_must_be_put_right_has_the_focus_and_is_not_covered(page: Page) -> None:
    page.goto("/staff/records/new")
    page.fill("[name=title]", "Đất rừng phương Nam")
    page.fill("[name=isbns]", "abc")
    page.keyboard.press("Control+s")
    wrong = page.locator("[name=isbns]")
    expect(wrong).to_be_focused()
    box, bar = wrong.bounding_box(), page.locator(".save-bar").bounding_box()
    assert box
    assert bar
    assert 0 < box["y"] < box["y"] + box["height"] < bar["y"]


def test_a_record_with_one_more_contributor_is_saved_by_the_keyboard(page: Page, session: Session) -> None:
    page.goto("/staff/records/new")
    page.fill("[name=title]", "Đất rừng phương Nam")
    for number in range(4):
        if number > 1:
            page.get_by_role("button", name="Thêm một dòng").click()
        page.locator(f"[name=contributors-{number}-name]").fill(f"Người {number}")
    expect(page.get_by_text("Có chỗ vừa sửa, chưa lưu.")).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Đã lưu “Đất rừng phương Nam”")).to_be_visible()
    assert len(session.scalars(select(Record)).one().contributors) == 4


def test_each_file_has_its_result_and_bad_ones_stop_no_other(page: Page, tmp_path: Path) -> None:
    unknown, empty = tmp_path / "chu.txt", tmp_path / "rong.pdf"
    unknown.write_bytes(b"khong phai sach")
    empty.write_bytes(b"")
    page.goto("/staff/upload")
    choose(page, unknown, empty, documents.epub(tmp_path / "truyen.epub"))
    lines = page.locator(".sent-file")
    expect(lines.nth(0)).to_contain_text("Không nhận ra định dạng")
    expect(lines.nth(1)).to_contain_text("Tập tin rỗng, không có gì để gửi")
    expect(lines.nth(2)).to_contain_text("Đã thêm")
    lines.nth(2).get_by_role("link", name="Truyện thử").click()
    expect(page.locator("[name=title]")).to_have_value("Truyện thử")


def test_a_file_over_the_limit_is_not_even_sent(page: Page, app: Flask, tmp_path: Path) -> None:
    app.extensions["elibrary_config"] = replace(app.extensions["elibrary_config"], max_upload_mb=1)
    big = tmp_path / "to.mp3"
    big.write_bytes(bytes(1024 * 1024))
    page.goto("/staff/upload")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    choose(page, big)
    expect(page.locator(".sent-file")).to_contain_text("nên chưa gửi")
    assert "POST" not in asked


def test_a_broken_network_is_said_and_the_file_can_be_sent_again(page: Page, tmp_path: Path) -> None:
    page.goto("/staff/upload")
    page.route("**/staff/upload", lambda route: route.abort())
    choose(page, documents.epub(tmp_path / "truyen.epub"))
    line = page.locator(".sent-file")
    expect(line).to_contain_text("Mất kết nối giữa chừng")
    page.unroute("**/staff/upload")
    line.get_by_role("button", name="Gửi lại").click()
    expect(line).to_contain_text("Đã thêm")
    expect(line).not_to_contain_text("Mất kết nối")


def test_the_parts_of_an_audiobook_go_together(page: Page, session: Session, tmp_path: Path) -> None:
    page.goto("/staff/upload")
    page.select_option("[name=together]", "1")
    choose(page, *(sounds.mp3(tmp_path / f"Chí Phèo {n}.mp3", n) for n in (1, 2)))
    expect(page.locator(".sent-file")).to_contain_text("Đã thêm")
    assert len(session.scalars(select(Audiobook)).one().tracks) == 2


def test_the_start_is_chosen_on_the_picture_of_the_sheet(page: Page) -> None:
    page.goto("/staff/labels")
    page.select_option("[name=layout]", "L7651")
    stickers = page.locator(".sticker")
    expect(stickers).to_have_count(65)
    stickers.nth(7).click()
    expect(page.locator("[name=start]")).to_have_value("8")
    expect(page.locator(".sticker.is-used")).to_have_count(7)


@pytest.mark.parametrize(
    "path", ["", "/records/new", "/records/1", "/records/1/copies/new", "/upload", "/labels"]
)
def test_no_page_is_wider_than_the_phone(page: Page, session: Session, path: str) -> None:
    factories.copy(
        session, factories.record(session, "Rấtdàikhôngcáchchữ" * 40), location="K" * 200, shelf=""
    )
    page.goto(f"/staff{path}")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
