"""Patrons, their cards and the devices on which they are signed in."""

from __future__ import annotations

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.base import Base, utcnow
from elibrary.permissions import PatronRole


class Patron(UserMixin, Base):
    """Somebody with a library card, or a child's profile opened by a parent's card.

    The program knows no more of them than this: no address, no e-mail, no identity number.
    """

    __tablename__ = "patron"
    __table_args__ = (
        CheckConstraint("reading_age IS NULL OR reading_age BETWEEN 0 AND 17", name="reading_age_in_range"),
        CheckConstraint("parent_id IS NULL OR reading_age IS NOT NULL", name="child_has_an_age"),
        CheckConstraint("(parent_id IS NULL) = (card_number IS NOT NULL)", name="card_or_parent"),
        CheckConstraint("card_number IS NULL OR pin_hash IS NOT NULL", name="card_has_a_pin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    card_number: Mapped[str | None] = mapped_column(String(20), unique=True)
    """Capital letters and digits, without blanks; a child's profile has none of its own."""
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    """Argon2id of the PIN."""
    pin_is_new: Mapped[bool] = mapped_column(default=False)
    """Given out at the desk: whoever signs in with it is asked to choose another."""
    name: Mapped[str] = mapped_column(String(200), default="")
    """What the program calls them; may be a nickname."""
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("patron.id", ondelete="CASCADE"), index=True)
    reading_age: Mapped[int | None]
    """Years: records for older readers are not shown. None: no limit."""
    active: Mapped[bool] = mapped_column(default=True)
    keeps_history: Mapped[bool] = mapped_column(default=False)
    """Whether what they open is written down for them; off until they switch it on."""
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

    parent: Mapped[Patron | None] = relationship(back_populates="children", remote_side="Patron.id")
    children: Mapped[list[Patron]] = relationship(back_populates="parent", order_by="Patron.id")

    @property
    def role(self) -> PatronRole:
        """For the rule of permissions."""
        return PatronRole.PATRON if self.reading_age is None else PatronRole.CHILD

    @property
    def is_active(self) -> bool:
        """Flask-Login's name for "may be signed in"."""
        return self.active and (self.parent is None or self.parent.active)


class SignedIn(Base):
    """A device on which a card is signed in.

    Signing out removes the row, so that no kept cookie opens it again.
    """

    __tablename__ = "signed_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    """Digest of the random token in the cookie; a new one at every sign-in and change of profile."""
    holder_id: Mapped[int] = mapped_column(ForeignKey("patron.id", ondelete="CASCADE"), index=True)
    """Whose card it was."""
    patron_id: Mapped[int] = mapped_column(ForeignKey("patron.id", ondelete="CASCADE"), index=True)
    """Whose profile is open: the holder's or a child's."""
    device: Mapped[str] = mapped_column(String(100), default="")
    """The kind of device in words ("Điện thoại Android"), so that its owner knows it again."""
    trusted: Mapped[bool] = mapped_column(default=False)
    """The patron's own phone: stays signed in. Others end when they are not used for some minutes."""
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    seen_at: Mapped[datetime] = mapped_column(default=utcnow)

    holder: Mapped[Patron] = relationship(foreign_keys=[holder_id])
    patron: Mapped[Patron] = relationship(foreign_keys=[patron_id])
