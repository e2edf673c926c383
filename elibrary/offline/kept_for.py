"""Whom a page was made for: told to the service worker, which must never show it to anybody else.

Every page says so in its header `X-Kept-For`:

- `everybody`: a visitor's page;
- sixteen letters that stand for one sign-in: the page of somebody on a device of their own;
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


def kept_for(who: Actor | None, *, own_device: bool, secret: str) -> str:
    """The words of the header for this actor; `own_device`: whether the sign-in outlives the browser."""
    if who is None:
        return EVERYBODY
    name = _sign_in(who, secret) if own_device else NOBODY
    return name if who.reading_age is None else f"{name};age={who.reading_age}"


def may_download(book: DigitalObject | Audiobook) -> bool:
    """Whether the page offers to keep this book on the device.

    Only what anybody may open; and not where somebody is signed in on a computer that others use after them.
    """
    return book.access is Access.PUBLIC and (actor() is None or session.permanent)


def _sign_in(who: Actor | None, secret: str) -> str:
    """Letters that stand for this sign-in and tell nothing about it."""
    if who is None:
        return EVERYBODY
    person: Any = who
    words = f"{type(person).__name__} {person.get_id()}"
    return hmac.digest(secret.encode(), words.encode(), "sha256").hex()[:_LETTERS]


def _arrive() -> None:
    """Before a form is worked on: who sent it."""
    if request.method == "POST":
        g.sent_by = _sign_in(actor(), _secret())


def _mark(response: Response) -> Response:
    """After every request: say whom the page is for.

    Where a form signed somebody in or out or changed the profile, the browser drops the pages that it holds:
    the way back on a shared computer leads to none of them.
    """
    if response.mimetype == "text/html" or request.endpoint == "offline.worker":
        response.headers[HEADER] = kept_for(actor(), own_device=session.permanent, secret=_secret())
    if request.method == "POST" and g.get("sent_by") not in (None, _sign_in(actor(), _secret())):
        response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _secret() -> str:
    return str(current_app.secret_key)


def init_app(app: Flask) -> None:
    """Mark the pages of this application."""
    app.before_request(_arrive)
    app.after_request(_mark)
    app.jinja_env.globals["may_download"] = may_download
