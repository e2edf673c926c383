"""The one module that knows which database is underneath: connection settings per kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, Executable, String, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from catalog.base import Base

PATIENCE = 15_000
"""Milliseconds that SQLite waits for a busy writer."""


_INSERTS: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def prepare(engine: Engine) -> None:
    """Set what every new connection needs.

    SQLite: write-ahead log (readers do not wait for a writer), foreign keys on, fifteen seconds of patience
    for a busy writer, durable commits at checkpoints (`synchronous=NORMAL` loses no transaction in WAL mode
    when the process is killed), and zeros over what is deleted: what people erase is not left in the file.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)


def take_turn(session: Session) -> None:
    """Let no other process write from now until this transaction ends; waits while another does.

    For work that looks first and then adds what is missing: what it saw stays so until it has written.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(1913)"))
    elif connection.dialect.name == "sqlite" and not _in_transaction(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def write_if_free(session: Session, change: Executable) -> bool:
    """Execute and commit one small change, or leave it while another process writes; whether it was done.

    For what may be written a little later as well: SQLite has one writer, which an import may keep busy.
    Ends the session's transaction, so nothing else may wait in it.
    """
    connection = session.connection()
    waits = connection.dialect.name == "sqlite"
    if waits:
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        session.execute(change)
    except OperationalError:
        done = False
    else:
        done = True
    if waits:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE}")
    session.commit() if done else session.rollback()
    return done


def overwrite_deleted(session: Session) -> None:
    """Let nothing of what has been deleted and committed be left in the database's files.

    SQLite has written zeros over it, but the log beside the file keeps what was written before until it is
    emptied. Somebody who is reading may keep it a while; then the next checkpoint does it.
    """
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE // 10}")
    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE}")
    session.rollback()


def add_up(
    session: Session,
    model: type[Base],
    rows: Sequence[Mapping[str, Any]],
    *,
    key: Sequence[str],
    sums: Sequence[str],
    latest: Sequence[str] = (),
) -> None:
    """Insert each row; if one with its `key` is there, add the `sums` to that one and replace the `latest`.

    One statement for all rows: a busy evening counts a hundred uses a second. `key` must be unique.
    """
    if not rows:
        return
    table = cast(Table, model.__table__)
    connection = session.connection()
    new = _INSERTS[connection.dialect.name](table)
    changed = {name: table.c[name] + new.excluded[name] for name in sums}
    changed |= {name: new.excluded[name] for name in latest}
    connection.execute(new.on_conflict_do_update(index_elements=list(key), set_=changed), list(rows))


def _in_transaction(connection: Connection) -> bool:
    """Whether SQLite has begun one; SQLAlchemy's own begins with the first change only."""
    return bool(getattr(connection.connection.dbapi_connection, "in_transaction", False))


@contextmanager
def trial(session: Session, folder: Path) -> Iterator[Session]:
    """A session on the same data whose changes reach nobody and, however long it lasts, keep nobody waiting.

    SQLite has one writer for the whole database, so there it works on a copy in `folder`; elsewhere it is
    `session` itself, rolled back at the end.
    """
    if session.connection().dialect.name != "sqlite":
        yield session
        session.rollback()
        return
    copy = folder / "trial.sqlite3"
    session.execute(text("VACUUM INTO :copy"), {"copy": str(copy)})
    session.rollback()
    engine = create_engine(f"sqlite:///{copy}")
    prepare(engine)
    with Session(engine) as apart:
        yield apart
    engine.dispose()


class json_rows(FunctionElement[str]):  # noqa: N801 - it stands in queries like a function
    """Aggregate: the rows of these columns as one JSON text: arrays in an array, in no order."""

    type = String()
    inherit_cache = True


@compiles(json_rows, "sqlite")
def _rows_of_sqlite(element: json_rows, compiler: SQLCompiler, **told: Any) -> str:
    return f"json_group_array(json_array({compiler.process(element.clauses, **told)}))"


@compiles(json_rows, "postgresql")
def _rows_of_postgresql(element: json_rows, compiler: SQLCompiler, **told: Any) -> str:
    return f"coalesce(json_agg(json_build_array({compiler.process(element.clauses, **told)})), '[]')::text"


def is_full(error: DBAPIError) -> bool:
    """Whether the database failed because its disk has no room left."""
    return getattr(error.orig, "sqlite_errorname", "") == "SQLITE_FULL"


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        f"busy_timeout={PATIENCE}",
        "synchronous=NORMAL",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
