"""A device's choice of theme and type is kept, and the page comes so from the server: nothing flashes."""

import pytest

from tests.conftest import Visitor


def test_a_link_is_enough_and_leads_back(client: Visitor) -> None:
    assert '<html lang="vi">' in client.get("/").text
    answer = client.get("/look/dark?next=/search?q=a")
    assert answer.location == "/search?q=a"
    assert '<html lang="vi" data-theme="dark">' in client.get("/search").text
    client.get("/look/large")
    assert '<html lang="vi" data-theme="dark" class="large">' in client.get("/help").text
    client.get("/look/auto")
    client.get("/look/normal")
    assert '<html lang="vi">' in client.get("/").text


def test_the_choice_is_marked(client: Visitor) -> None:
    client.get("/look/light")
    page = client.get("/").text
    assert 'href="/look/light?next=/" aria-current="true"' in page
    assert 'href="/look/dark?next=/" data-look' in page


@pytest.mark.parametrize("forged", ["large", "x", '"><script>', ""])
def test_a_forged_cookie_means_no_choice(client: Visitor, forged: str) -> None:
    client.set_cookie("theme", forged)
    client.set_cookie("type", "dark")
    assert '<html lang="vi">' in client.get("/").text


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_a_link_never_leads_out(client: Visitor, target: str) -> None:
    assert client.get("/look/dark", query_string={"next": target}).location == "/"


def test_only_known_looks_can_be_chosen(client: Visitor) -> None:
    assert client.get("/look/blink").status_code == 404


def test_scripts_may_read_the_cookie_and_other_sites_do_not_send_it(client: Visitor) -> None:
    cookie = client.get("/look/dark").headers["Set-Cookie"]
    assert "SameSite=Lax" in cookie
    assert "HttpOnly" not in cookie
    assert "Path=/" in cookie
