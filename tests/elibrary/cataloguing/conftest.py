"""What the tests of the workbench share."""

import pytest

from elibrary.accounts.models import Account
from tests.conftest import Visitor


@pytest.fixture
def desk(client: Visitor, librarian: Account) -> Visitor:
    """A librarian's browser, signed in."""
    client.sign_in(librarian)
    return client
