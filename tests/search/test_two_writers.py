"""Two who bring the index up to date at the same time: no change is put back by the slower one."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session

from catalog.database import prepare
from catalog.models import Record
from catalog.search import SearchEngine, SearchRequest, check, drain, parse, rebuild, waiting

Keep = Callable[[Engine, SearchEngine], int]
MOMENT = 1.0
"""Seconds that the slower one lets the quicker one have; who waits for his turn needs them all."""


def _slow(database: Engine, meanwhile: Callable[[], None]) -> Engine:
    """The same database for somebody who, having read a record, is held up while others go on."""
    slow = create_engine(database.url)
    prepare(slow)
    left = [meanwhile]

    def read(_connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if "FROM record " in statement.replace("\n", " ") and "record.title" in statement and left:
            left.pop()()

    event.listen(slow, "after_cursor_execute", read)
    return slow


@pytest.mark.parametrize("keep", [drain, rebuild])
def test_the_slower_one_puts_nothing_back(
    database: Engine, session: Session, index: SearchEngine, add: Callable[..., Record], keep: Keep
) -> None:
    record = add("Cũ")
    quick = threading.Thread(target=drain, args=(database, index))

    def others_go_on() -> None:
        record.title = "Mới"
        session.commit()
        quick.start()
        quick.join(MOMENT)

    keep(_slow(database, others_go_on), index)
    quick.join()
    drain(database, index)
    assert waiting(session) == 0
    assert index.search(SearchRequest(query=parse("mới"))).ids == (record.id,)
    assert check(database, index).agrees


def test_check_is_not_misled_by_people_who_save_meanwhile(
    database: Engine, session: Session, index: SearchEngine, add: Callable[..., Record]
) -> None:
    record = add("Cũ")
    drain(database, index)

    def others_go_on() -> None:
        record.title = "Mới"
        session.add(Record(title="Thêm", work_key="w", edition_key="e", sort_title="T"))
        session.commit()

    assert check(_slow(database, others_go_on), index).agrees
