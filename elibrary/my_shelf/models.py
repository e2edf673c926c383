"""What is kept for one patron and for nobody else; all of it goes with the patron."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.base import Base, utcnow
from catalog.columns import enumerated
from catalog.models import Form

_ONE_BOOK = "(digital_id IS NULL) <> (audiobook_id IS NULL)"


class KeptPlace(Base):
    """Where a patron stopped in a digital book or an audiobook: the latest of all their devices."""

    __tablename__ = "kept_place"
    __table_args__ = (
        UniqueConstraint("patron_id", "digital_id", name="uq_kept_place_digital"),
        UniqueConstraint("patron_id", "audiobook_id", name="uq_kept_place_audiobook"),
        CheckConstraint(_ONE_BOOK, name="one_book"),
        CheckConstraint("share BETWEEN 0 AND 1", name="share_in_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    patron_id: Mapped[int] = mapped_column(ForeignKey("patron.id", ondelete="CASCADE"))
    digital_id: Mapped[int | None] = mapped_column(ForeignKey("digital_object.id", ondelete="CASCADE"))
    audiobook_id: Mapped[int | None] = mapped_column(ForeignKey("audiobook.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    """0-based chapter or page of a digital book."""
    character: Mapped[int] = mapped_column(default=0)
    """Characters of the chapter above the top of the screen."""
    seconds: Mapped[float] = mapped_column(default=0.0)
    """Into an audiobook."""
    share: Mapped[float] = mapped_column(default=0.0)
    """Of the whole, 0 to 1; 1: read or heard to the end."""
    name: Mapped[str] = mapped_column(String(500), default="")
    """The chapter's title or the page's number, as shown."""
    at: Mapped[datetime]
    """When somebody was there; of two devices the later one counts."""


class SavedRecord(Base):
    """A title put aside for later."""

    __tablename__ = "saved_record"

    patron_id: Mapped[int] = mapped_column(ForeignKey("patron.id", ondelete="CASCADE"), primary_key=True)
    record_id: Mapped[int] = mapped_column(
        ForeignKey("record.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime] = mapped_column(default=utcnow)


class Bookmark(Base):
    """A place that a patron marked, with a word about it."""

    __tablename__ = "bookmark"
    __table_args__ = (CheckConstraint(_ONE_BOOK, name="one_book"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    patron_id: Mapped[int] = mapped_column(ForeignKey("patron.id", ondelete="CASCADE"), index=True)
    digital_id: Mapped[int | None] = mapped_column(ForeignKey("digital_object.id", ondelete="CASCADE"))
    audiobook_id: Mapped[int | None] = mapped_column(ForeignKey("audiobook.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    character: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[float] = mapped_column(default=0.0)
    name: Mapped[str] = mapped_column(String(500), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime] = mapped_column(default=utcnow)


class Opened(Base):
    """A line of a patron's own history: a title opened in a form.

    Written only while `Patron.keeps_history` is on.
    """

    __tablename__ = "opened"
    __table_args__ = (
        UniqueConstraint("patron_id", "record_id", "form"),
        Index("ix_opened_patron_id_at", "patron_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    patron_id: Mapped[int] = mapped_column(ForeignKey("patron.id", ondelete="CASCADE"))
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    form: Mapped[Form] = mapped_column(enumerated(Form))
    at: Mapped[datetime]
    """The last time."""
