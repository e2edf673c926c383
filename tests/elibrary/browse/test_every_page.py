"""What all pages have in common: the frame around them."""

import re

import pytest
from flask import Flask

from catalog.models import Record
from elibrary.accounts.models import Account
from elibrary.paths import VENDOR
from tests.conftest import Visitor

PAGES = ("/", "/records/{id}", "/account/sign-in", "/records/4711", "/search?q=a")


@pytest.mark.parametrize("page", PAGES)
def test_no_style_or_script_stands_inside_a_page(client: Visitor, kieu: Record, page: str) -> None:
    """The policy would refuse them."""
    answer = client.get(page.format(id=kieu.id))
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert not re.search(
        r"<style|\sstyle=|<script(?![^>]* src=|[^>]* type=.application/ld\+json)|\son\w+=", answer.text
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_one_heading_a_language_and_a_way_past_the_bar(
    client: Visitor, kieu: Record, page: str
) -> None:
    text = client.get(page.format(id=kieu.id)).text
    assert text.count("<h1") == 1
    assert '<html lang="vi">' in text
    assert 'href="#main"' in text
    assert "<main" in text


@pytest.mark.parametrize("page", PAGES)
def test_every_file_a_page_names_is_there(app: Flask, client: Visitor, kieu: Record, page: str) -> None:
    text = client.get(page.format(id=kieu.id)).text
    for address in set(re.findall(r'(?:href|src)="(/(?:static|media)/[^"#]+)', text)):
        with client.get(address.replace("&amp;", "&")) as answer:
            assert answer.status_code == 200, address


def test_every_icon_a_template_names_is_in_the_sprite(app: Flask) -> None:
    sprite = (VENDOR / "icons.svg").read_text(encoding="utf-8")
    symbols = set(re.findall(r'id="icon-([\w-]+)"', sprite))
    loader = app.jinja_loader
    assert loader is not None
    named: set[str] = set()
    for name in loader.list_templates():
        source = loader.get_source(app.jinja_env, name)[0]  # type: ignore[arg-type]
        named.update(re.findall(r'\bicon\("([\w-]+)"', source))
    assert named - symbols == set()


def test_the_staff_finds_its_bench_and_the_way_out(client: Visitor, librarian: Account) -> None:
    assert "Bàn thủ thư" not in client.get("/").text
    client.sign_in(librarian)
    page = client.get("/").text
    assert "Bàn thủ thư" in page
    assert "Đăng xuất" in page


def test_the_language_can_be_changed_on_the_page_where_one_is(client: Visitor, kieu: Record) -> None:
    page = client.get("/search?q=kieu&form=audio").text
    link = re.search(r'href="(/language/en[^"]*)"', page)
    assert link
    assert client.get(link[1].replace("&amp;", "&")).location == "/search?q=kieu&form=audio"


def test_a_wrong_password_is_refused_in_words(client: Visitor, librarian: Account) -> None:
    answer = client.post("/account/sign-in", data={"login": "thuthu", "password": "sai"})
    assert answer.status_code == 401
    assert "mật khẩu không đúng" in answer.text
    assert 'value="sai"' not in answer.text


def test_an_empty_sign_in_says_what_is_missing_beside_the_field(client: Visitor) -> None:
    page = client.post("/account/sign-in", data={}).text
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="login-error"' in page
    assert "Hãy nhập tên đăng nhập." in page
