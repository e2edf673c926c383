"""The application with its limits on, and what the tests of patrons ask of pages."""

from collections.abc import Iterator

import pytest
from flask import Flask

from elibrary.extensions import limiter


@pytest.fixture
def limits(app: Flask) -> Iterator[None]:
    """Guessing is counted, from nothing."""
    limiter.enabled = True
    limiter.reset()
    yield
    limiter.reset()
    limiter.enabled = False
