"""Rules of accounts: making them, signing in, new passwords."""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.errors import N_, NotFound, Refusal
from catalog.vietnamese import nfc
from elibrary.accounts.models import Account
from elibrary.permissions import StaffRole

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,58}")
_SHORTEST_PASSWORD = 10
_LONGEST_PASSWORD = 200
"""Longer ones would make the hash itself a way to keep the server busy."""

_hasher = PasswordHasher()
_DUMMY_HASH = _hasher.hash(secrets.token_hex(16))


class WrongSignIn(Refusal):
    """No such account, a wrong password, or an account put to rest: one answer for all three."""

    status = 401
    message = N_(
        "Tên đăng nhập hoặc mật khẩu không đúng. Hãy thử lại hoặc nhờ người quản trị đặt lại mật khẩu."
    )


class LoginTaken(Refusal):
    """Another account has this sign-in name."""

    message = N_("Tên đăng nhập “%(login)s” đã có người dùng. Hãy chọn tên khác.")


class BadLogin(Refusal):
    """The sign-in name is not plain."""

    status = 422
    message = N_("Tên đăng nhập chỉ gồm chữ thường không dấu, số và dấu chấm, từ 2 ký tự. Ví dụ: thuthu.lan")


class BadPassword(Refusal):
    """Too short or too long."""

    status = 422
    message = N_("Mật khẩu cần có từ %(shortest)s đến %(longest)s ký tự.")


def sign_in(session: Session, login: str, password: str) -> Account:
    """The account that these open. An unknown name takes as long as a known one. Raises WrongSignIn."""
    account = session.scalar(select(Account).where(Account.login == login.strip().lower()))
    if not _matches(account.password_hash if account else _DUMMY_HASH, password[:_LONGEST_PASSWORD]):
        raise WrongSignIn
    if account is None or not account.active:
        raise WrongSignIn
    if _hasher.check_needs_rehash(account.password_hash):
        account.password_hash = _hasher.hash(password)
    return account


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def add_account(
    session: Session, login: str, name: str, role: StaffRole, password: str, *, now: datetime
) -> Account:
    """Add an account and return it. Raises BadLogin, BadPassword, LoginTaken."""
    login = login.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise BadLogin
    if session.scalar(select(Account.id).where(Account.login == login)) is not None:
        raise LoginTaken(login=login)
    account = Account(
        login=login, name=nfc(name) or login, role=role, password_hash=_hashed(password), created_at=now
    )
    session.add(account)
    return account


def set_password(account: Account, password: str) -> None:
    """Give the account a new password and end its sessions. Raises BadPassword."""
    account.password_hash = _hashed(password)
    end_sessions(account)


def end_sessions(account: Account) -> None:
    """Sign the account out wherever it is signed in."""
    account.session_stamp = secrets.token_hex(16)


def _hashed(password: str) -> str:
    if not _SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        raise BadPassword(shortest=_SHORTEST_PASSWORD, longest=_LONGEST_PASSWORD)
    return _hasher.hash(password)


def by_login(session: Session, login: str) -> Account:
    """The account of this name. Raises NotFound."""
    account = session.scalar(select(Account).where(Account.login == login.strip().lower()))
    if account is None:
        raise NotFound
    return account


def by_session_id(session: Session, session_id: str) -> Account | None:
    """The account that a session cookie speaks of, if its stamp still holds."""
    number, _, stamp = session_id.partition(":")
    account = session.get(Account, int(number)) if number.isdecimal() else None
    if account is None or not account.active or not secrets.compare_digest(account.session_stamp, stamp):
        return None
    return account


def accounts(session: Session) -> Sequence[Account]:
    """Everybody, by sign-in name."""
    return session.scalars(select(Account).order_by(Account.login)).all()


def new_password() -> str:
    """A random password of 80 bits that is easy to read aloud: four groups of four letters and digits."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4))
