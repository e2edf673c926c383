"""The migrations make exactly the tables that the models describe."""

from collections.abc import Iterator

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect

from catalog.base import Base
from elibrary.app import create_app
from elibrary.config import Config
from elibrary.extensions import db


@pytest.fixture
def empty(config: Config) -> Iterator[Flask]:
    """An application whose database has no table yet."""
    app = create_app(config)
    with app.app_context():
        yield app
        db.engine.dispose()


def test_models_and_migrations_agree(empty: Flask) -> None:
    flask_migrate.upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_an_upgrade_can_be_taken_back(empty: Flask) -> None:
    flask_migrate.upgrade()
    flask_migrate.downgrade(revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
