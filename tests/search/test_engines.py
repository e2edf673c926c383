"""The engine that the settings name."""

from pathlib import Path

import pytest
from flask import Flask

from catalog.search import Document, IndexUnusable
from catalog.search.engines import EngineUnavailable, engine_in
from elibrary.app import create_app
from elibrary.config import Config
from elibrary.extensions import search_engine
from tests.search.conftest import EngineAt


def test_an_unknown_engine_is_refused_with_the_names_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match=r"elastic.*whoosh, tantivy"):
        engine_in("elastic", tmp_path)


def test_an_index_of_the_other_engine_is_made_anew(
    engine_at: EngineAt, engine_name: str, tmp_path: Path
) -> None:
    pytest.importorskip("tantivy")
    other = engine_in("tantivy" if engine_name == "whoosh" else "whoosh", tmp_path)
    other.rebuild([Document(id=1, title="Số đỏ")])
    other.close()
    engine = engine_at(tmp_path)
    with pytest.raises(IndexUnusable):
        engine.health()
    engine.rebuild([Document(id=2, title="Tắt đèn")])
    assert list(engine.indexed()) == [2]
    engine.close()


def test_the_application_uses_the_engine_of_its_settings(engine_name: str, tmp_path: Path) -> None:
    app: Flask = create_app(Config(data=tmp_path, search=engine_name))
    with app.app_context():
        assert type(search_engine()).__name__.lower() == f"{engine_name}engine"
