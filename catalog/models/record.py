"""The record (biểu ghi): one edition of a work, whatever the forms in which the library has it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.base import Base, utcnow
from catalog.columns import enumerated

if TYPE_CHECKING:
    from catalog.models.forms import Audiobook, DigitalObject
    from catalog.models.holdings import Copy
    from catalog.models.source import Source


class MaterialType(StrEnum):
    """What kind of thing it is; also the values of the search parameter `type`."""

    BOOK = "book"
    NEWSPAPER = "newspaper"
    MAGAZINE = "magazine"
    MAP = "map"
    AUDIOBOOK = "audiobook"
    OTHER = "other"


class Form(StrEnum):
    """The three equal ways of reading; also the values of the search parameter `form`."""

    PAPER = "paper"
    DIGITAL = "digital"
    AUDIO = "audio"


class Role(StrEnum):
    """What a contributor did. The MARC relator code of each is in `catalog.formats`."""

    AUTHOR = "author"
    TRANSLATOR = "translator"
    EDITOR = "editor"
    COMPILER = "compiler"
    ILLUSTRATOR = "illustrator"
    NARRATOR = "narrator"
    CONTRIBUTOR = "contributor"


class Record(Base):
    """One edition. Every column is NFC text as a person reads it; keys for matching stand apart."""

    __tablename__ = "record"
    __table_args__ = (
        CheckConstraint("length(title) > 0", name="has_title"),
        CheckConstraint("year IS NULL OR year BETWEEN 0 AND 9999", name="year_in_range"),
        CheckConstraint("minimum_age BETWEEN 0 AND 18", name="minimum_age_in_range"),
        Index("ix_record_created_at_id", "created_at", "id"),
        Index("ix_record_type_created_at_id", "type", "created_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(2000))
    subtitle: Mapped[str] = mapped_column(String(2000), default="")
    volume: Mapped[str] = mapped_column(String(100), default="")
    type: Mapped[MaterialType] = mapped_column(enumerated(MaterialType), default=MaterialType.BOOK)
    language: Mapped[str] = mapped_column(String(12), default="")
    """BCP 47 base code (`vi`, `en`); empty when not known."""
    publisher: Mapped[str] = mapped_column(String(500), default="")
    place: Mapped[str] = mapped_column(String(300), default="")
    year_printed: Mapped[str] = mapped_column(String(200), default="")
    """As it stands on the item or in the source: `[1992?]`, `199-`."""
    year: Mapped[int | None] = mapped_column(index=True)
    """The first year that `year_printed` can mean, for sorting and filtering."""
    extent: Mapped[str] = mapped_column(String(300), default="")
    series: Mapped[str] = mapped_column(String(500), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    ddc: Mapped[str] = mapped_column(String(60), default="")
    call_number: Mapped[str] = mapped_column(String(120), default="")
    minimum_age: Mapped[int] = mapped_column(default=0, server_default="0", index=True)
    """Years; children's profiles for younger readers do not see the record. 0: for everybody."""
    cover_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    popularity: Mapped[int] = mapped_column(default=0)
    """How often it was opened, from the daily counts; breaks ties in search."""
    work_key: Mapped[str] = mapped_column(String(64), index=True)
    """Digest of folded author and title: records that share it are editions of one work."""
    edition_key: Mapped[str] = mapped_column(String(64), index=True)
    """Digest of what tells one edition from another; an import matches by it."""
    sort_title: Mapped[str] = mapped_column(String(400), index=True)
    """Key that sorts in Vietnamese alphabetical order."""
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    updated_at: Mapped[datetime] = mapped_column(default=utcnow)
    version: Mapped[int] = mapped_column(default=1)
    """Counts the saves, so that of two librarians at once the second is asked, not silently the winner."""

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it so

    contributors: Mapped[list[Contributor]] = relationship(
        back_populates="record", cascade="all, delete-orphan", order_by="Contributor.position"
    )
    subjects: Mapped[list[Subject]] = relationship(
        back_populates="record", cascade="all, delete-orphan", order_by="Subject.position"
    )
    identifiers: Mapped[list[Identifier]] = relationship(
        back_populates="record", cascade="all, delete-orphan", order_by="Identifier.id"
    )
    copies: Mapped[list[Copy]] = relationship(
        back_populates="record", cascade="all, delete-orphan", order_by="Copy.id"
    )
    digital: Mapped[list[DigitalObject]] = relationship(
        back_populates="record", cascade="all, delete-orphan", order_by="DigitalObject.id"
    )
    audiobooks: Mapped[list[Audiobook]] = relationship(
        back_populates="record", cascade="all, delete-orphan", order_by="Audiobook.id"
    )
    sources: Mapped[list[Source]] = relationship(
        back_populates="record", cascade="all, delete-orphan", order_by="Source.id"
    )

    @property
    def forms(self) -> tuple[Form, ...]:
        """The ways in which this record can be read now, in the order paper, digital, audio."""
        have = ((Form.PAPER, self.copies), (Form.DIGITAL, self.digital), (Form.AUDIO, self.audiobooks))
        return tuple(form for form, items in have if items)

    @property
    def authors(self) -> tuple[str, ...]:
        """Names of those who wrote it, as printed, in order."""
        return tuple(c.name for c in self.contributors if c.role is Role.AUTHOR)


class Contributor(Base):
    """A person or body and what they did for this record, in the order of the title page."""

    __tablename__ = "contributor"
    __table_args__ = (UniqueConstraint("record_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(500))
    role: Mapped[Role] = mapped_column(enumerated(Role), default=Role.AUTHOR)
    folded: Mapped[str] = mapped_column(String(500), index=True)
    """The name without marks and in lower case, to find the same person in other records."""

    record: Mapped[Record] = relationship(back_populates="contributors")


class Subject(Base):
    """A subject heading (chủ đề) as it stands on the record."""

    __tablename__ = "subject"
    __table_args__ = (UniqueConstraint("record_id", "term"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    term: Mapped[str] = mapped_column(String(300), index=True)

    record: Mapped[Record] = relationship(back_populates="subjects")


class Identifier(Base):
    """A standard number: ISBN in its 13-digit form, ISSN in eight characters, no hyphens."""

    __tablename__ = "identifier"
    __table_args__ = (
        UniqueConstraint("record_id", "kind", "value"),
        CheckConstraint("kind IN ('isbn', 'issn')", name="kind_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(8))
    value: Mapped[str] = mapped_column(String(20), index=True)

    record: Mapped[Record] = relationship(back_populates="identifiers")
