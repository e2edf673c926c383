"""What residents use and miss, told to whoever counts (`elibrary.statistics`), with nothing about people."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from blinker import Namespace
from flask import current_app, request

from catalog.models import Form
from elibrary.localisation import KEEP_IN


class Event(StrEnum):
    """What happened."""

    VIEW = "view"
    """A record page was opened."""
    SCAN = "scan"
    """A QR code was followed."""
    READ = "read"
    """A chapter or page of a digital book was opened."""
    LISTEN = "listen"
    """Seconds of an audiobook were listened to."""


class Channel(StrEnum):
    """By which way somebody came."""

    WEB = "web"
    QR = "qr"
    FEED = "feed"


@dataclass(frozen=True)
class Use:
    """One use. `record_id` is None for what belongs to no record (a shelf's code)."""

    event: Event
    record_id: int | None
    form: Form | None
    channel: Channel
    amount: int = 1
    """How often; seconds for LISTEN."""
    code: str | None = None
    """Of the symbol that was scanned: it says on which poster or label, never who held the phone."""


@dataclass(frozen=True)
class Miss:
    """A text that was searched and not found, or that somebody asks the library to get."""

    text: str
    """As typed, at most 200 characters (`elibrary.browse.misses`)."""
    wish: bool = False


_signals = Namespace()
used = _signals.signal("used")
missed = _signals.signal("missed")


def report(
    event: Event,
    record_id: int | None,
    form: Form | None = None,
    *,
    amount: int = 1,
    code: str | None = None,
) -> None:
    """Tell of a use in the present request; whether it came by a QR code stands in the URL (`via=qr`)."""
    if KEEP_IN in request.headers:
        return
    by_code = event is Event.SCAN or request.args.get("via") == "qr"
    use = Use(event, record_id, form, Channel.QR if by_code else Channel.WEB, amount, code)
    used.send(_application(), use=use, user_agent=request.user_agent.string)


def report_miss(miss: Miss) -> None:
    """Tell of a miss in the present request."""
    missed.send(_application(), miss=miss, user_agent=request.user_agent.string)


def _application() -> Any:
    app: Any = current_app
    return app._get_current_object()
