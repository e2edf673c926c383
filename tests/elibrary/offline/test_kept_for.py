"""Pages say whom they were made for, so that the phone never shows them to anybody else."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from catalog.models import Access, Record
from elibrary.accounts.models import Account
from elibrary.offline.kept_for import HEADER, kept_for
from elibrary.patrons.models import Patron
from elibrary.permissions import StaffRole
from tests import factories
from tests.conftest import PASSWORD, Visitor
from tests.elibrary.listening.recordings import audiobook

CARD = Patron(id=1, card_number="P13.1")
CHILD = Patron(id=2, parent_id=1, reading_age=8)


def words(who: Patron | None, *, own_device: bool = True) -> str:
    return kept_for(who, own_device=own_device, secret="bi-mat")


def test_a_visitors_page_is_everybodys() -> None:
    assert words(None) == "everybody"


def test_on_their_own_phone_each_has_a_mark_that_names_nobody() -> None:
    assert len(words(CARD)) == 16
    assert words(CARD) == words(CARD)
    assert words(CARD) != words(Patron(id=3, card_number="P13.3"))
    assert "P13" not in words(CARD)


def test_a_childs_mark_says_up_to_which_age_it_reads() -> None:
    assert words(CHILD).endswith(";age=8")
    assert words(CHILD).partition(";")[0] != words(CARD)


def test_on_a_computer_that_others_use_nothing_may_be_kept() -> None:
    assert words(CARD, own_device=False) == "nobody"
    assert words(CHILD, own_device=False) == "nobody;age=8"


def test_pages_and_the_worker_carry_it_files_do_not(client: Visitor, kieu: Record) -> None:
    for path in ("/", f"/records/{kieu.id}", "/records/4711", "/downloads", "/service-worker.js"):
        assert client.get(path).headers[HEADER] == "everybody", path
    for path in ("/api/v1/search?q=kieu", "/manifest.webmanifest", f"/media/covers/{kieu.id}"):
        assert HEADER not in client.get(path).headers, path


def test_the_staff_may_keep_no_page(client: Visitor, librarian: Account) -> None:
    client.sign_in(librarian)
    assert client.get("/").headers[HEADER] == "nobody"
    client.post("/account/sign-out")
    assert client.get("/").headers[HEADER] == "everybody"


def test_signing_in_and_out_empties_the_browsers_own_cache(client: Visitor, librarian: Account) -> None:
    form = {"login": librarian.login, "password": PASSWORD}
    assert client.post("/account/sign-in", data=form).headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in client.get("/").headers
    assert client.post("/account/sign-out").headers["Clear-Site-Data"] == '"cache"'


def test_another_one_signing_in_at_once_empties_it_too(
    client: Visitor, session: Session, librarian: Account
) -> None:
    other = factories.account(session, "thuthu.hai", StaffRole.LIBRARIAN, PASSWORD)
    client.sign_in(librarian)
    answer = client.post("/account/sign-in", data={"login": other.login, "password": PASSWORD})
    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_a_refused_sign_in_leaves_it(client: Visitor, librarian: Account) -> None:
    answer = client.post("/account/sign-in", data={"login": librarian.login, "password": "khong-phai-the"})
    assert answer.status_code == 401
    assert "Clear-Site-Data" not in answer.headers


@pytest.mark.parametrize(("access", "offered"), [(Access.PUBLIC, True), (Access.STAFF, False)])
def test_only_what_anybody_may_open_is_offered_to_keep(
    app: Flask, client: Visitor, session: Session, access: Access, offered: bool
) -> None:
    book = audiobook(session, access=access)
    assert ("data-keeper" in client.get(f"/listen/{book.id}").text) is offered


def test_a_shared_computer_is_not_offered_to_keep_books(
    client: Visitor, session: Session, librarian: Account
) -> None:
    book = audiobook(session)
    client.sign_in(librarian)
    assert "data-keeper" not in client.get(f"/listen/{book.id}").text


def test_no_cache_keeps_a_page_that_nobody_may_keep(client: Visitor, patron: Patron) -> None:
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
    client.sign_in_card(patron)
    assert client.get("/").headers["Cache-Control"] == "no-store"
    client.sign_in_card(patron, trusted=True)
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
