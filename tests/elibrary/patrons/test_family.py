"""A parent's card opens profiles for children, and a child does not come out of one without the PIN."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elibrary.patrons.models import Patron, SignedIn
from tests import factories
from tests.conftest import PIN, Visitor


def test_a_profile_is_added_changed_and_removed(client: Visitor, session: Session, patron: Patron) -> None:
    client.sign_in_card(patron)
    client.post("/account/family/new", data={"name": "Be\u0301 Na", "age": "7"})
    [child] = patron.children
    assert (child.name, child.reading_age, child.card_number) == ("Bé Na", 7, None)
    client.post(f"/account/family/{child.id}", data={"name": "Na", "age": "12"})
    session.expire_all()
    assert (child.name, child.reading_age) == ("Na", 12)
    assert "Sách đến 12 tuổi" in client.get("/account").text
    client.post(f"/account/family/{child.id}/remove")
    assert session.scalar(select(func.count(Patron.id))) == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"name": "", "age": "7"},
        {"name": " \u200b\u200b ", "age": "7"},
        {"name": "x" * 10_000, "age": "7"},
        {"name": "Na", "age": "99"},
        {"name": "Na", "age": "-1"},
        {"name": "Na", "age": "x"},
        {"name": "Na"},
    ],
)
def test_what_no_profile_can_have_is_refused(
    client: Visitor, session: Session, patron: Patron, sent: dict[str, str]
) -> None:
    client.sign_in_card(patron)
    answer = client.post("/account/family/new", data=sent)
    if sent == {"name": "Na"}:
        assert answer.status_code == 302  # the form's own age
        return
    assert answer.status_code == 422
    assert session.scalar(select(func.count(Patron.id))) == 1


def test_a_card_opens_ten_profiles(client: Visitor, session: Session, patron: Patron) -> None:
    client.sign_in_card(patron)
    codes = [
        client.post("/account/family/new", data={"name": f"Con {n}", "age": "7"}).status_code
        for n in range(11)
    ]
    assert codes == [302] * 10 + [409]


def test_somebody_elses_child_is_not_there(client: Visitor, session: Session, child: Patron) -> None:
    client.sign_in_card(factories.patron(session, "Anh Tư"))
    assert client.get(f"/account/family/{child.id}").status_code == 404
    for what in ("", "/remove", "/open"):
        sent = {"name": "x", "age": "17"}
        assert client.post(f"/account/family/{child.id}{what}", data=sent).status_code == 404
    session.refresh(child)
    assert child.reading_age == 9


def test_a_childs_profile_has_its_shelf_and_the_way_back(client: Visitor, child: Patron) -> None:
    client.sign_in_card(child)
    page = client.get("/account").text
    assert "Chào Bé Na" in page
    assert "/account/family/back" in page
    assert "/account/pin" not in page
    assert str(child.parent and child.parent.card_number) not in page
    assert client.get("/account/shelf").status_code == 200


def test_the_way_back_needs_the_pin_of_the_card(client: Visitor, child: Patron) -> None:
    client.sign_in_card(child)
    wrong = client.post("/account/family/back", data={"pin": "918273"})
    assert (wrong.status_code, "Mã PIN không đúng" in wrong.text) == (401, True)
    assert "Chào Bé Na" in client.get("/account").text
    assert client.post("/account/family/back", data={"pin": PIN}).status_code == 302
    assert "Chào Chị Lan" in client.get("/account").text


def test_the_cookie_of_before_a_change_of_profile_opens_nothing(
    app: Flask, client: Visitor, session: Session, patron: Patron, child: Patron
) -> None:
    client.sign_in_card(patron, trusted=True)
    kept = client.get_cookie("session")
    assert kept is not None
    client.post(f"/account/family/{child.id}/open")
    assert session.scalars(select(SignedIn)).one().trusted
    thief: Visitor = app.test_client()  # type: ignore[assignment]
    thief.set_cookie("session", kept.value)
    assert thief.get("/account").location == "/account/card?next=/account"


def test_a_removed_profile_is_closed_wherever_it_is_open(
    app: Flask, client: Visitor, patron: Patron, child: Patron
) -> None:
    client.sign_in_card(child)
    parent: Visitor = app.test_client()  # type: ignore[assignment]
    parent.sign_in_card(patron)
    parent.post(f"/account/family/{child.id}/remove")
    assert client.get("/account").status_code == 302


def test_a_child_with_a_card_of_its_own_has_no_way_back(client: Visitor, session: Session) -> None:
    client.sign_in_card(factories.patron(session, "Cu Tí", reading_age=12))
    page = client.get("/account").text
    assert "Chào Cu Tí" in page
    assert "/account/family/back" not in page
    assert client.get("/account/family/back").location == "/account/shelf"
    assert client.get("/account/pin").status_code == 403
