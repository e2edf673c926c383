"""Signing in and out."""

import pytest
from sqlalchemy.orm import Session

from elibrary.accounts.models import Account
from tests.conftest import PASSWORD, Visitor

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng"


def sign_in(client: Visitor, login: str, password: str, target: str | None = None):  # type: ignore[no-untyped-def]
    query = {"next": target} if target is not None else {}
    return client.post("/account/sign-in", query_string=query, data={"login": login, "password": password})


def test_the_right_password_opens_the_workbench(client: Visitor, librarian: Account) -> None:
    assert sign_in(client, "  ThuThu ", PASSWORD).location == "/staff"
    assert client.get("/staff").status_code == 200


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(
    client: Visitor, librarian: Account
) -> None:
    answers = [sign_in(client, "thuthu", "sai-mat-khau"), sign_in(client, "khong-co", PASSWORD)]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert all(WRONG in answer.text for answer in answers)
    assert client.get("/staff").status_code == 302


def test_a_wrong_password_keeps_the_name_and_drops_the_password(client: Visitor, librarian: Account) -> None:
    page = sign_in(client, "thuthu", "sai-mat-khau").text
    assert 'value="thuthu"' in page
    assert "sai-mat-khau" not in page


def test_an_account_put_to_rest_opens_nothing(client: Visitor, session: Session, librarian: Account) -> None:
    client.sign_in(librarian)
    librarian.active = False
    session.commit()
    assert client.get("/staff").status_code == 302
    assert sign_in(client, "thuthu", PASSWORD).status_code == 401


@pytest.mark.parametrize(
    "name", ["\x00", "' OR 1=1 --", "x" * 61, "<script>alert(1)</script>", "\u202ethuthu"]
)
def test_odd_names_are_refused_as_text(client: Visitor, librarian: Account, name: str) -> None:
    answer = sign_in(client, name, PASSWORD)
    assert answer.status_code in (401, 422)
    assert "<script>alert" not in answer.text


def test_signing_out_ends_the_session(client: Visitor, librarian: Account) -> None:
    client.sign_in(librarian)
    assert client.post("/account/sign-out").location == "/"
    assert client.get("/staff").status_code == 302


def test_a_page_that_needs_signing_in_is_opened_afterwards(client: Visitor, librarian: Account) -> None:
    sent_away = client.get("/staff/upload?record=7")
    assert sent_away.location == "/account/sign-in?next=/staff/upload?record%3D7"
    answer = client.post(sent_away.location, data={"login": "thuthu", "password": PASSWORD})
    assert answer.location == "/staff/upload?record=7"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "",
        "/x\r\ny",
    ],
)
def test_signing_in_never_leads_to_another_site(client: Visitor, librarian: Account, target: str) -> None:
    assert sign_in(client, "thuthu", PASSWORD, target).location == "/staff"


def test_choosing_a_language_never_leads_to_another_site(client: Visitor) -> None:
    assert client.get("/language/en?next=//evil.example").location == "/"
