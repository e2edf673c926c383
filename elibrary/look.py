"""How pages look on a device: light, dark or as the phone says; type of 18 or 22 px; usual or easy words.

The choice is kept in cookies, which scripts read and write too (js/site.js): the page comes in the right
look from the server, so nothing flashes, and a link is enough to choose.
"""

from datetime import timedelta

from flask import Blueprint, Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elibrary.extensions import config
from elibrary.localisation import EASY, WORDS
from elibrary.security import allowed, own_path

THEME, TYPE = "theme", "type"
CHOICES = {
    "auto": THEME,
    "light": THEME,
    "dark": THEME,
    "normal": TYPE,
    "large": TYPE,
    "usual": WORDS,
    EASY: WORDS,
}
"""What can be chosen, and the cookie that keeps it; the first of each is what no cookie means."""

KEPT = timedelta(days=730)

blueprint = Blueprint("look", __name__)


def chosen(cookie: str) -> str:
    """What this device chose."""
    first, *others = [choice for choice, kept_in in CHOICES.items() if kept_in == cookie]
    kept = request.cookies.get(cookie, first) if request else first
    return kept if kept in others else first


@blueprint.get("/look/<any(auto, light, dark, normal, large, usual, easy):choice>")
@allowed("read", "Site")
def choose(choice: str) -> ResponseReturnValue:
    """Keep the look on this device and go back to the page."""
    response = redirect(own_path(request.args.get("next", "")) or url_for("home.index"))
    response.set_cookie(CHOICES[choice], choice, max_age=KEPT, samesite="Lax", secure=config().https)
    return response


def init_app(app: Flask) -> None:
    """Tell templates the look of the page."""
    told = {"theme": THEME, "type_size": TYPE, "wording": WORDS}
    app.context_processor(lambda: {name: chosen(cookie) for name, cookie in told.items()})
    app.register_blueprint(blueprint)
