"""The session cookie: whom it speaks of, staff or patron, and how it begins and ends for a patron.

Staff are "number:stamp", patrons "p:token"; a token is known to the database by its digest only.
"""

from datetime import timedelta

from flask import Flask, g, session
from flask_login import UserMixin, user_logged_in

from catalog.base import utcnow
from elibrary.accounts.views import load_account
from elibrary.extensions import db, login
from elibrary.patrons import signing_in
from elibrary.patrons.models import SignedIn

PREFIX = "p:"
STAFF_LASTS = timedelta(days=31)
"""A cookie is signed for as long as a trusted phone needs; that of the staff ends sooner."""
_SINCE = "staff_since"


def load(session_id: str) -> UserMixin | None:
    """For Flask-Login: whom the session cookie speaks of."""
    now = utcnow()
    if not session_id.startswith(PREFIX):
        fresh = now.timestamp() - session.get(_SINCE, 0) < STAFF_LASTS.total_seconds()
        return load_account(session_id) if fresh else None
    device = signing_in.by_token(db.session, session_id.removeprefix(PREFIX), now=now)
    if device is None:
        return None
    if signing_in.note_use(db.session, device, now=now):
        session.modified = True  # a trusted phone's cookie lasts a year from now
    g.device = device
    return device.patron


login.user_loader(load)


def this_device() -> SignedIn:
    """The device that asks; only where a patron is signed in."""
    device: SignedIn = g.device
    return device


def begin(token: str, *, trusted: bool) -> None:
    """Put the token into a fresh cookie: for this browser's session, or on a trusted phone to stay."""
    session.clear()
    session["_user_id"] = f"{PREFIX}{token}"
    session["_fresh"] = False  # Flask-Login's mark, which nothing here asks for
    session.permanent = trusted


def end() -> None:
    """Leave nothing in the cookie."""
    g.pop("device", None)
    session.clear()


def _staff_signed_in(_app: Flask, **_user: object) -> None:
    """Note when; a card that was open in this browser is signed out."""
    session[_SINCE] = utcnow().timestamp()
    if "device" in g:
        signing_in.sign_out(db.session, g.pop("device"))
        db.session.commit()


def init_app(app: Flask) -> None:
    """How long a trusted phone's cookie lasts; it is sent anew when its use is noted, not every time."""
    user_logged_in.connect(_staff_signed_in, app)
    app.permanent_session_lifetime = signing_in.TRUSTED_IDLE
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    app.jinja_env.globals["card_idle_seconds"] = int(signing_in.SHARED_IDLE.total_seconds())
