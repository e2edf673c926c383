"""Whoever guesses PINs is locked out for the card and for the address, and nobody else is."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from elibrary.accounts.models import Account
from elibrary.extensions import limiter
from elibrary.patrons import guessing, services, signing_in
from elibrary.patrons.models import Patron
from tests import factories
from tests.conftest import PIN, Visitor

pytestmark = pytest.mark.usefixtures("limits")
LOCKED = "tạm khoá để không ai dò được"


def attempt(client: Visitor, card: str | None, pin: str = "918273", address: str = "203.0.113.7"):  # type: ignore[no-untyped-def]
    return client.post(
        "/account/card", data={"card": card, "pin": pin}, environ_base={"REMOTE_ADDR": address}
    )


def lock(client: Visitor, card: str | None, **more: str) -> None:
    assert [attempt(client, card, **more).status_code for _ in range(6)] == [401] * 5 + [429]


def test_the_sixth_try_is_locked_even_with_the_right_pin(client: Visitor, patron: Patron) -> None:
    lock(client, patron.card_number)
    answer = attempt(client, patron.card_number, PIN)
    assert answer.status_code == 429
    assert LOCKED in answer.text
    assert attempt(client, f" {patron.card_number} ", PIN).status_code == 429


def test_a_locked_card_locks_no_other_card_and_no_other_address(
    client: Visitor, session: Session, patron: Patron
) -> None:
    other = factories.patron(session, "Anh Tư")
    lock(client, patron.card_number)
    for _ in range(30):  # knocking on a locked card costs the address nothing
        attempt(client, patron.card_number)
    assert attempt(client, other.card_number, PIN).status_code == 302
    assert attempt(client, other.card_number, PIN, address="198.51.100.1").status_code == 302


def test_an_unknown_card_is_locked_in_the_same_way(client: Visitor, patron: Patron) -> None:
    known = [attempt(client, patron.card_number) for _ in range(6)]
    unknown = [attempt(client, "TV0000") for _ in range(6)]
    for one, other in zip(known, unknown, strict=True):
        assert one.status_code == other.status_code
        assert one.text.replace(patron.card_number or "", "X") == other.text.replace("TV0000", "X")


def test_an_unknown_card_takes_as_long_as_a_known_one(session: Session, patron: Patron) -> None:
    def needed(card: str) -> float:
        began = time.process_time()
        services.opened_by(session, card, "918273")
        return time.process_time() - began

    known = min(needed(patron.card_number or "") for _ in range(3))
    unknown = min(needed("TV0000") for _ in range(3))
    assert 0.5 < unknown / known < 2


def test_an_address_may_not_try_many_cards_and_locks_only_itself(client: Visitor, patron: Patron) -> None:
    codes = [attempt(client, f"THE{number:04}").status_code for number in range(21)]
    assert codes == [401] * 20 + [429]
    assert attempt(client, patron.card_number, PIN).status_code == 429
    assert attempt(client, patron.card_number, PIN, address="198.51.100.1").status_code == 302


def test_tries_from_a_locked_address_do_not_lock_cards(client: Visitor, patron: Patron) -> None:
    for number in range(20):
        attempt(client, f"THE{number:04}")
    for _ in range(10):
        assert attempt(client, patron.card_number).status_code == 429
    assert attempt(client, patron.card_number, PIN, address="198.51.100.1").status_code == 302


def test_one_household_line_of_ipv6_is_one_address(client: Visitor) -> None:
    codes = [attempt(client, f"THE{n:04}", address=f"2001:db8:1:2::{n:x}").status_code for n in range(21)]
    assert codes[-1] == 429
    assert attempt(client, "THE9999", address="2001:db8:1:3::1").status_code == 401


def test_a_right_pin_gives_its_try_back(client: Visitor, patron: Patron) -> None:
    assert {attempt(client, patron.card_number, PIN).status_code for _ in range(7)} == {302}
    for _ in range(4):
        attempt(client, patron.card_number)
    assert attempt(client, patron.card_number, PIN).status_code == 302
    assert [attempt(client, patron.card_number).status_code for _ in range(2)] == [401, 429]


def try_from(app: Flask, address: str) -> None:
    request = app.test_request_context(environ_base={"REMOTE_ADDR": address})
    with request, guessing.counted("TV0042"):
        raise signing_in.WrongCard


def test_a_card_has_twenty_wrong_tries_a_day(app: Flask, patron: Patron) -> None:
    refused = 0
    for number in range(6):
        for place in range(4):
            try:
                try_from(app, f"203.0.113.{number}")
            except guessing.TooManyGuesses:
                refused += 1
            except signing_in.WrongCard:
                assert number * 4 + place < 20
        limiter.limiter.clear(guessing.OF_A_CARD[0], "card TV0042")  # a quarter of an hour goes by
    assert refused == 4


def test_tries_side_by_side_cannot_slip_through(app: Flask, patron: Patron) -> None:
    card = patron.card_number

    def guess(number: int) -> int:
        with app.app_context():
            return attempt(app.test_client(), card, f"{918000 + number}").status_code  # type: ignore[arg-type]

    with ThreadPoolExecutor(8) as people:
        codes = list(people.map(guess, range(16)))
    assert sorted(codes) == [401] * 5 + [429] * 11


def test_the_desk_opens_a_locked_card(
    client: Visitor, app: Flask, session: Session, patron: Patron, librarian: Account
) -> None:
    lock(client, patron.card_number)
    client.sign_in(librarian)
    page = client.post(f"/staff/patrons/{patron.id}/pin", follow_redirects=True).text
    pin = page.split('class="new-pin-digits">')[1].split("</p>")[0]
    pin = "".join(letter for letter in pin if letter.isdigit())
    visitor = app.test_client()
    assert attempt(visitor, patron.card_number, pin).status_code == 302  # type: ignore[arg-type]


def test_guessing_the_parents_pin_from_a_childs_profile_is_counted_too(
    client: Visitor, patron: Patron, child: Patron
) -> None:
    client.sign_in_card(child)
    codes = [client.post("/account/family/back", data={"pin": "918273"}).status_code for _ in range(6)]
    assert codes == [401] * 5 + [429]
    assert client.post("/account/family/back", data={"pin": PIN}).status_code == 429


def test_who_did_not_guess_is_told_that_the_network_waits_and_not_the_card(
    client: Visitor, patron: Patron
) -> None:
    for number in range(20):
        attempt(client, f"TV{number:04}")
    answer = attempt(client, patron.card_number, PIN)
    assert answer.status_code == 429
    assert "Thẻ của bạn không bị khoá" in answer.text
    assert LOCKED not in answer.text


def test_the_desk_opens_a_guessed_card_by_waking_it(
    app: Flask, client: Visitor, patron: Patron, librarian: Account
) -> None:
    home: Visitor = app.test_client()  # type: ignore[assignment]
    client.sign_in(librarian)
    client.post(f"/staff/patrons/{patron.id}/rest")
    lock(home, patron.card_number)
    client.post(f"/staff/patrons/{patron.id}/wake")
    assert attempt(home, patron.card_number, PIN).status_code == 302
