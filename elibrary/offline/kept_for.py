"""Whom a page was made for: told to the service worker, which must never show it to anybody else.

Every page says so in its header `X-Kept-For`:

- `everybody`: a visitor's page;
- sixteen letters that stand for one person: the page of somebody on a device of their own;
- `nobody`: the page of somebody on any other device, where it may not be kept at all;

with `;age=8` behind it where a child's profile is open. When the header changes, the worker forgets what it
kept.
"""

import hmac
from typing import Any

from flask import Flask, Response, current_app, g, request, session

from catalog.models import Access, Audiobook, DigitalObject
from elibrary.permissions import Actor
from elibrary.security import actor

HEADER = "X-Kept-For"
EVERYBODY = "everybody"
NOBODY = "nobody"
_LETTERS = 16
_SIGNED_IN = "_user_id"
"""Where Flask-Login keeps in the session who is signed in."""


def kept_for(who: Actor | None, *, own_device: bool, secret: str) -> str:
    """The words of the header for this actor; `own_device`: whether the sign-in outlives the browser."""
    if who is None:
        return EVERYBODY
    name = _letters(who, secret) if own_device else NOBODY
    return name if who.reading_age is None else f"{name};age={who.reading_age}"


def may_download(book: DigitalObject | Audiobook) -> bool:
    """Whether the page offers to keep this book on the device.

    Only what anybody may open; and not where somebody is signed in on a computer that others use after them.
    """
    return book.access is Access.PUBLIC and (actor() is None or session.permanent)


def _letters(who: Actor, secret: str) -> str:
    """What stands for this person and tells nothing about them."""
    person: Any = who
    words = f"{type(person).__name__} {person.get_id()}"
    return hmac.digest(secret.encode(), words.encode(), "sha256").hex()[:_LETTERS]


def _arrive() -> None:
    """Before a form is worked on: which sign-in the cookie speaks of."""
    if request.method == "POST":
        g.arrived_as = session.get(_SIGNED_IN)


def _mark(response: Response) -> Response:
    """After every request: say whom the page is for.

    Where a form signed somebody in or out or changed the profile, the browser drops the pages that it holds:
    the way back on a shared computer leads to none of them.
    """
    if response.mimetype == "text/html" or request.endpoint == "offline.worker":
        secret = str(current_app.secret_key)
        mark = response.headers[HEADER] = kept_for(actor(), own_device=session.permanent, secret=secret)
        if mark.startswith(NOBODY):
            response.headers["Cache-Control"] = "no-store"  # "back" on a shared computer shows nothing
    if request.method == "POST" and g.get("arrived_as") != session.get(_SIGNED_IN):
        response.headers["Clear-Site-Data"] = '"cache"'
    return response


def init_app(app: Flask) -> None:
    """Mark the pages of this application."""
    app.before_request(_arrive)
    app.after_request(_mark)
    app.jinja_env.globals["may_download"] = may_download
