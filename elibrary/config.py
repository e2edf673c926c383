"""Settings: one frozen value, read once from ELIBRARY_* variables."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

from filelock import FileLock

MIB = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Config:
    """Everything an administrator can set. Field `x` is read from `ELIBRARY_X`; the README lists them all."""

    data: Path = Path("data")
    """The folder that holds everything the centre must keep."""
    database_url: str = ""
    """SQLAlchemy URL; empty: SQLite in the data folder."""
    base_url: str = ""
    """Address that residents' phones reach, printed in QR symbols; empty: the address of the request."""
    search: str = "whoosh"
    """The search engine: whoosh, or tantivy (`elibrary[tantivy]`) for more than 150,000 records."""
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 4
    """Pages that one process works on at once; listeners hold none of them."""
    processes: int = 0
    """Processes that serve, each with the index in its memory; 0: one for each core, at most two."""
    max_upload_mb: int = 1024
    """Largest file that is taken in, in MiB."""
    trusted_proxies: int = 0
    """How many reverse proxies stand in front; 0: forwarded headers are not believed."""
    https: bool = False
    """The site is reached by HTTPS only: cookies are marked Secure and browsers told to insist."""
    timezone: str = "Asia/Ho_Chi_Minh"
    """By which the days of the counts begin and times are shown."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read the settings. Raises BadSetting for an unknown variable or a value of the wrong kind."""
        kinds = {field.name: field.type for field in fields(cls)}
        given: dict[str, object] = {}
        for variable, text in environment.items():
            name = variable.removeprefix("ELIBRARY_").lower()
            if variable.startswith("ELIBRARY_"):
                if name not in kinds:
                    raise BadSetting(variable, "no such setting")
                given[name] = _read(variable, text, kinds[name])
        return cls(**given)  # type: ignore[arg-type]  # checked by _read against the field's own type

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in use."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'elibrary.sqlite3'}"

    @property
    def files(self) -> Path:
        """Root of the content-addressed store."""
        return self.data / "files"

    @property
    def index(self) -> Path:
        """Folder of the search index; may be deleted, it is rebuilt."""
        return self.data / "index"

    @property
    def incoming(self) -> Path:
        """Where uploads lie until they are whole."""
        return self.data / "incoming"

    @property
    def cache(self) -> Path:
        """Rendered pages and scaled covers; may be deleted at any time."""
        return self.data / "cache"

    @property
    def limits(self) -> Path:
        """What the rate limits count; may be deleted while nothing serves."""
        return self.data / "limits.sqlite3"

    @property
    def starting(self) -> Path:
        """Locked by the process that makes something which every other needs: the key, the tables."""
        return self.data / "starting.lock"

    @property
    def max_upload(self) -> int:
        """Largest upload in bytes."""
        return self.max_upload_mb * MIB

    @property
    def serving_processes(self) -> int:
        """How many processes serve. A centre's PC has other work: more than two only if somebody says so."""
        return self.processes or min(_cores(), 2)

    def secret_key(self) -> str:
        """The key that signs sessions, made on first use and readable by the owner only."""
        path = self.data / "secret_key"
        self.data.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            with FileLock(self.starting):
                if not path.exists():
                    _write_secret(path)
        return path.read_text()


class BadSetting(ValueError):
    """An ELIBRARY_* variable that cannot be used."""

    def __init__(self, variable: str, reason: str) -> None:
        super().__init__(f"{variable}: {reason}")


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _write_secret(path: Path) -> None:
    """Under its name the file is whole at once, even if the process is killed here."""
    temporary = path.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    temporary.touch(mode=0o600)
    temporary.write_text(secrets.token_hex(32))
    temporary.replace(path)


def _read(variable: str, text: str, kind: object) -> object:
    if kind is bool:
        if text.lower() in ("1", "true", "yes", "0", "false", "no", ""):
            return text.lower() in ("1", "true", "yes")
        raise BadSetting(variable, "write 1 or 0")
    if kind is int:
        if not text.isdecimal():
            raise BadSetting(variable, "write a whole number")
        return int(text)
    return Path(text) if kind is Path else text
