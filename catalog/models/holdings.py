"""Paper: copies (ĐKCB) and where they stand."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.base import Base, utcnow
from catalog.columns import enumerated

if TYPE_CHECKING:
    from catalog.models.record import Record


class CopyStatus(StrEnum):
    """What can be done with a copy today."""

    AVAILABLE = "available"
    ON_LOAN = "on_loan"
    REFERENCE = "reference"
    """Read here only (đọc tại chỗ)."""
    LOST = "lost"
    WITHDRAWN = "withdrawn"


class Location(Base):
    """A room or stack (kho)."""

    __tablename__ = "location"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)

    shelves: Mapped[list[Shelf]] = relationship(back_populates="location", order_by="Shelf.name")


class Shelf(Base):
    """A shelf (kệ) in a location."""

    __tablename__ = "shelf"
    __table_args__ = (UniqueConstraint("location_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"))
    name: Mapped[str] = mapped_column(String(100))

    location: Mapped[Location] = relationship(back_populates="shelves")
    copies: Mapped[list[Copy]] = relationship(back_populates="shelf", order_by="Copy.call_number, Copy.id")


class Copy(Base):
    """One item on a shelf. A shelf, where there is one, lies in the copy's location (kept so by services)."""

    __tablename__ = "copy"
    __table_args__ = (Index("ix_copy_record_id_status", "record_id", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"))
    accession_number: Mapped[str] = mapped_column(String(60), default="", index=True)
    """As printed in the register; old registers repeat some, so it is not unique."""
    barcode: Mapped[str | None] = mapped_column(String(60), unique=True)
    """What a scanner reads: one copy only. A repeated one stays with the copy that had it first."""
    call_number: Mapped[str] = mapped_column(String(120), default="")
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"), index=True)
    shelf_id: Mapped[int | None] = mapped_column(ForeignKey("shelf.id"), index=True)
    status: Mapped[CopyStatus] = mapped_column(enumerated(CopyStatus), default=CopyStatus.AVAILABLE)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

    record: Mapped[Record] = relationship(back_populates="copies")
    location: Mapped[Location | None] = relationship()
    shelf: Mapped[Shelf | None] = relationship(back_populates="copies")
