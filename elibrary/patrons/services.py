"""Rules of patrons: making them, their PINs, their family."""

import secrets
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from blinker import Namespace
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from catalog.database import take_turn
from catalog.errors import N_, NotFound, Refusal
from catalog.vietnamese import nfc
from elibrary.patrons import numbers
from elibrary.patrons.models import Patron, SignedIn

LONGEST_NAME = 60
MOST_CHILDREN = 10

# The least that OWASP names. A PIN has a million values: no cost of its hash keeps it from whoever has the
# database, and a cheap one keeps a library's small computer free. What protects it is `guessing.py`.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_DUMMY_HASH = _hasher.hash(secrets.token_hex(16))

leaving = Namespace().signal("leaving")
"""Sent before anybody is deleted, with `session` as sender and the `patron`. Whoever may not let go yet (a
borrowed book not returned) listens and raises a Refusal, which stops the deletion."""


class CardTaken(Refusal):
    """Another patron has this card."""

    message = N_(
        "Số thẻ này đã có người dùng. Hãy xem lại số trên thẻ, hoặc để trống để thư viện cấp số mới."
    )


class NameMissing(Refusal):
    """Nobody can be called by nothing."""

    status = 422
    message = N_("Hãy ghi tên gọi. Biệt danh cũng được.")


class NameTooLong(Refusal):
    """Longer than fits a card."""

    status = 422
    message = N_("Tên gọi có nhiều nhất %(most)s ký tự. Hãy ghi ngắn hơn.")


class TooManyChildren(Refusal):
    """More profiles than a family has."""

    message = N_("Một thẻ mở được nhiều nhất %(most)s hồ sơ trẻ em. Hãy xoá bớt hồ sơ không còn dùng.")


class WrongPin(Refusal):
    """Not the PIN of the card that is signed in."""

    status = 401
    message = N_("Mã PIN không đúng. Hãy thử lại, hoặc nhờ thủ thư đặt lại mã.")


def register(
    session: Session, name: str, card: str = "", *, reading_age: int | None = None, now: datetime
) -> tuple[Patron, str]:
    """A new patron with this card, or with a new number, and the PIN to tell them: it is kept nowhere.

    A child's own card (`reading_age`) keeps the PIN from the desk; others are asked to choose one.
    Raises NameMissing, NameTooLong, numbers.BadCardNumber, CardTaken.
    """
    called, number = _called(name), numbers.card_number(card) if card.strip() else free_number(session)
    pin = numbers.new_pin(number)
    pin_hash = _hasher.hash(pin)
    take_turn(session)
    if by_card(session, number) is not None:
        raise CardTaken
    patron = Patron(
        name=called,
        card_number=number,
        pin_hash=pin_hash,
        pin_is_new=reading_age is None,
        reading_age=reading_age,
        created_at=now,
    )
    session.add(patron)
    session.flush()
    return patron, pin


def free_number(session: Session) -> str:
    """A new card number that nobody has."""
    while by_card(session, number := numbers.new_card_number()) is not None:
        pass
    return number


def by_card(session: Session, number: str) -> Patron | None:
    """Whose card this is; the number as `numbers.card_number` gives it."""
    return session.scalar(select(Patron).where(Patron.card_number == number))


def _called(name: str) -> str:
    """A name as it is kept: NFC, one line, nothing that does not print."""
    kept = "".join(
        letter for letter in " ".join(nfc(name[: 10 * LONGEST_NAME]).split()) if letter.isprintable()
    )
    if not kept.strip():
        raise NameMissing
    if len(kept) > LONGEST_NAME:
        raise NameTooLong(most=LONGEST_NAME)
    return kept.strip()


def opened_by(session: Session, card: str, pin: str) -> Patron | None:
    """Whose card this is, if the PIN fits. An unknown card takes as long as a known one."""
    patron = by_card(session, card)
    fits = _fits(patron.pin_hash if patron and patron.pin_hash else _DUMMY_HASH, pin)
    return patron if patron is not None and fits and patron.is_active else None


def _fits(stored: str, pin: str) -> bool:
    try:
        return _hasher.verify(stored, pin)
    except (VerificationError, InvalidHashError):
        return False


def check_own_pin(holder: Patron, pin: str) -> None:
    """Go on only with the holder's own PIN. Raises WrongPin."""
    if not _fits(holder.pin_hash or _DUMMY_HASH, pin):
        raise WrongPin


def change_pin(session: Session, holder: Patron, pin: str, *, keep: SignedIn | None = None) -> None:
    """Give the card the PIN that its owner chose; every device but `keep` is signed out.

    Raises what `numbers.check_pin` raises.
    """
    numbers.check_pin(pin, holder.card_number or "")
    _set_pin(session, holder, pin, keep=keep)
    holder.pin_is_new = False


def reset_pin(session: Session, patron: Patron) -> str:
    """A new PIN from the desk, to be told once; every device is signed out."""
    pin = numbers.new_pin(patron.card_number or "")
    _set_pin(session, patron, pin)
    patron.pin_is_new = patron.reading_age is None
    return pin


def _set_pin(session: Session, holder: Patron, pin: str, *, keep: SignedIn | None = None) -> None:
    holder.pin_hash = _hasher.hash(pin)
    sign_out_everywhere(session, holder, keep=keep)


def sign_out_everywhere(session: Session, holder: Patron, *, keep: SignedIn | None = None) -> None:
    """End the sessions of a card on every device, but for `keep`."""
    others = delete(SignedIn).where(SignedIn.holder_id == holder.id)
    session.execute(others.where(SignedIn.id != keep.id) if keep else others)


def rename(patron: Patron, name: str) -> None:
    """Call somebody by another name. Raises NameMissing, NameTooLong."""
    patron.name = _called(name)


def change_child(child: Patron, name: str, reading_age: int) -> None:
    """Another name or reading age. Raises NameMissing, NameTooLong."""
    rename(child, name)
    child.reading_age = reading_age


def add_child(session: Session, parent: Patron, name: str, reading_age: int, *, now: datetime) -> Patron:
    """A child's profile, opened by the parent's card. Raises NameMissing, NameTooLong, TooManyChildren."""
    called = _called(name)
    take_turn(session)
    session.refresh(parent, ["children"])
    if len(parent.children) >= MOST_CHILDREN:
        raise TooManyChildren(most=MOST_CHILDREN)
    child = Patron(name=called, parent=parent, reading_age=reading_age, created_at=now)
    session.add(child)
    session.flush()
    return child


def child_of(session: Session, parent: Patron, number: int) -> Patron:
    """One of the parent's own children. Raises NotFound for anybody else's."""
    child = session.get(Patron, number)
    if child is None or child.parent_id != parent.id:
        raise NotFound
    return child


def remove(session: Session, patron: Patron) -> None:
    """Delete somebody with everything that is theirs: profiles of children, shelf, history, devices.

    Raises what the listeners of `leaving` raise. After the commit, `overwrite_deleted` makes it final.
    """
    for one in (patron, *patron.children):
        leaving.send(session, patron=one)
    session.execute(delete(Patron).where(Patron.id == patron.id))
    session.expire_all()
