"""Patrons at the desk: registered, found, given a new PIN, put to rest, deleted."""

import re

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Record
from elibrary.accounts.models import Account
from elibrary.my_shelf.models import SavedRecord
from elibrary.patrons.models import Patron, SignedIn
from tests import factories
from tests.conftest import PIN, Visitor

NEW = "/staff/patrons/new"


def shown_pin(page: str) -> str:
    found = re.search(r'<p class="new-pin-digits"><span>(\d{3})</span> <span>(\d{3})</span>', page)
    assert found is not None
    return found[1] + found[2]


def test_a_new_patron_signs_in_with_the_pin_that_was_shown_once(
    app: Flask, client: Visitor, session: Session, librarian: Account
) -> None:
    client.sign_in(librarian)
    answer = client.post(NEW, data={"name": "Chi\u0323 Hoa", "card": ""})
    page = client.get(answer.location).text
    pin = shown_pin(page)
    assert "new-pin-digits" not in client.get(answer.location).text
    patron = session.scalars(select(Patron)).one()
    assert (patron.name, patron.pin_is_new) == ("Chị Hoa", True)
    assert pin not in (patron.pin_hash or "")
    home = app.test_client()
    sent = {"card": patron.card_number, "pin": pin}
    assert home.post("/account/card", data=sent).location == "/account/pin"


def test_a_card_that_is_printed_already_is_taken_once(
    client: Visitor, session: Session, librarian: Account
) -> None:
    client.sign_in(librarian)
    assert client.post(NEW, data={"name": "Hoa", "card": "tv 0042"}).status_code == 302
    again = client.post(NEW, data={"name": "Lan", "card": "TV-0042"})
    assert (again.status_code, "đã có người dùng" in again.text) == (409, True)
    assert client.post(NEW, data={"name": "Lan", "card": "Thẻ số 1"}).status_code == 422
    assert session.scalars(select(Patron.card_number)).all() == ["TV0042"]


def test_patrons_are_found_by_name_without_marks_and_by_scanned_card(
    client: Visitor, session: Session, librarian: Account
) -> None:
    hoa = factories.patron(session, "Nguyễn Thị Hòa", card="TV0042")
    factories.patron(session, "Trần Hoài Đức")
    client.sign_in(librarian)

    def found(text: str):  # type: ignore[no-untyped-def]
        return client.post("/staff/patrons", data={"q": text})

    assert found("hoa").text.count('name="patron"') == 2
    assert found("thi HOÀ").location == f"/staff/patrons/{hoa.id}"
    assert found("duc").status_code == 302
    assert found("http://thuvien.example/account/card#TV0042").location == f"/staff/patrons/{hoa.id}"
    assert "Không có bạn đọc nào" in found("%").text
    assert "Không có bạn đọc nào" in found("xyz").text
    assert found("x" * 201).status_code == 422


def test_a_new_pin_at_the_desk_ends_every_device(
    app: Flask, client: Visitor, patron: Patron, librarian: Account
) -> None:
    home: Visitor = app.test_client()  # type: ignore[assignment]
    home.sign_in_card(patron, trusted=True)
    client.sign_in(librarian)
    pin = shown_pin(client.post(f"/staff/patrons/{patron.id}/pin", follow_redirects=True).text)
    assert home.get("/account").status_code == 302
    sent = {"card": patron.card_number}
    assert home.post("/account/card", data=sent | {"pin": PIN}).status_code == 401
    assert home.post("/account/card", data=sent | {"pin": pin}).status_code == 302


def test_a_pin_for_one_patron_is_not_shown_on_the_page_of_another(
    client: Visitor, session: Session, patron: Patron, librarian: Account
) -> None:
    other = factories.patron(session, "Anh Tư")
    client.sign_in(librarian)
    client.post(f"/staff/patrons/{patron.id}/pin")
    assert "new-pin-digits" not in client.get(f"/staff/patrons/{other.id}").text


def test_a_card_at_rest_opens_nothing_and_wakes_whole(
    app: Flask, client: Visitor, child: Patron, patron: Patron, librarian: Account
) -> None:
    home: Visitor = app.test_client()  # type: ignore[assignment]
    home.sign_in_card(child)
    client.sign_in(librarian)
    client.post(f"/staff/patrons/{patron.id}/rest")
    assert home.get("/account").status_code == 302
    sent = {"card": patron.card_number, "pin": PIN}
    assert home.post("/account/card", data=sent).status_code == 401
    client.post(f"/staff/patrons/{patron.id}/wake")
    assert home.post("/account/card", data=sent).status_code == 302


def test_a_lost_card_is_replaced_and_keeps_the_pin(
    app: Flask, client: Visitor, patron: Patron, librarian: Account
) -> None:
    old = patron.card_number
    client.sign_in(librarian)
    assert (
        client.post(f"/staff/patrons/{patron.id}", data={"name": "Chị Lan", "card": "TV777"}).status_code
        == 302
    )
    home = app.test_client()
    assert home.post("/account/card", data={"card": old, "pin": PIN}).status_code == 401
    assert home.post("/account/card", data={"card": "tv777", "pin": PIN}).status_code == 302


def test_deleting_leaves_no_row_behind(
    client: Visitor, session: Session, kieu: Record, child: Patron, librarian: Account
) -> None:
    session.add(SavedRecord(patron_id=child.id, record_id=kieu.id))
    session.commit()
    client.sign_in_card(child)
    client.sign_in(librarian)
    client.post(f"/staff/patrons/{child.parent_id}/delete")
    for table in (Patron, SignedIn, SavedRecord):
        assert session.scalar(select(func.count()).select_from(table)) == 0


def test_cards_are_pdf_and_nothing_chosen_is_said(
    client: Visitor, session: Session, patron: Patron, child: Patron, librarian: Account
) -> None:
    client.sign_in(librarian)
    one = client.get(f"/staff/patrons/{patron.id}/card.pdf")
    sheet = client.post("/staff/patrons/cards", data={"patron": [str(patron.id), "x", str(10**30)]})
    assert one.data[:5] == sheet.data[:5] == b"%PDF-"
    assert client.post("/staff/patrons/cards", data={"patron": [str(child.id)]}).status_code == 422
    assert client.get(f"/staff/patrons/{child.id}/card.pdf").status_code == 404


def test_a_lost_card_stays_lost_when_an_older_window_is_saved(
    client: Visitor, session: Session, patron: Patron, librarian: Account
) -> None:
    client.sign_in(librarian)
    address, old = f"/staff/patrons/{patron.id}", patron.card_number
    shown = client.get(address).text
    seen = re.search(r'name="seen" type="hidden" value="(\w+)"', shown)
    assert seen is not None
    renewed = client.post(address, data={"name": patron.name, "card": "TV777", "seen": seen[1]})
    assert renewed.status_code == 302
    assert "Số thẻ mới: TV777" in client.get(address).text
    late = client.post(address, data={"name": "Chị Lan", "card": old, "seen": seen[1]})
    assert (late.status_code, "vừa được sửa ở một cửa sổ khác" in late.text) == (409, True)
    assert session.get_one(Patron, patron.id).card_number == "TV777"
