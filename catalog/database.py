"""The one module that knows which database is underneath: connection settings per kind."""

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry


def prepare(engine: Engine) -> None:
    """Set what every new connection needs.

    SQLite: write-ahead log (readers do not wait for a writer), foreign keys on, fifteen seconds of patience
    for a busy writer, and durable commits at checkpoints (`synchronous=NORMAL` loses no transaction in WAL
    mode when the process is killed).
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)


def is_full(error: DBAPIError) -> bool:
    """Whether the database failed because its disk has no room left."""
    return getattr(error.orig, "sqlite_errorname", "") == "SQLITE_FULL"


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "busy_timeout=15000",
        "synchronous=NORMAL",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
