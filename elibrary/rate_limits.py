"""Where the rate limits count: one small file that all processes share, so that a limit means what it says.

It is a database of its own beside the library's: an import may hold that one's only writer for a minute, and
nobody who signs in should wait for it. Nothing readable is kept: keys (an address, a sign-in name) are hashed
with the library's secret, and rows go when their time is over.
"""

import time
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from limits.storage import Storage
from sqlalchemy import (
    Column,
    Engine,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    create_engine,
    delete,
    select,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateTable

from catalog.database import prepare

SCHEME = "library://"
"""By which Flask-Limiter finds the class below."""

_hits = Table(
    "hits",
    MetaData(),
    Column("key", LargeBinary(16), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("ends", Float, nullable=False),  # seconds since 1970
    sqlite_with_rowid=False,
)


class SharedCounts(Storage):
    """Fixed windows for Flask-Limiter: how often a key was hit until its window ends."""

    STORAGE_SCHEME = ["library"]  # noqa: RUF012 - so the package's registry reads it
    base_exceptions = SQLAlchemyError

    def __init__(self, _uri: str | None = None, *, file: Path, secret: str, **_options: object) -> None:
        super().__init__()
        self._file = file
        self._secret = secret.encode()[:64]

    @cached_property
    def _engine(self) -> Engine:
        """Opened when first needed: after the processes have been made, which may not share it."""
        engine = create_engine(f"sqlite:///{self._file.resolve()}")
        prepare(engine)
        with engine.begin() as connection:
            connection.execute(CreateTable(_hits, if_not_exists=True))
        return engine

    def _hashed(self, key: str) -> bytes:
        return blake2b(key.encode(), key=self._secret, digest_size=16).digest()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add hits and return how many there are; the first one opens a window of `expiry` seconds."""
        now = time.time()
        more = insert(_hits).values(key=self._hashed(key), count=amount, ends=now + expiry)
        more = more.on_conflict_do_update(index_elements=["key"], set_={"count": _hits.c.count + amount})
        with self._engine.begin() as connection:
            connection.execute(delete(_hits).where(_hits.c.ends <= now))
            counted: int = connection.execute(more.returning(_hits.c.count)).scalar_one()
        return counted

    def _window(self, key: str) -> tuple[int, float]:
        now = time.time()
        open_now = select(_hits.c.count, _hits.c.ends).where(
            _hits.c.key == self._hashed(key), _hits.c.ends > now
        )
        with self._engine.connect() as connection:
            found = connection.execute(open_now).one_or_none()
        return (found[0], found[1]) if found else (0, now)

    def get(self, key: str) -> int:
        """How many hits there are."""
        return self._window(key)[0]

    def get_expiry(self, key: str) -> float:
        """When the window ends, in seconds since 1970; now where there is none."""
        return self._window(key)[1]

    def check(self) -> bool:
        """Whether the file can be read."""
        try:
            self.get("")
        except SQLAlchemyError:
            return False
        return True

    def reset(self) -> int:
        """Forget everything; return how many keys there were."""
        with self._engine.begin() as connection:
            return connection.execute(delete(_hits)).rowcount

    def clear(self, key: str) -> None:
        """Forget one key."""
        with self._engine.begin() as connection:
            connection.execute(delete(_hits).where(_hits.c.key == self._hashed(key)))
