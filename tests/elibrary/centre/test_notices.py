"""The librarian publishes notices; the home page shows them in their time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.base import utcnow
from elibrary.accounts.models import Account
from elibrary.centre import notices
from elibrary.centre.models import Notice
from elibrary.centre.notices import Period
from tests.conftest import Visitor

NOW = datetime(2026, 9, 1, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def today(days: int = 0) -> str:
    """A day of the centre's calendar as a form sends it."""
    return f"{utcnow().astimezone(ZoneInfo('Asia/Ho_Chi_Minh')) + timedelta(days=days):%Y-%m-%d}"


@pytest.fixture
def desk(client: Visitor, librarian: Account) -> Visitor:
    """A librarian's browser."""
    client.sign_in(librarian)
    return client


def published(desk: Visitor, first: int, last: int, text: str = "Nghỉ lễ 2/9") -> int:
    """Status of the answer to a notice from and to so many days from today."""
    sent = {"text": text, "first": today(first), "last": today(last)}
    return desk.post("/staff/notices", data=sent).status_code


def test_a_published_notice_is_on_the_home_page_at_once_and_until_the_end_of_its_last_day(
    desk: Visitor,
) -> None:
    assert published(desk, 0, 0) == 302
    assert "Nghỉ lễ 2/9" in desk.get("/").text


def test_a_notice_for_tomorrow_waits(desk: Visitor) -> None:
    assert published(desk, 1, 3) == 302
    assert "Nghỉ lễ" not in desk.get("/").text
    assert "Chưa đến ngày" in desk.get("/staff/notices").text


@pytest.mark.parametrize(("first", "last", "why"), [(-3, -1, "đã qua"), (3, 1, "đứng trước")])
def test_a_period_that_makes_no_sense_is_refused_and_what_was_typed_stays(
    desk: Visitor, session: Session, first: int, last: int, why: str
) -> None:
    sent = {"text": "Cũ", "first": today(first), "last": today(last)}
    answer = desk.post("/staff/notices", data=sent)
    assert answer.status_code == 409
    assert why in answer.text
    assert "Cũ</textarea>" in answer.text
    assert session.scalar(select(func.count(Notice.id))) == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"text": "", "first": "2026-09-01", "last": "2999-09-01"},
        {"text": "a" * 501, "first": "2026-09-01", "last": "2999-09-01"},
        {"text": "a", "first": "hôm nay", "last": "2999-09-01"},
        {"text": "a", "first": "2026-02-30", "last": "2999-09-01"},
        {"text": "a", "first": "2026-09-01"},
    ],
)
def test_what_a_form_cannot_send_is_refused(desk: Visitor, sent: dict[str, str]) -> None:
    assert desk.post("/staff/notices", data=sent).status_code == 422


def test_the_first_and_last_days_there_are_can_be_counted_with(desk: Visitor) -> None:
    sent = {"text": "Luôn luôn", "first": "0001-01-01", "last": "9999-12-31"}
    assert desk.post("/staff/notices", data=sent).status_code == 302
    assert "Luôn luôn" in desk.get("/").text


def test_the_one_that_ends_first_stands_on_top(session: Session) -> None:
    for text, days in (("sau", 9), ("trước", 2), ("xong", 1)):
        notices.publish(session, text, Period(NOW, NOW + days * DAY), now=NOW)
    assert list(notices.visible(session, now=NOW + DAY)) == ["trước", "sau"]


def test_ended_now_it_is_gone_and_may_be_ended_twice(desk: Visitor, session: Session) -> None:
    published(desk, 0, 5)
    number = session.scalar(select(Notice.id))
    for _ in range(2):
        assert desk.post(f"/staff/notices/{number}/end").status_code == 302
        assert "Nghỉ lễ" not in desk.get("/").text
    assert "Đã hết hạn" in desk.get("/staff/notices").text


def test_one_that_has_not_begun_is_not_ended_but_deleted(desk: Visitor, session: Session) -> None:
    published(desk, 2, 5)
    number = session.scalar(select(Notice.id))
    assert desk.post(f"/staff/notices/{number}/end").status_code == 409
    assert desk.post(f"/staff/notices/{number}/delete").status_code == 302
    assert desk.post(f"/staff/notices/{number}/delete").status_code == 404
    assert session.scalar(select(func.count(Notice.id))) == 0


def test_markup_is_text_and_lines_stay_lines(desk: Visitor) -> None:
    published(desk, 0, 1, "Một <b>\r\nHai")
    assert "<p>Một &lt;b&gt;\nHai</p>" in desk.get("/").text


def test_a_line_break_counts_once_as_the_browser_counts_it(at_the_desk: Visitor) -> None:
    lines = "\r\n".join(["Thư viện nghỉ lễ một ngày"[:24]] * 20)
    assert len(lines) > 500 >= len(lines.replace("\r\n", "\n"))
    sent = {"text": lines, "first": "2026-11-22", "last": "2027-11-22"}
    assert at_the_desk.post("/staff/notices", data=sent).status_code == 302
