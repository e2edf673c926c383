"""Digital books and audiobooks: the forms of a record that are files."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.base import Base, utcnow
from catalog.columns import enumerated

if TYPE_CHECKING:
    from catalog.models.record import Record


class DigitalKind(StrEnum):
    """The format of a digital object."""

    EPUB = "epub"
    PDF = "pdf"


class Access(StrEnum):
    """Who may open the bytes of a form."""

    PUBLIC = "public"
    STAFF = "staff"
    """Not cleared for residents yet."""


class StoredFile(Base):
    """A whole file in the store, named by its content."""

    __tablename__ = "stored_file"
    __table_args__ = (CheckConstraint("size > 0", name="has_bytes"),)

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    """Bytes."""
    content_type: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(400), default="")
    """What the file was called where it came from; shown to staff, never used as a path."""
    created_at: Mapped[datetime] = mapped_column(default=utcnow)


class DigitalObject(Base):
    """One EPUB or PDF of a record."""

    __tablename__ = "digital_object"
    __table_args__ = (UniqueConstraint("record_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    kind: Mapped[DigitalKind] = mapped_column(enumerated(DigitalKind))
    access: Mapped[Access] = mapped_column(enumerated(Access), default=Access.PUBLIC)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    pages: Mapped[int]
    """Pages of a PDF, chapters (spine items) of an EPUB."""
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

    record: Mapped[Record] = relationship(back_populates="digital")
    file: Mapped[StoredFile] = relationship()
    sections: Mapped[list[Section]] = relationship(
        back_populates="digital", cascade="all, delete-orphan", order_by="Section.position"
    )


class Section(Base):
    """A chapter of an EPUB or a page of a PDF: its place and its text, for search and reading on."""

    __tablename__ = "section"
    __table_args__ = (UniqueConstraint("digital_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digital_id: Mapped[int] = mapped_column(ForeignKey("digital_object.id", ondelete="CASCADE"))
    position: Mapped[int]
    """0-based place in the spine or 0-based page."""
    title: Mapped[str] = mapped_column(String(500), default="")
    text: Mapped[str] = mapped_column(Text, default="")

    digital: Mapped[DigitalObject] = relationship(back_populates="sections")


class Audiobook(Base):
    """A recording: tracks one after another, chapters on their joint time line."""

    __tablename__ = "audiobook"
    __table_args__ = (CheckConstraint("duration > 0", name="lasts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    access: Mapped[Access] = mapped_column(enumerated(Access), default=Access.PUBLIC)
    duration: Mapped[float]
    """Seconds, the sum of the tracks."""
    narrator: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

    record: Mapped[Record] = relationship(back_populates="audiobooks")
    tracks: Mapped[list[Track]] = relationship(
        back_populates="audiobook", cascade="all, delete-orphan", order_by="Track.position"
    )
    chapters: Mapped[list[Chapter]] = relationship(
        back_populates="audiobook", cascade="all, delete-orphan", order_by="Chapter.position"
    )


class Track(Base):
    """One sound file of an audiobook."""

    __tablename__ = "track"
    __table_args__ = (
        UniqueConstraint("audiobook_id", "position"),
        CheckConstraint("duration > 0", name="lasts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    audiobook_id: Mapped[int] = mapped_column(ForeignKey("audiobook.id", ondelete="CASCADE"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(500), default="")
    duration: Mapped[float]
    """Seconds."""
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)

    audiobook: Mapped[Audiobook] = relationship(back_populates="tracks")
    file: Mapped[StoredFile] = relationship()


class Chapter(Base):
    """A chapter; `start` and `end` are seconds on the time line of the whole audiobook."""

    __tablename__ = "chapter"
    __table_args__ = (
        UniqueConstraint("audiobook_id", "position"),
        CheckConstraint('start >= 0 AND "end" > start', name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    audiobook_id: Mapped[int] = mapped_column(ForeignKey("audiobook.id", ondelete="CASCADE"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(500), default="")
    start: Mapped[float]
    end: Mapped[float]

    audiobook: Mapped[Audiobook] = relationship(back_populates="chapters")
