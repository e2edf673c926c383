"""Sessions: what the cookie is like, and when it ends."""

from sqlalchemy.orm import Session

from elibrary.accounts.models import Account
from elibrary.accounts.services import set_password
from tests.conftest import Visitor


def test_a_new_password_ends_every_session(client: Visitor, session: Session, librarian: Account) -> None:
    client.sign_in(librarian)
    assert client.get("/staff").status_code == 200
    set_password(librarian, "mat-khau-moi-2026")
    session.commit()
    assert client.get("/staff").location.startswith("/account/sign-in")


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: Visitor, librarian: Account) -> None:
    client.sign_in(librarian)
    cookie = client.get_cookie("session")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"


def test_a_forged_cookie_opens_nothing(client: Visitor, librarian: Account) -> None:
    client.set_cookie("session", "eyJfdXNlcl9pZCI6IjE6YWFhYSJ9.aaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaa")
    assert client.get("/staff").status_code == 302


def test_what_a_visitor_had_before_signing_in_is_dropped(client: Visitor, librarian: Account) -> None:
    client.get("/account/sign-in")
    with client.session_transaction() as before:
        before["planted"] = "x"
    client.sign_in(librarian)
    with client.session_transaction() as after:
        assert "planted" not in after


def test_a_cookie_kept_from_before_signing_out_opens_nothing(client: Visitor, librarian: Account) -> None:
    client.sign_in(librarian)
    kept = client.get_cookie("session")
    assert kept is not None
    assert client.post("/account/sign-out").status_code == 302
    client.set_cookie("session", kept.value)
    assert client.get("/staff").location.startswith("/account/sign-in")
