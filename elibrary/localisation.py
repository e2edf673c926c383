"""Language and time zone of a page."""

import tomllib
from datetime import timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

from babel import Locale
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask import Blueprint, Flask, has_request_context, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, lazy_gettext
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from elibrary.extensions import babel, config
from elibrary.paths import TRANSLATIONS
from elibrary.security import allowed, own_path

DEFAULT = "vi"
"""The language that every text is written in."""


def languages_in(translations: Path) -> dict[str, str]:
    """Code and own name of the default and of whatever has a compiled catalogue: a new language is a file."""
    found = sorted(path.parts[-3] for path in translations.glob("*/LC_MESSAGES/messages.mo"))
    return {code: _own_name(code) for code in (DEFAULT, *found)}


def _own_name(code: str) -> str:
    """`Tiếng Việt`, `English`, `Français`, as its own speakers call it."""
    name = Locale.parse(code, sep="_").get_display_name() or code
    return name[0].upper() + name[1:]


LANGUAGES = languages_in(TRANSLATIONS)
"""Code and own name of each language that the pages can be shown in."""

COOKIE = "language"

WORDS, EASY = "words", "easy"
"""Cookie of a device that chose easy words, and its value (`elibrary/look.py`)."""

KEEP_IN = "X-Keep-In"
"""Header of a device that fetches a page to keep it: without cookies, so that it is nobody's page, and in the
language that the header names. Such a page is not counted as read."""
_KEEP_IN = "HTTP_X_KEEP_IN"

DATE = "dd/MM/yyyy"
"""Day before month in every language: an English reader in this city must not take 10/11 for October."""

_CHOSEN = "elibrary.words"
"""Where a request keeps what it was found to ask for."""

_KEPT = 4096
_GROUPED = 1000
"""From here on languages part the digits of a number, each in its own way."""

blueprint = Blueprint("localisation", __name__)


def _l(text: str) -> str:
    """A label of a form, translated when it is shown, not when the form's class is made."""
    return cast(str, lazy_gettext(text))


def chosen_language() -> str:
    """The language that this device chose, else Vietnamese, whatever the browser prefers.

    Most phones here are sold with English set by people who never chose it.
    """
    if not has_request_context():
        return DEFAULT
    cookies = request.cookies
    # Asked first: a missing key costs an exception.
    chosen = cookies[COOKIE] if COOKIE in cookies else request.environ.get(_KEEP_IN, DEFAULT)
    return chosen if chosen in LANGUAGES else DEFAULT


def chosen_words() -> str:
    """The language of the page, and whether in easy words: what its texts are looked up by."""
    if not has_request_context():
        return DEFAULT
    environ = request.environ
    known: str | None = environ.get(_CHOSEN)  # a page asks a hundred times
    if known is None:
        known = environ[_CHOSEN] = _words_of_request()
    return known


def _words_of_request() -> str:
    easy = WORDS in request.cookies and request.cookies[WORDS] == EASY
    return f"{chosen_language()} {EASY}" if easy else chosen_language()


@cache
def _catalogue(words: str) -> NullTranslations:
    language, _, easy = words.partition(" ")
    found = Translations.load(TRANSLATIONS, [language])
    if not easy:
        return found
    above = _EasyWords(language)
    above.add_fallback(found)
    return above


class _EasyWords(NullTranslations):
    """The texts of `translations/easy.toml` in one language; what is not there comes from the catalogue."""

    def __init__(self, language: str) -> None:
        super().__init__()
        said = tomllib.loads((TRANSLATIONS / "easy.toml").read_text(encoding="utf-8"))
        self._texts = {text: words[language] for text, words in said.items() if language in words}

    def gettext(self, message: str) -> str:
        """The easy text, else the usual one."""
        return self._texts.get(message) or str(super().gettext(message))


def translated(text: str) -> str:
    """A text of ours in the language of the page."""
    return _catalogue(chosen_words()).gettext(text)


@lru_cache(maxsize=_KEPT)
def _text(words: str, text: str) -> Markup:
    """Texts of templates are ours, so they may hold markup."""
    return Markup(_catalogue(words).gettext(text))  # noqa: S704


def _gettext(text: str, /, **values: object) -> Markup:
    """`_` of templates, with the rules of Jinja's "newstyle": every text is a format, values are escaped.

    A page asks a hundred times; Flask-Babel and Jinja would look up the language anew each time.
    """
    found = _text(chosen_words(), text)
    return found % values if values or "%" in found else found


def _ngettext(one: str, many: str, count: int, /, **values: object) -> Markup:
    found = Markup(_catalogue(chosen_words()).ngettext(one, many, count))  # noqa: S704 - as above
    return found % {"num": count, **values}


@lru_cache(maxsize=_KEPT)
def _number(value: float, language: str) -> str:
    return format_decimal(value, locale=language)


def number(value: float) -> str:
    """A number as the page's language writes it; small whole ones look the same in all of them."""
    if type(value) is int and 0 <= value < _GROUPED:
        return str(value)
    return _number(value, chosen_language())


@blueprint.get("/language/<code>")
@allowed("read", "Site")
def choose(code: str) -> ResponseReturnValue:
    """Keep the language on this device and go back to the page."""
    if code not in LANGUAGES:
        raise NotFound
    response = redirect(own_path(request.args.get("next", "")) or url_for("home.index"))
    response.set_cookie(
        COOKIE, code, max_age=timedelta(days=730), httponly=True, samesite="Lax", secure=config().https
    )
    return response


def init_app(app: Flask) -> None:
    """Bind Babel to the application and give templates what they need of the language."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    babel.init_app(
        app,
        default_locale=DEFAULT,
        locale_selector=chosen_language,
        timezone_selector=lambda: config().timezone,
    )
    babel.date_formats = babel.default_date_formats | {"date.short": DATE, "datetime.short": f"HH:mm {DATE}"}
    app.jinja_env.filters["numberformat"] = number
    app.jinja_env.globals.update({"_": _gettext, "gettext": _gettext, "ngettext": _ngettext})
    app.jinja_env.globals["languages"] = LANGUAGES
    app.context_processor(lambda: {"page_language": str(get_locale() or DEFAULT)})
    app.register_blueprint(blueprint)
