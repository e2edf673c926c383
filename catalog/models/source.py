"""What came in, kept whole beside the record, so that nothing of it is lost."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.base import Base, utcnow
from catalog.columns import enumerated

if TYPE_CHECKING:
    from catalog.models.record import Record


class SourceFormat(StrEnum):
    """How `Source.content` is to be read."""

    ROW = "row"
    """UTF-8 JSON object: column heading to cell, as the spreadsheet had them."""
    MARC = "marc"
    """One ISO 2709 record, byte for byte."""
    MARCXML = "marcxml"


class Source(Base):
    """One row or MARC record as it was imported."""

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("copy.id", ondelete="SET NULL"), index=True)
    """The copy that this row describes, where a row is one copy."""
    format: Mapped[SourceFormat] = mapped_column(enumerated(SourceFormat))
    file_name: Mapped[str] = mapped_column(String(300))
    number: Mapped[int]
    """1-based number of the row or record in its file (a sheet's heading is row 1)."""
    digest: Mapped[str] = mapped_column(String(64), index=True)
    """SHA-256 of `content`: the same row imported again is recognised by it."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
    imported_at: Mapped[datetime] = mapped_column(default=utcnow)

    record: Mapped[Record] = relationship(back_populates="sources")
