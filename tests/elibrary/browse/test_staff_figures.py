"""The staff's page of counts, and who may see it."""

import re

from flask import Flask
from sqlalchemy.orm import Session

from catalog.models import Form, Record
from elibrary.accounts.models import Account
from elibrary.statistics.counting import flush
from elibrary.usage import Channel, Event, Use, used
from tests.conftest import BROWSER, Visitor


def test_the_figures_say_what_was_used_and_minutes_for_listening(
    app: Flask, client: Visitor, kieu: Record, librarian: Account, session: Session
) -> None:
    for _ in range(3):
        client.get(f"/records/{kieu.id}")
    heard = Use(Event.LISTEN, kieu.id, Form.AUDIO, Channel.QR, amount=150)
    used.send(app, use=heard, user_agent=BROWSER)
    flush(app)
    client.sign_in(librarian)
    page = client.get("/staff/statistics").text
    most, days = re.sub(r' data-label="[^"]+"', "", page).split("Từng ngày")
    assert 'Truyện Kiều</a></td><td class="number">3</td>' in most
    assert 'Phút đã nghe</td><td>Sách nói</td><td>Mã QR</td><td class="number">3 phút</td>' in days
    assert 'Xem tài liệu</td><td>chung</td><td>Trang web</td><td class="number">3</td>' in days


def test_figures_of_nothing_say_what_to_do(client: Visitor, librarian: Account) -> None:
    client.sign_in(librarian)
    assert "Chưa có lượt xem nào" in client.get("/staff/statistics").text


def test_the_scan_box_and_the_ways_of_the_workbench_are_here_too(client: Visitor, librarian: Account) -> None:
    client.sign_in(librarian)
    page = client.get("/staff/statistics").text
    assert 'name="scan"' in page
    assert 'href="/staff/labels"' in page
    assert 'href="/staff/statistics" aria-current="page"' in page


def test_residents_do_not_see_them(client: Visitor) -> None:
    assert "/account/sign-in" in client.get("/staff/statistics").location
