"""The administrator names the centre; every page shows it."""

import unicodedata

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from elibrary.accounts.models import Account
from elibrary.centre.models import Centre, OpenHours
from tests.conftest import Visitor


def test_until_somebody_describes_it_the_library_is_that_of_ward_13(client: Visitor) -> None:
    page = client.get("/").text
    assert "<title>Thư viện Phường 13</title>" in page
    assert "Đến thư viện" not in page
    client.get("/language/en")
    assert "<title>Ward 13 Library</title>" in client.get("/").text


def test_name_colour_and_organisation_are_on_every_page(
    at_the_desk: Visitor, described: dict[str, str]
) -> None:
    assert at_the_desk.post("/staff/centre", data=described).status_code == 302
    for path in ("/", "/search", "/help", "/staff", "/nowhere"):
        page = at_the_desk.get(path).text
        assert "Thư viện Phường Đức Nhuận</title>" in page
        assert "<span>Thư viện Phường Đức Nhuận</span>" in page
        assert '<meta property="og:site_name" content="Thư viện Phường Đức Nhuận">' in page
        assert "Trung tâm học tập cộng đồng Đức Nhuận" in page
        assert 'data-colour="indigo"' in page
    at_the_desk.get("/language/en")
    assert "Thư viện Phường Đức Nhuận" in at_the_desk.get("/").text


def test_the_home_page_greets_and_says_where_the_library_is(
    at_the_desk: Visitor, described: dict[str, str]
) -> None:
    at_the_desk.post("/staff/centre", data=described)
    page = at_the_desk.get("/").text
    assert "<h1>Chào bà con</h1>" in page
    assert 'href="https://www.openstreetmap.org/search?query=12%20H%E1%BB%93%20V%C4%83n%20Hu%C3%AA"' in page
    assert 'href="tel:028%203844%200000"' in page
    assert 'href="mailto:thuvien%40phuong.example"' in page
    assert "Mở năm 2009.\nAi cũng vào được." in page


def test_what_was_typed_in_another_unicode_form_is_kept_in_the_one_of_the_library(
    at_the_desk: Visitor, described: dict[str, str], session: Session
) -> None:
    apart = {name: unicodedata.normalize("NFD", value) for name, value in described.items()}
    assert at_the_desk.post("/staff/centre", data=apart).status_code == 302
    assert session.scalar(select(Centre.name)) == "Thư viện Phường Đức Nhuận"


def test_markup_in_a_name_is_text(at_the_desk: Visitor, described: dict[str, str]) -> None:
    at_the_desk.post("/staff/centre", data=described | {"name": "<script>x</script>", "about": "<b>y</b>"})
    page = at_the_desk.get("/").text
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page
    assert "<b>y" not in page


@pytest.mark.parametrize("name", ["", "   ", "a" * 121])
def test_a_name_that_no_bar_can_hold_is_refused_and_nothing_is_lost(
    at_the_desk: Visitor, described: dict[str, str], session: Session, name: str
) -> None:
    answer = at_the_desk.post("/staff/centre", data=described | {"name": name})
    assert answer.status_code == 422
    assert 'value="12 Hồ Văn Huê"' in answer.text
    assert session.scalar(select(func.count(Centre.id))) == 0


def test_a_colour_that_was_not_offered_is_refused(at_the_desk: Visitor, described: dict[str, str]) -> None:
    forged = described | {"colour": 'x" onload="y'}
    assert at_the_desk.post("/staff/centre", data=forged).status_code == 422


def test_two_administrators_do_not_overwrite_each_other(
    at_the_desk: Visitor, described: dict[str, str]
) -> None:
    at_the_desk.post("/staff/centre", data=described)
    late = at_the_desk.post("/staff/centre", data=described | {"name": "Tên cũ"})
    assert late.status_code == 409
    assert "Người khác vừa lưu" in late.text
    assert "Tên cũ" not in at_the_desk.get("/").text
    assert 'name="version" value="1"' in late.text  # so that saving once more is possible
    again = at_the_desk.post("/staff/centre", data=described | {"name": "Tên mới", "version": "1"})
    assert again.status_code == 302
    assert "Tên mới" in at_the_desk.get("/").text


def test_hours_that_are_refused_leave_the_centre_as_it_was(
    at_the_desk: Visitor, described: dict[str, str], session: Session
) -> None:
    answer = at_the_desk.post("/staff/centre", data=described | {"hours-0-closes": "06:00"})
    assert answer.status_code == 422
    assert "Giờ mở cửa chưa rõ" in answer.text
    assert 'value="06:00"' in answer.text
    assert session.scalar(select(func.count(Centre.id))) == 0
    assert session.scalar(select(func.count(OpenHours.id))) == 0


def test_the_form_comes_back_as_it_was_saved(at_the_desk: Visitor, described: dict[str, str]) -> None:
    at_the_desk.post("/staff/centre", data=described)
    page = at_the_desk.get("/staff/centre").text
    for value in ("12 Hồ Văn Huê", "07:30", "11:30", "13:30", "17:00", "20:00"):
        assert f'value="{value}"' in page
    assert '<input checked id="colour-1"' in page


def test_a_librarian_may_not(client: Visitor, librarian: Account, described: dict[str, str]) -> None:
    client.sign_in(librarian)
    assert client.post("/staff/centre", data=described).status_code == 403
    assert "/staff/centre" not in client.get("/staff").text


def test_a_page_costs_one_query_more(at_the_desk: Visitor, statements) -> None:  # type: ignore[no-untyped-def]
    with statements() as sent:
        at_the_desk.get("/help")
    assert sum("FROM centre" in one for one in sent) == 1


def test_an_error_page_needs_no_database(app: Flask, client: Visitor, session: Session) -> None:
    session.execute(text("DROP TABLE centre"))
    session.commit()
    page = client.get("/nowhere")
    assert page.status_code == 404
    assert "Thư viện Phường 13" in page.text
