"""Makers of reading lists, saved as they are."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from catalog.models import ListEntry, ReadingList, Record
from tests import factories


def reading_list(
    session: Session,
    *records: Record,
    title: str = "Sách cho ngày Tết",
    slug: str = "sach-cho-ngay-tet",
    note: str = "",
    minutes: int = 0,
    **values: object,
) -> ReadingList:
    """A published list of these records, changed `minutes` after the tests' NOW."""
    when: datetime = factories.NOW + timedelta(minutes=minutes)
    entries = [ListEntry(record=record, position=place, note=note) for place, record in enumerate(records)]
    described = {"published": True, "created_at": when, "updated_at": when} | values
    made = ReadingList(title=title, slug=slug, entries=entries, **described)
    session.add(made)
    session.commit()
    return made
