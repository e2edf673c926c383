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
