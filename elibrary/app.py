"""The application: wiring only."""

import os
import tempfile
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask.wrappers import Request
from werkzeug.middleware.proxy_fix import ProxyFix

from catalog.database import prepare
from catalog.search import register
from catalog.search.engines import engine_in
from elibrary import (
    assets,
    audience,
    browse,
    cataloguing,
    compression,
    errors,
    lists,
    localisation,
    look,
    pages,
    patrons,
    security,
    statistics,
)
from elibrary.accounts import views as accounts
from elibrary.api import views as api
from elibrary.centre import views as centre
from elibrary.config import Config
from elibrary.extensions import csrf, db, limiter, login, migrate
from elibrary.help import views as help_pages
from elibrary.home import views as home
from elibrary.listening import views as listening
from elibrary.my_shelf import page_parts as shelf_parts
from elibrary.my_shelf import views as my_shelf
from elibrary.offline import kept_for
from elibrary.offline import views as offline
from elibrary.paths import MIGRATIONS, STATIC, TEMPLATES
from elibrary.patrons import session as patron_session
from elibrary.rate_limits import SCHEME
from elibrary.reading import views as reading
from media.incoming import Incoming
from media.store import FileStore

FEATURES = (
    centre,
    help_pages,
    offline,
    accounts,
    patrons,
    browse,
    lists,
    reading,
    listening,
    my_shelf,
    home,
    cataloguing,
    statistics,
    api,
)
"""In the order of their layers (pyproject.toml, import-linter)."""

PARTS = (assets, errors, kept_for, localisation, look, pages, patron_session, shelf_parts, statistics)
"""What every page shares."""


class LibraryJson(DefaultJSONProvider):
    """JSON that is nested deeper than Python can follow is no JSON, rather than an error of ours."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """The value. Raises ValueError."""
        try:
            return super().loads(s, **kwargs)
        except RecursionError as error:
            raise ValueError("nested too deep") from error


class LibraryRequest(Request):
    """Uploads are spooled into the data folder: nothing is written anywhere else."""

    max_form_parts = 2000
    max_form_memory_size = 2 * 1024 * 1024


def create_app(config: Config | None = None) -> Flask:
    """The library with these settings, or with those of the environment."""
    config = config or Config.from_environment(os.environ)
    app = Flask("elibrary", static_folder=str(STATIC), template_folder=str(TEMPLATES))
    app.request_class = LibraryRequest
    app.json = LibraryJson(app)
    _configure(app, config)
    compression.init_app(app)  # first, so that it runs after all others
    security.init_app(app)  # before CSRF, which reads the whole body of a request
    _bind_extensions(app, config)
    for part in (
        assets,
        errors,
        kept_for,
        localisation,
        look,
        pages,
        patron_session,
        shelf_parts,
        statistics,
    ):
        part.init_app(app)
    for feature in FEATURES:
        app.register_blueprint(feature.blueprint)
    return app


def _configure(app: Flask, config: Config) -> None:
    config.data.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds the staff's password hashes
    config.incoming.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(config.incoming.resolve())
    app.extensions["elibrary_config"] = config
    app.config.update(
        SECRET_KEY=config.secret_key(),
        SQLALCHEMY_DATABASE_URI=config.database,
        MAX_CONTENT_LENGTH=config.max_upload,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.https,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a librarian's form may stay open all day
        WTF_CSRF_SSL_STRICT=False,  # the SameSite cookie and the token guard; phones strip referrers
        RATELIMIT_STORAGE_URI=SCHEME,
        RATELIMIT_STORAGE_OPTIONS={"file": config.limits, "secret": config.secret_key()},
    )
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _bind_extensions(app: Flask, config: Config) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(MIGRATIONS))
    login.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    register()
    audience.register()
    app.extensions["elibrary_store"] = FileStore(config.files)
    app.extensions["elibrary_incoming"] = Incoming(config.incoming)
    app.extensions["elibrary_search"] = engine_in(config.search, config.index)
    with app.app_context():
        prepare(db.engine)
