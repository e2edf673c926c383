"""The code inside a QR symbol: permanent, never reused, and free to point somewhere else later."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.base import Base, utcnow
from catalog.models.forms import Audiobook, DigitalObject
from catalog.models.holdings import Copy, Shelf
from catalog.models.reading_list import ReadingList
from catalog.models.record import Record

_TARGETS = ("record_id", "copy_id", "digital_id", "audiobook_id", "shelf_id", "list_id")


class Code(Base):
    """A code and the one thing it leads to. All targets empty: the thing is gone, the code stays taken."""

    __tablename__ = "code"
    __table_args__ = (
        CheckConstraint(
            " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in _TARGETS) + " <= 1",
            name="one_target",
        ),
    )

    value: Mapped[str] = mapped_column(String(16), primary_key=True)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("record.id", ondelete="SET NULL"), index=True)
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("copy.id", ondelete="SET NULL"), index=True)
    digital_id: Mapped[int | None] = mapped_column(
        ForeignKey("digital_object.id", ondelete="SET NULL"), index=True
    )
    audiobook_id: Mapped[int | None] = mapped_column(
        ForeignKey("audiobook.id", ondelete="SET NULL"), index=True
    )
    shelf_id: Mapped[int | None] = mapped_column(ForeignKey("shelf.id", ondelete="SET NULL"), index=True)
    list_id: Mapped[int | None] = mapped_column(
        ForeignKey("reading_list.id", ondelete="SET NULL"), index=True
    )
    poster_id: Mapped[int | None] = mapped_column(
        ForeignKey("reading_list.id", ondelete="SET NULL"), index=True
    )
    """The reading list on whose poster the symbol is printed; not what it leads to."""
    hung: Mapped[str] = mapped_column(String(100), default="", server_default="")
    """Where that poster hangs, in the librarian's words, so that scans are counted by place."""
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

    record: Mapped[Record | None] = relationship()
    copy: Mapped[Copy | None] = relationship()
    digital: Mapped[DigitalObject | None] = relationship()
    audiobook: Mapped[Audiobook | None] = relationship()
    shelf: Mapped[Shelf | None] = relationship()
    reading_list: Mapped[ReadingList | None] = relationship(foreign_keys=[list_id])
