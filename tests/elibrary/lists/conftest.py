"""What the tests of the reading lists share."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from elibrary import audience
from elibrary.accounts.models import Account
from tests.conftest import Visitor


@pytest.fixture
def desk(client: Visitor, librarian: Account) -> Visitor:
    """A librarian's browser, signed in."""
    client.sign_in(librarian)
    return client


@pytest.fixture
def child(session: Session) -> Iterator[None]:
    """A session that shows what fits a reader of twelve."""
    audience.limit(session, 12)
    yield
    audience.limit(session, None)
