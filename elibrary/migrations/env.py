"""Alembic's entry: migrates the database of the running application (called through Flask-Migrate)."""

from typing import Literal

from alembic import context
from filelock import FileLock
from flask import current_app
from sqlalchemy import Connection, Engine

import elibrary.accounts.models
import elibrary.centre.models
import elibrary.my_shelf.models
import elibrary.patrons.models
import elibrary.statistics.models  # noqa: F401 - registers the tables
from catalog.base import Base, UtcDateTime
from elibrary.extensions import config


def _plainly(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own column types as the database knows them: a migration must not import today's code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def _engine() -> Engine:
    engine: Engine = current_app.extensions["migrate"].db.engine
    return engine


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        render_item=_plainly,
        render_as_batch=True,  # SQLite changes a table by copying it
    )
    with context.begin_transaction():
        context.run_migrations()


with FileLock(config().starting), _engine().connect() as connection:
    _migrate(connection)
