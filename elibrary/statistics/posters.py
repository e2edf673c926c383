"""How often the posters of reading lists were scanned, by list and by the place where they hang."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from catalog.models import Code, ReadingList
from elibrary.statistics.models import CodeCount


class PlaceScans(NamedTuple):
    """One place of one list's poster: scans of all its symbols since a day, and ever."""

    list_id: int
    title: str
    place: str
    lately: int
    ever: int


def by_place(session: Session, since: date, *, list_id: int | None = None) -> Sequence[PlaceScans]:
    """Every place for which a poster was printed, of one list or all, the most scanned lately first.

    A place that nobody scanned stands there with 0: that poster should hang elsewhere.
    """
    lately = func.coalesce(func.sum(case((CodeCount.day >= since, CodeCount.amount), else_=0)), 0)
    ever = func.coalesce(func.sum(CodeCount.amount), 0)
    scans = (
        select(ReadingList.id, ReadingList.title, Code.hung, lately, ever)
        .join(Code, Code.poster_id == ReadingList.id)
        .outerjoin(CodeCount, CodeCount.code == Code.value)
        .group_by(ReadingList.id, ReadingList.title, Code.hung)
        .order_by(lately.desc(), ever.desc(), ReadingList.title, Code.hung)
    )
    if list_id is not None:
        scans = scans.where(ReadingList.id == list_id)
    return [PlaceScans(*row) for row in session.execute(scans)]
