"""Guessing PINs is slowed down, for each card and for each address, whether or not the card exists.

A try is counted before it is checked, so that tries sent side by side cannot slip through, and given back
when it was right.
"""

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager

from flask_limiter.util import get_remote_address
from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute

from catalog.errors import N_, Refusal
from elibrary.extensions import limiter

OF_A_CARD = (RateLimitItemPerMinute(5, 15, namespace="PIN"), RateLimitItemPerDay(20, namespace="PIN"))
OF_AN_ADDRESS = RateLimitItemPerMinute(20, 15, namespace="PIN")
_ONE_LINE_HAS = 64
"""Bits of an IPv6 address that name a household's line; the rest its devices choose at will."""


class TooManyGuesses(Refusal):
    """Locked for a while."""

    status = 429
    message = N_(
        "Mã PIN đã gõ sai quá nhiều lần nên tạm khoá để không ai dò được. Hãy thử lại sau 15 phút, "
        "hoặc đến quầy thủ thư để mở ngay."
    )


class CardLockedToday(TooManyGuesses):
    """Guessed at all day long."""

    message = N_(
        "Thẻ này đã bị gõ sai mã PIN quá nhiều lần trong hôm nay nên tạm khoá. Hãy thử lại sau một ngày, "
        "hoặc đến quầy thủ thư để mở ngay."
    )


class TooManyHere(TooManyGuesses):
    """One address tried many cards; nothing is wrong with this one."""

    message = N_(
        "Mạng này vừa gõ sai mã PIN của nhiều thẻ nên tạm nghỉ. Thẻ của bạn không bị khoá: hãy thử lại sau "
        "15 phút, hoặc dùng điện thoại của bạn với mạng di động."
    )


@contextmanager
def counted(card: str) -> Iterator[None]:
    """`with counted(card):` check a PIN inside; a refusal stays counted. Raises TooManyGuesses.

    A locked card costs its address nothing: other cards go on there.
    """
    if not limiter.enabled:
        yield
        return
    done: list[tuple[RateLimitItem, str]] = []
    soon, today = OF_A_CARD
    tries: tuple[tuple[RateLimitItem, str, type[TooManyGuesses]], ...] = (
        (soon, f"card {card}", TooManyGuesses),
        (today, f"card {card}", CardLockedToday),
        (OF_AN_ADDRESS, f"address {_line()}", TooManyHere),
    )
    for limit, key, refusal in tries:
        if not limiter.limiter.hit(limit, key):
            _give_back(done)
            raise refusal
        done.append((limit, key))
    yield
    _give_back(done)


def _give_back(done: list[tuple[RateLimitItem, str]]) -> None:
    for limit, key in done:
        limiter.limiter.hit(limit, key, cost=-1)


def _line() -> str:
    """Whose line the request came by."""
    address = get_remote_address()
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4:  # noqa: PLR2004 - of the Internet Protocol
        return address
    return str(ipaddress.ip_network((known, _ONE_LINE_HAS), strict=False))


def forget(card: str) -> None:
    """Unlock a card at once: its owner stands at the desk."""
    if limiter.enabled:
        for limit in OF_A_CARD:
            limiter.limiter.clear(limit, f"card {card}")
