"""What the desk knows of patrons: finding them, changing and replacing cards."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.database import take_turn
from catalog.errors import N_, NotFound, Refusal
from catalog.vietnamese import fold, tone_normal
from elibrary.patrons import numbers, services
from elibrary.patrons.models import Patron

SHOWN = 50
"""Patrons on a page."""
MOST_CARDS = 100
"""Cards printed at once."""


class PatronNotFound(NotFound):
    """Deleted meanwhile, or never there."""

    message = N_("Không có bạn đọc này. Có thể thẻ vừa được xoá.")


class PatronChanged(Refusal):
    """Two people at the desk, or two windows, changed one patron at once."""

    message = N_(
        "Thẻ này vừa được sửa ở một cửa sổ khác nên chưa lưu. Hãy mở lại trang của bạn đọc để xem tên và số "
        "thẻ hiện nay, rồi sửa tiếp."
    )


def card_holder(session: Session, number: int) -> Patron:
    """Somebody with a card. Raises PatronNotFound, for a child's profile too."""
    patron = session.get(Patron, number)
    if patron is None or patron.card_number is None:
        raise PatronNotFound
    return patron


def newest(session: Session) -> Sequence[Patron]:
    """Who was registered last."""
    holders = select(Patron).where(Patron.card_number.is_not(None))
    return session.scalars(holders.order_by(Patron.created_at.desc(), Patron.id.desc()).limit(SHOWN)).all()


def find(session: Session, text: str) -> list[Patron]:
    """Holders of cards by part of the name, with or without marks, or of the number. A ward has few."""
    wanted, number = _folded(text).split(), numbers.plain(text)
    by_number = any(sign.isdigit() for sign in number)
    if not wanted:
        return []
    columns = select(Patron.id, Patron.name, Patron.card_number).where(Patron.card_number.is_not(None))
    found = [
        key
        for key, name, card in session.execute(columns.order_by(Patron.name, Patron.id))
        if (by_number and number in (card or "")) or all(word in _folded(name) for word in wanted)
    ]
    patrons = {one.id: one for one in session.scalars(select(Patron).where(Patron.id.in_(found[:SHOWN])))}
    return [patrons[key] for key in found[:SHOWN]]


def _folded(text: str) -> str:
    return fold(tone_normal(text))


def state(patron: Patron) -> str:
    """What the desk can change of a patron, in sixteen letters that tell nothing about them."""
    told = repr((patron.name, patron.card_number, patron.reading_age))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def change(
    session: Session, patron: Patron, name: str, card: str, reading_age: int | None, *, seen: str
) -> None:
    """Another name, age or card; a lost card is replaced by the new number. An empty `card` makes one.

    `seen` is the `state` that was changed. Raises PatronChanged, NameMissing, NameTooLong,
    numbers.BadCardNumber, services.CardTaken.
    """
    take_turn(session)
    session.refresh(patron)
    if state(patron) != seen:
        raise PatronChanged
    services.rename(patron, name)
    number = numbers.card_number(card) if card.strip() else services.free_number(session)
    if number != patron.card_number and services.by_card(session, number) is not None:
        raise services.CardTaken
    patron.card_number = number
    patron.reading_age = reading_age


def chosen(session: Session, keys: Sequence[int]) -> Sequence[Patron]:
    """These holders of cards, by name, at most MOST_CARDS."""
    query = select(Patron).where(Patron.id.in_(keys[:MOST_CARDS]), Patron.card_number.is_not(None))
    return session.scalars(query.order_by(Patron.name, Patron.id)).all()


def rest(session: Session, patron: Patron, *, resting: bool) -> None:
    """Put a card to rest, signed out everywhere, or back to use; nothing of it is lost."""
    patron.active = not resting
    if resting:
        services.sign_out_everywhere(session, patron)
