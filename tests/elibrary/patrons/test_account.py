"""The patron's own page: name, PIN, devices."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elibrary.patrons.models import Patron, SignedIn
from elibrary.patrons.services import reset_pin
from tests import factories
from tests.conftest import BROWSER, PIN, Visitor

NEW = "602914"


def other_device(app: Flask, patron: Patron) -> Visitor:
    device: Visitor = app.test_client()  # type: ignore[assignment]
    device.environ_base["HTTP_USER_AGENT"] = BROWSER
    device.sign_in_card(patron, trusted=True)
    return device


def test_the_name_is_changed(client: Visitor, session: Session, patron: Patron) -> None:
    client.sign_in_card(patron)
    assert client.post("/account", data={"name": "<b>Lan</b>"}).status_code == 302
    assert "Chào &lt;b&gt;Lan&lt;/b&gt;" in client.get("/account").text
    assert client.post("/account", data={"name": "x" * 61}).status_code == 422


def test_another_pin_ends_all_other_devices_and_changes_the_token(
    app: Flask, client: Visitor, session: Session, patron: Patron
) -> None:
    client.sign_in_card(patron)
    kept = client.get_cookie("session")
    assert kept is not None
    elsewhere = other_device(app, patron)
    assert client.post("/account/pin", data={"pin": PIN, "new": NEW}).status_code == 302
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    elsewhere.set_cookie("session", kept.value)
    assert elsewhere.get("/account").status_code == 302
    sent = {"card": patron.card_number}
    assert elsewhere.post("/account/card", data=sent | {"pin": PIN}).status_code == 401
    assert elsewhere.post("/account/card", data=sent | {"pin": NEW}).status_code == 302


@pytest.mark.parametrize(
    ("pins", "status"),
    [
        (("918273", NEW), 401),
        ((PIN, "111111"), 422),
        ((PIN, "234567"), 422),
        ((PIN, "12345"), 422),
        ((PIN, ""), 422),
    ],
)
def test_a_bad_pin_changes_nothing_and_is_not_sent_back(
    app: Flask, client: Visitor, patron: Patron, pins: tuple[str, str], status: int
) -> None:
    pin, new = pins
    client.sign_in_card(patron)
    elsewhere = other_device(app, patron)
    answer = client.post("/account/pin", data={"pin": pin, "new": new})
    assert answer.status_code == status
    assert pin not in answer.text
    assert new == "" or f'value="{new}"' not in answer.text
    assert elsewhere.get("/account").status_code == 200
    assert client.get("/account").status_code == 200


def test_part_of_the_card_number_is_no_pin(client: Visitor, session: Session) -> None:
    client.sign_in_card(factories.patron(session, card="TV8042917"))
    answer = client.post("/account/pin", data={"pin": PIN, "new": "804291"})
    assert (answer.status_code, "có trong số thẻ" in answer.text) == (422, True)


def test_after_a_reset_at_the_desk_another_pin_is_asked_for(
    client: Visitor, session: Session, patron: Patron
) -> None:
    pin = reset_pin(session, patron)
    session.commit()
    answer = client.post(
        "/account/card?next=/search", data={"card": patron.card_number, "pin": f"{pin[:3]} {pin[3:]}"}
    )
    assert answer.location == "/account/pin?next=/search"
    assert "do thủ thư đưa" in client.get("/account").text
    answer = client.post(answer.location, data={"pin": pin, "new": NEW})
    assert answer.location == "/search"
    assert "do thủ thư đưa" not in client.get("/account").text


def test_devices_are_named_and_signed_out(
    app: Flask, client: Visitor, session: Session, patron: Patron
) -> None:
    client.sign_in_card(patron)
    elsewhere = other_device(app, patron)
    page = client.get("/account").text
    assert page.count("Điện thoại Android") == page.count("Thiết bị khác") == 1
    [number] = re.findall(r"/account/devices/(\d+)/sign-out", page)
    client.post(f"/account/devices/{number}/sign-out")
    assert elsewhere.get("/account").status_code == 302
    assert client.get("/account").status_code == 200


def test_somebody_elses_device_is_not_there(
    app: Flask, client: Visitor, session: Session, patron: Patron
) -> None:
    elsewhere = other_device(app, patron)
    number = session.scalars(select(SignedIn.id)).one()
    client.sign_in_card(factories.patron(session, "Anh Tư"))
    assert client.post(f"/account/devices/{number}/sign-out").status_code == 404
    assert elsewhere.get("/account").status_code == 200


def test_use_on_a_shared_computer_is_noted(client: Visitor, session: Session, patron: Patron) -> None:
    client.sign_in_card(patron)
    row = session.scalars(select(SignedIn)).one()
    row.seen_at = factories.NOW.replace(year=2000)
    session.commit()
    assert client.post("/account/card/stay").status_code == 401
    client.sign_in_card(patron)
    assert client.post("/account/card/stay").status_code == 204
    assert session.scalar(select(func.count(SignedIn.id))) == 1  # the row that was over is gone
