"""When the door is open. Every time here is that of the centre's own clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from catalog.errors import N_, Refusal
from elibrary.centre.models import OpenHours

DAYS = 7


class HoursUnclear(Refusal):
    """A day's hours end before they begin, or overlap."""

    status = 422
    message = N_(
        "Giờ mở cửa chưa rõ: mỗi buổi cần giờ mở sớm hơn giờ đóng, và hai buổi của một ngày không chồng lên "
        "nhau. Hãy sửa lại; những gì bạn gõ vẫn còn đây."
    )


class Stretch(NamedTuple):
    """From when to when the door is open on a day of the week, 0 Monday to 6 Sunday."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class Opening:
    """The week's hours, and what they mean now."""

    week: tuple[tuple[Stretch, ...], ...]
    """Seven days from Monday on, each in the order of the clock."""
    closes: time | None
    """When it closes, if it is open now."""
    opens: datetime | None
    """When it opens next, if it is closed now."""
    now: datetime

    @property
    def known(self) -> bool:
        """Whether somebody has said when the centre is open."""
        return any(self.week)

    @property
    def in_days(self) -> int:
        """Days until it opens: 0 today, 1 tomorrow."""
        return (self.opens.date() - self.now.date()).days if self.opens else 0


def opening(session: Session, now: datetime) -> Opening:
    """The hours as seen at `now`, a moment in the centre's time zone."""
    found = sorted(Stretch(*row) for row in session.execute(_ALL))
    week = tuple(tuple(one for one in found if one.weekday == day) for day in range(DAYS))
    today, clock = week[now.weekday()], now.time()
    closes = next((one.closes for one in today if one.opens <= clock < one.closes), None)
    return Opening(week, closes, None if closes else _next(week, now), now)


_ALL = select(OpenHours.weekday, OpenHours.opens, OpenHours.closes)


def _next(week: Sequence[Sequence[Stretch]], now: datetime) -> datetime | None:
    """When the first stretch after `now` begins; the same day of next week is the last to look at."""
    for ahead in range(DAYS + 1):
        day = now + timedelta(days=ahead)
        for one in week[day.weekday()]:
            begins = datetime.combine(day.date(), one.opens, now.tzinfo)
            if begins > now:
                return begins
    return None


def keep_hours(session: Session, stretches: Iterable[Stretch]) -> None:
    """These are the hours from now on. Raises HoursUnclear."""
    wanted = sorted(stretches)
    if any(one.closes <= one.opens for one in wanted):
        raise HoursUnclear
    if any(one.weekday == other.weekday and other.opens < one.closes for one, other in pairwise(wanted)):
        raise HoursUnclear
    session.execute(delete(OpenHours))
    session.add_all(OpenHours(weekday=day, opens=opens, closes=closes) for day, opens, closes in wanted)
    session.flush()
