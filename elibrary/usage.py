"""What residents use, told to whoever counts (`elibrary.statistics`), with nothing about who they are."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from blinker import Namespace
from flask import current_app, request

from catalog.models import Form


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


used = Namespace().signal("used")


def report(event: Event, record_id: int | None, form: Form | None = None, *, amount: int = 1) -> None:
    """Tell of a use in the present request; whether it came by a QR code stands in the URL (`via=qr`)."""
    by_code = event is Event.SCAN or request.args.get("via") == "qr"
    use = Use(event, record_id, form, Channel.QR if by_code else Channel.WEB, amount)
    app: Any = current_app
    used.send(app._get_current_object(), use=use, user_agent=request.user_agent.string)
