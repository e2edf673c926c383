"""What the administrator says about the centre, and the notices on its home page."""

from datetime import datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.base import Base, utcnow

ONLY = 1
"""The key of the one row of `centre`."""


class Centre(Base):
    """The centre, in one row. Wards are merged and renamed, so nothing of this stands in code."""

    __tablename__ = "centre"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=ONLY)
    name: Mapped[str] = mapped_column(String(120))
    """Of the library, as in the top bar: "Thư viện Phường 13"."""
    organisation: Mapped[str] = mapped_column(String(200), default="")
    """Whose library it is; in the foot of every page."""
    welcome: Mapped[str] = mapped_column(String(200), default="")
    """The question or greeting above the search box; empty: the program's own."""
    about: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    directions: Mapped[str] = mapped_column(String(300), default="")
    """How to find the door: "tầng 2, lối cổng sau"."""
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    hours_note: Mapped[str] = mapped_column(String(300), default="")
    """What the table of hours does not say: holidays, lunch."""
    colour: Mapped[str] = mapped_column(String(20), default="lacquer")
    """One of the measured pairs of `elibrary.centre.colours`."""
    logo_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    version: Mapped[int] = mapped_column(default=1)
    """Counts the saves; part of the addresses of what depends on them."""

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it so


class OpenHours(Base):
    """One stretch of a week's day in which the door is open; a day may have several."""

    __tablename__ = "open_hours"
    __table_args__ = (
        UniqueConstraint("weekday", "opens"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        CheckConstraint("closes > opens", name="closes_after_opening"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    weekday: Mapped[int]
    """0 Monday to 6 Sunday."""
    opens: Mapped[time]
    closes: Mapped[time]


class Notice(Base):
    """One notice, visible from `starts_at` until `ends_at` (both UTC)."""

    __tablename__ = "notice"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(500))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
