"""When the door is open, at every moment of a week."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from elibrary.centre.hours import HoursUnclear, Opening, Stretch, _next, keep_hours, opening
from tests.conftest import Visitor

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = Stretch(0, time(7, 30), time(11, 30))
AFTERNOON = Stretch(0, time(13, 30), time(17))
FRIDAY = Stretch(4, time(8), time(20))


def monday(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """A moment of the week of Monday, 23 November 2026."""
    return datetime(2026, 11, 23, hour, minute, tzinfo=HERE) + timedelta(days=days)


@pytest.fixture
def week(session: Session) -> Session:
    """Mondays in two stretches and Fridays in one."""
    keep_hours(session, [FRIDAY, AFTERNOON, MORNING])
    return session


@pytest.mark.parametrize(
    ("now", "closes"),
    [
        (monday(7, 30), time(11, 30)),
        (monday(11, 29), time(11, 30)),
        (monday(13, 30), time(17)),
        (monday(19, 59, days=4), time(20)),
    ],
)
def test_while_it_is_open_it_says_until_when(week: Session, now: datetime, closes: time) -> None:
    seen = opening(week, now)
    assert (seen.closes, seen.opens) == (closes, None)


@pytest.mark.parametrize(
    ("now", "opens", "in_days"),
    [
        (monday(7, 29), monday(7, 30), 0),
        (monday(11, 30), monday(13, 30), 0),
        (monday(17), monday(8, days=4), 4),
        (monday(23, 59, days=3), monday(8, days=4), 1),
        (monday(20, days=4), monday(7, 30, days=7), 3),
    ],
)
def test_while_it_is_closed_it_says_when_it_opens(
    week: Session, now: datetime, opens: datetime, in_days: int
) -> None:
    seen = opening(week, now)
    assert (seen.closes, seen.opens, seen.in_days) == (None, opens, in_days)


def test_a_library_open_once_a_week_opens_in_a_week(session: Session) -> None:
    keep_hours(session, [FRIDAY])
    assert opening(session, monday(20, days=4)).opens == monday(8, days=11)


def test_nobody_said_when(session: Session) -> None:
    seen = opening(session, monday(9))
    assert (seen.known, seen.closes, seen.opens) == (False, None, None)


@pytest.mark.parametrize(
    "stretches",
    [
        [Stretch(0, time(9), time(9))],
        [Stretch(0, time(9), time(8))],
        [Stretch(0, time(8), time(12)), Stretch(0, time(11), time(14))],
        [Stretch(0, time(8), time(12)), Stretch(0, time(8), time(12))],
    ],
)
def test_unclear_hours_are_refused(session: Session, stretches: list[Stretch]) -> None:
    with pytest.raises(HoursUnclear):
        keep_hours(session, stretches)


def test_one_stretch_may_follow_at_once_on_another(session: Session) -> None:
    keep_hours(session, [Stretch(0, time(8), time(12)), Stretch(0, time(12), time(14))])
    assert opening(session, monday(12)).closes == time(14)


STRETCHES = st.lists(
    st.builds(
        Stretch, st.integers(0, 6), st.times().map(lambda t: t.replace(tzinfo=None)), st.just(time.max)
    ),
    min_size=1,
    max_size=4,
)


@given(stretches=STRETCHES, minutes=st.integers(0, 7 * 24 * 60 - 1))
def test_the_next_opening_is_the_first_one_after_now(stretches: list[Stretch], minutes: int) -> None:
    now = monday(0) + timedelta(minutes=minutes)
    days = tuple(tuple(sorted(one for one in stretches if one.weekday == day)) for day in range(7))
    found = _next(days, now)
    every = [
        datetime.combine((monday(0) + timedelta(days=7 * week + one.weekday)).date(), one.opens, HERE)
        for one in stretches
        for week in range(3)
    ]
    assert found == min(moment for moment in every if moment > now)
    assert Opening(days, None, found, now).in_days in range(8)


def test_the_home_page_says_it_in_words(app: Flask, client: Visitor, week: Session) -> None:
    week.commit()
    page = client.get("/").text
    assert "mở lúc" in page or "Đang mở cửa đến" in page
    assert "<span>07:30–11:30</span><span>13:30–17:00</span>" in page
    assert page.count("nghỉ</dd>") == 5
    client.get("/language/en")
    assert "Monday" in client.get("/").text
