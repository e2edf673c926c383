"""Joins the database and the search index: who drains the outbox, and when."""

from catalog.search import drain
from elibrary.extensions import db, search_engine


def catch_up() -> int:
    """Bring the index up to date with the database and return how many records were indexed anew."""
    return drain(db.engine, search_engine())
