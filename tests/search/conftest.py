"""A real engine in a folder of its own, a real database in a file, and a short way to search.

What a test says of the fixtures `index`, `find` or `engine_at` is the contract of every engine: it runs once
for each.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

import catalog.models  # noqa: F401 - registers the tables
from catalog.base import Base
from catalog.database import prepare
from catalog.models.record import Record
from catalog.search import SearchEngine, SearchRequest, parse, register
from catalog.search.engines import ENGINES, engine_in

Find = Callable[..., list[int]]
EngineAt = Callable[[Path], SearchEngine]


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """The embedded engine, then tantivy where it is installed."""
    if request.param == "tantivy":
        pytest.importorskip("tantivy")
    return str(request.param)


@pytest.fixture
def engine_at(engine_name: str) -> EngineAt:
    """Opens an engine in a folder."""
    return partial(engine_in, engine_name)


@pytest.fixture
def index(engine_at: EngineAt, tmp_path: Path) -> Iterator[SearchEngine]:
    """An engine whose index is empty."""
    engine = engine_at(tmp_path / "index")
    engine.rebuild([])
    yield engine
    engine.close()


@pytest.fixture
def find(index: SearchEngine) -> Find:
    """Ids for a text as typed, in order."""

    def find(text: str, **request: Any) -> list[int]:
        return list(index.search(SearchRequest(query=parse(text), **request)).ids)

    return find


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    """An empty catalogue whose changes go to the outbox."""
    register()
    engine = create_engine(f"sqlite:///{tmp_path / 'library.db'}")
    prepare(engine)
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
