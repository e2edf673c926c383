"""For every feature: a library with one title in all three forms, and a count of SQL statements."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from catalog.models import Record
from elibrary.extensions import db
from tests import factories
from tests.elibrary.browse.makers import add_audiobook, add_digital


@pytest.fixture
def kieu(session: Session) -> Record:
    """Truyện Kiều on paper, as a digital book and as an audiobook."""
    record = factories.record(session, subjects=("Thơ Việt Nam",), year_printed="2015")
    factories.copy(session, record, accession_number="P13.1001", call_number="895.922 NG-D")
    add_digital(session, record, "Trăm năm trong cõi người ta", "Thanh minh trong tiết tháng ba")
    add_audiobook(session, record)
    return record


@pytest.fixture
def statements() -> Callable[[], AbstractContextManager[list[str]]]:
    """`with statements() as sent:` collects the SQL that is sent meanwhile."""

    @contextmanager
    def watch() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            sent.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return watch
