"""The counts."""

from datetime import date

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.base import Base


class DailyCount(Base):
    """How often something was used on one day of the centre's calendar."""

    __tablename__ = "daily_count"
    __table_args__ = (
        UniqueConstraint("day", "event", "record_id", "form", "channel"),
        CheckConstraint("amount > 0", name="counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    event: Mapped[str] = mapped_column(String(10))
    record_id: Mapped[int] = mapped_column(index=True)
    """0: no record. No foreign key: what was read last year stays counted when the record is weeded."""
    form: Mapped[str] = mapped_column(String(10))
    """Empty: the record as a whole."""
    channel: Mapped[str] = mapped_column(String(10))
    amount: Mapped[int]
    """Times; seconds for `listen`."""


class MissedSearch(Base):
    """A text that people searched in one month and did not find. Nothing says who or when in the month."""

    __tablename__ = "missed_search"
    __table_args__ = (
        UniqueConstraint("month", "folded"),
        CheckConstraint("times >= 0 AND wishes >= 0 AND times + wishes > 0", name="counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date]
    """The first day of the month, in the centre's calendar."""
    folded: Mapped[str] = mapped_column(String(200))
    """The words without marks: what several ways of typing have in common."""
    text: Mapped[str] = mapped_column(String(200))
    """As it was typed last."""
    times: Mapped[int]
    """How often it was searched in vain."""
    wishes: Mapped[int]
    """How often somebody asked the library to get it."""


class CodeCount(Base):
    """How often one QR symbol was scanned on one day: by it, by the list and the place of its poster."""

    __tablename__ = "code_count"
    __table_args__ = (CheckConstraint("amount > 0", name="counted"),)

    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    """No foreign key: counts stay when a code goes."""
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    amount: Mapped[int]
