"""Accounts of the staff."""

import secrets
from datetime import datetime
from typing import ClassVar

from flask_login import UserMixin
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from catalog.base import Base, utcnow
from catalog.columns import enumerated
from elibrary.permissions import StaffRole


class Account(UserMixin, Base):
    """One member of staff."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(60), unique=True)
    """Lower-case name typed at sign-in."""
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[StaffRole] = mapped_column(enumerated(StaffRole))
    password_hash: Mapped[str] = mapped_column(String(200))
    """Argon2id, with its own salt and parameters inside."""
    active: Mapped[bool] = mapped_column(default=True)
    session_stamp: Mapped[str] = mapped_column(String(32), default=lambda: secrets.token_hex(16))
    """Part of every session; a new one ends all sessions, as a new password must."""
    created_at: Mapped[datetime] = mapped_column(default=utcnow)

    reading_age: ClassVar[None] = None
    """For the rule of permissions: whoever works here sees every record."""

    @property
    def is_active(self) -> bool:
        """Flask-Login's name for "may sign in"."""
        return self.active

    def get_id(self) -> str:
        """What the session cookie holds for Flask-Login."""
        return f"{self.id}:{self.session_stamp}"
