"""Minutes listened are counted by book, never by person."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from elibrary.statistics.counting import flush
from elibrary.statistics.models import DailyCount
from tests.conftest import Visitor
from tests.elibrary.listening.recordings import audiobook


def counted(app: Flask, session: Session) -> list[tuple[str, int | None, str, str, int]]:
    flush(app)
    columns = (DailyCount.event, DailyCount.record_id, DailyCount.form, DailyCount.channel, DailyCount.amount)
    return [tuple(row) for row in session.execute(select(*columns).order_by(DailyCount.channel))]


def test_seconds_add_up_by_channel(app: Flask, client: Visitor, session: Session) -> None:
    book = audiobook(session)
    app.config["WTF_CSRF_ENABLED"] = True  # a beacon carries no token
    for seconds, via in ((60, ""), (30, ""), (45, "?via=qr")):
        answer = client.post(f"/listen/{book.id}/minutes{via}", json={"seconds": seconds})
        assert (answer.status_code, answer.data) == (204, b"")
    assert counted(app, session) == [
        ("listen", book.record_id, "audio", "qr", 45),
        ("listen", book.record_id, "audio", "web", 90),
    ]


@pytest.mark.parametrize(
    "sent",
    [*({"seconds": wrong} for wrong in (0, 121, -5, 1.5, True, "60", None)), {}, [60], 60, None],
)
def test_what_no_player_sends_is_refused(app: Flask, client: Visitor, session: Session, sent: Any) -> None:
    book = audiobook(session)
    assert client.post(f"/listen/{book.id}/minutes", json=sent).status_code == 400
    assert client.post(f"/listen/{book.id}/minutes", data=b"\xff{").status_code == 400
    assert counted(app, session) == []


@pytest.mark.parametrize(("site", "status"), [("same-origin", 204), ("cross-site", 400), ("same-site", 400)])
def test_another_site_cannot_raise_the_counts(
    client: Visitor, session: Session, site: str, status: int
) -> None:
    book = audiobook(session)
    answer = client.post(f"/listen/{book.id}/minutes", json={"seconds": 60}, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == status


def test_a_flood_of_reports_is_stopped(app: Flask, client: Visitor, session: Session) -> None:
    from elibrary.extensions import limiter

    book = audiobook(session)
    before, limiter.enabled = limiter.enabled, True
    try:
        answers = [client.post(f"/listen/{book.id}/minutes", json={"seconds": 1}) for _ in range(125)]
    finally:
        limiter.reset()
        limiter.enabled = before
    assert {answer.status_code for answer in answers[:120]} == {204}
    assert answers[-1].status_code == 429
