"""A real database and a way to import lines of text as a file."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

import catalog.models  # noqa: F401 - registers the tables
from catalog.base import Base
from catalog.database import prepare
from catalog.importing import Outcome, import_file
from catalog.search import outbox

NOW = datetime(2026, 9, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session on a new database file, with the outbox at work."""
    outbox.register()
    engine = create_engine(f"sqlite:///{tmp_path / 'library.db'}")
    prepare(engine)
    Base.metadata.create_all(engine)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def take_in(session: Session, tmp_path: Path) -> Callable[..., Sequence[Outcome]]:
    """Import a text (or the file at a path) and commit."""

    def run(source: str | Path, **options: object) -> Sequence[Outcome]:
        path = source
        if isinstance(source, str):
            path = tmp_path / "books.csv"
            path.write_text(source, encoding="utf-8")
        return list(import_file(session, path, **{"now": NOW, "commit": session.commit, **options}))

    return run
