"""Fixtures that every test may use: a real application on a fresh data folder, people, the real inputs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from elibrary.accounts.models import Account
from elibrary.app import create_app
from elibrary.config import Config
from elibrary.extensions import db
from elibrary.indexing import catch_up
from elibrary.patrons.models import Patron
from elibrary.permissions import StaffRole
from tests import factories

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
PASSWORD = "dung-de-thu-nghiem"
PIN = factories.PIN
BROWSER = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real inputs beside the checkout; the test is skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("the real inputs (../shared/data) are not here")
    return SHARED


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Settings of a library in a folder of its own."""
    return Config(data=tmp_path / "data")


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """The real application; CSRF tokens are left out here and tested in their own file."""
    app = create_app(config)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    app.test_client_class = Visitor
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Session:
    """The database session of the application."""
    return db.session


class Visitor(FlaskClient):
    """Somebody with a browser."""

    def open(self, *args: object, **kwargs: object):  # type: ignore[no-untyped-def, override]
        """Ask for a page as a person's browser does."""
        self.environ_base.setdefault("HTTP_USER_AGENT", BROWSER)
        for name in list(g):  # the test's application context outlives a request: who signed in must not
            g.pop(name)
        return super().open(*args, **kwargs)  # type: ignore[arg-type]

    def sign_in(self, account: Account) -> None:
        """Sign in by the real page."""
        answer = self.post("/account/sign-in", data={"login": account.login, "password": PASSWORD})
        assert answer.status_code == 302, answer.text

    def sign_in_card(self, patron: Patron, *, trusted: bool = False) -> None:
        """Sign in with a card by the real page; a child's profile is opened from its parent's card."""
        card = patron.card_number or (patron.parent and patron.parent.card_number)
        sent = {"card": card, "pin": PIN, "trusted": "1" if trusted else ""}
        answer = self.post("/account/card", data=sent)
        assert answer.status_code == 302, answer.text
        if patron.parent_id is not None:
            answer = self.post(f"/account/family/{patron.id}/open")
            assert answer.status_code == 302, answer.text


@pytest.fixture
def client(app: Flask) -> Visitor:
    """A resident's browser, not signed in."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def librarian(session: Session) -> Account:
    """A librarian with the password PASSWORD."""
    return factories.account(session, "thuthu", StaffRole.LIBRARIAN, PASSWORD)


@pytest.fixture
def administrator(session: Session) -> Account:
    """An administrator with the password PASSWORD."""
    return factories.account(session, "quantri", StaffRole.ADMINISTRATOR, PASSWORD)


@pytest.fixture
def patron(session: Session) -> Patron:
    """A resident with a library card and the PIN `factories.PIN`."""
    return factories.patron(session)


@pytest.fixture
def child(session: Session, patron: Patron) -> Patron:
    """The profile of that resident's child of nine."""
    return factories.patron(session, "Bé Na", parent=patron, reading_age=9)


@pytest.fixture
def indexed(app: Flask):  # type: ignore[no-untyped-def]
    """Call it to bring the search index up to date with what the test has saved."""
    return catch_up
