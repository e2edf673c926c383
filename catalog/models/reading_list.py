"""Reading lists (danh mục): titles that the librarian put together for a topic, an age, an event."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.base import Base, utcnow
from catalog.models.record import Record


class ReadingList(Base):
    """A list with its page, feed and poster."""

    __tablename__ = "reading_list"
    __table_args__ = (CheckConstraint("length(title) > 0", name="has_title"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    """Its place in the address `/lists/<slug>`; stays when the title changes, for posters hang long."""
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    published: Mapped[bool] = mapped_column(default=False)
    """Residents see it."""
    on_home: Mapped[bool] = mapped_column(default=False)
    """The home page shows it."""
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    updated_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)
    """Counts the saves, as in `Record`."""

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it so

    entries: Mapped[list[ListEntry]] = relationship(
        back_populates="reading_list", cascade="all, delete-orphan", order_by="ListEntry.position"
    )


class ListEntry(Base):
    """A title of a list, and why it is in it."""

    __tablename__ = "list_entry"
    __table_args__ = (UniqueConstraint("list_id", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("reading_list.id", ondelete="CASCADE"))
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    """0-based place in the list."""
    note: Mapped[str] = mapped_column(String(500), default="")

    reading_list: Mapped[ReadingList] = relationship(back_populates="entries")
    record: Mapped[Record] = relationship()
