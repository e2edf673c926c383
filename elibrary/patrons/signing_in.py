"""Rules of devices: signing in with a card, changing the profile, and when a device's time is over."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.orm import Session, joinedload

from catalog.database import write_if_free
from catalog.errors import N_, NotFound, Refusal
from elibrary.patrons import numbers, services
from elibrary.patrons.models import Patron, SignedIn

SHARED_IDLE = timedelta(minutes=10)
"""After so long without use a shared computer is signed out."""
TRUSTED_IDLE = timedelta(days=365)
"""After so long without use somebody's own phone is."""
_SHARED_STEP, _TRUSTED_STEP = timedelta(seconds=10), timedelta(days=1)
"""Uses nearer to each other than this are not written down one by one."""


class WrongCard(Refusal):
    """No such card, a wrong PIN, or a card put to rest: one answer for all three."""

    status = 401
    message = N_(
        "Số thẻ hoặc mã PIN không đúng. Hãy xem lại số trên thẻ; nếu quên mã PIN, hãy đến quầy thủ thư."
    )


def sign_in(
    session: Session, card: str, pin: str, *, trusted: bool = False, device: str = "", now: datetime
) -> tuple[Patron, str]:
    """Sign a device in with a card: whose it is, and the token for its cookie. Raises WrongCard."""
    try:
        number = numbers.card_number(card)
    except numbers.BadCardNumber:
        number = ""  # no card has it: refused below, after as long a time
    patron = services.opened_by(session, number, pin)
    if patron is None:
        raise WrongCard
    session.execute(delete(SignedIn).where(_over(now)))
    return patron, _opened(session, patron, patron, trusted=trusted, device=device, now=now)


def _opened(
    session: Session, holder: Patron, patron: Patron, *, trusted: bool, device: str, now: datetime
) -> str:
    token = secrets.token_urlsafe(32)
    row = SignedIn(
        token_sha256=_digest(token),
        holder=holder,
        patron=patron,
        trusted=trusted,
        device=device,
        created_at=now,
        seen_at=now,
    )
    session.add(row)
    return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _over(now: datetime) -> ColumnElement[bool]:
    return or_(
        and_(SignedIn.trusted, SignedIn.seen_at < now - TRUSTED_IDLE),
        and_(~SignedIn.trusted, SignedIn.seen_at < now - SHARED_IDLE),
    )


def by_token(session: Session, token: str, *, now: datetime) -> SignedIn | None:
    """The device that this token opens now, with whose profile is open on it."""
    query = (
        select(SignedIn)
        .where(SignedIn.token_sha256 == _digest(token), ~_over(now))
        .options(joinedload(SignedIn.patron).joinedload(Patron.parent))
    )
    found = session.scalar(query)
    return found if found is not None and found.patron.is_active else None


def note_use(session: Session, device: SignedIn, *, now: datetime) -> bool:
    """Write down and commit that the device is in use, unless that was done a moment ago.

    Nobody waits for it: while somebody else writes it is left for the next time. Whether it was written.
    """
    step = _TRUSTED_STEP if device.trusted else _SHARED_STEP
    if now - device.seen_at < step:
        return False
    return write_if_free(session, update(SignedIn).where(SignedIn.id == device.id).values(seen_at=now))


def switch(session: Session, device: SignedIn, patron: Patron, *, now: datetime) -> str:
    """Open another profile of the same card; the token for the cookie is new, the old one opens nothing."""
    token = _opened(session, device.holder, patron, trusted=device.trusted, device=device.device, now=now)
    sign_out(session, device)
    return token


def sign_out(session: Session, device: SignedIn) -> None:
    """End it: whatever cookie was kept, it opens nothing any more."""
    session.execute(delete(SignedIn).where(SignedIn.id == device.id))


def devices(session: Session, holder: Patron, *, now: datetime) -> Sequence[SignedIn]:
    """Where this card is signed in, the one last used first."""
    query = select(SignedIn).where(SignedIn.holder_id == holder.id, ~_over(now))
    return session.scalars(query.order_by(SignedIn.seen_at.desc(), SignedIn.id)).all()


def device_of(session: Session, holder: Patron, number: int) -> SignedIn:
    """One of the card's own devices. Raises NotFound for anybody else's."""
    device = session.get(SignedIn, number)
    if device is None or device.holder_id != holder.id:
        raise NotFound
    return device
