"""Flask extensions, made once and bound to the application in `app.py`."""

from flask import current_app
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Session

from catalog.base import Base
from catalog.search import SearchEngine
from elibrary.config import Config
from media.incoming import Incoming
from media.store import FileStore


class Database(SQLAlchemy):
    """Flask-SQLAlchemy whose scoped session passes for the plain Session that rules take."""

    session: Session  # type: ignore[assignment]


db = Database(metadata=Base.metadata)
migrate = Migrate()
login = LoginManager()
csrf = CSRFProtect()
babel = Babel()
limiter = Limiter(get_remote_address, headers_enabled=False)


def config() -> Config:
    """The settings of the running application."""
    settings: Config = current_app.extensions["elibrary_config"]
    return settings


def store() -> FileStore:
    """The file store of the running application."""
    files: FileStore = current_app.extensions["elibrary_store"]
    return files


def incoming() -> Incoming:
    """Where the running application puts what is sent until it is in the store."""
    unfinished: Incoming = current_app.extensions["elibrary_incoming"]
    return unfinished


def search_engine() -> SearchEngine:
    """The search engine of the running application."""
    engine: SearchEngine = current_app.extensions["elibrary_search"]
    return engine
