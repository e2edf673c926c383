"""A real engine in a folder of its own, a real database in a file, and a short way to search."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

import catalog.models  # noqa: F401 - registers the tables
from catalog.base import Base
from catalog.models.record import Record
from catalog.search import SearchRequest, parse, register
from catalog.search.whoosh import WhooshEngine

Find = Callable[..., list[int]]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[WhooshEngine]:
    """An engine whose index is empty."""
    engine = WhooshEngine(tmp_path / "index")
    engine.rebuild([])
    yield engine
    engine.close()


@pytest.fixture
def find(index: WhooshEngine) -> Find:
    """Ids for a text as typed, in order."""

    def find(text: str, **request: Any) -> list[int]:
        return list(index.search(SearchRequest(query=parse(text), **request)).ids)

    return find


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    """An empty catalogue whose changes go to the outbox."""
    register()
    engine = create_engine(f"sqlite:///{tmp_path / 'library.db'}")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(database: Engine) -> Iterator[Session]:
    """A session of the empty catalogue."""
    with Session(database) as session:
        yield session


@pytest.fixture
def add(session: Session) -> Callable[..., Record]:
    """Add and commit a record with this title and these columns."""

    def add(title: str, **columns: Any) -> Record:
        record = Record(title=title, work_key="w", edition_key="e", sort_title=title, **columns)
        session.add(record)
        session.commit()
        return record

    return add
