"""Language and time zone of a page."""

from datetime import timedelta
from typing import cast

from flask import Blueprint, Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, lazy_gettext

from elibrary.extensions import babel, config
from elibrary.paths import TRANSLATIONS
from elibrary.security import allowed, own_path

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
"""Code and own name of each language that the pages are complete in; the first is the default."""

COOKIE = "language"

DATE = "dd/MM/yyyy"
"""Day before month in every language: an English reader in this city must not take 10/11 for October."""

blueprint = Blueprint("localisation", __name__)


def _l(text: str) -> str:
    """A label of a form, translated when it is shown, not when the form's class is made."""
    return cast(str, lazy_gettext(text))


def chosen_language() -> str:
    """The language that this device chose, else Vietnamese, whatever the browser prefers.

    Most phones here are sold with English set by people who never chose it.
    """
    chosen = request.cookies.get(COOKIE, "") if request else ""
    return chosen if chosen in LANGUAGES else next(iter(LANGUAGES))


@blueprint.get("/language/<any(vi, en):code>")
@allowed("read", "Site")
def choose(code: str) -> ResponseReturnValue:
    """Keep the language on this device and go back to the page."""
    response = redirect(own_path(request.args.get("next", "")) or url_for("browse.home"))
    response.set_cookie(
        COOKIE, code, max_age=timedelta(days=730), httponly=True, samesite="Lax", secure=config().https
    )
    return response


def init_app(app: Flask) -> None:
    """Bind Babel to the application and give templates what they need of the language."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    babel.init_app(
        app,
        default_locale=next(iter(LANGUAGES)),
        locale_selector=chosen_language,
        timezone_selector=lambda: config().timezone,
    )
    babel.date_formats = babel.default_date_formats | {"date.short": DATE, "datetime.short": f"HH:mm {DATE}"}
    app.context_processor(lambda: {"languages": LANGUAGES, "page_language": str(get_locale() or "vi")})
    app.register_blueprint(blueprint)
