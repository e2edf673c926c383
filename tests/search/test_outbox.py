"""Every change reaches the index, and nothing else is needed for it."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, delete, update
from sqlalchemy.orm import Session

from catalog.models import Contributor, Copy, Location, Record, Subject
from catalog.search import SearchEngine, SearchRequest, check, drain, parse, rebuild, touch, waiting
from tests.search.conftest import EngineAt, Find

Add = Callable[..., Record]


def test_new_changed_and_deleted_records(
    database: Engine, session: Session, index: SearchEngine, find: Find, add: Add
) -> None:
    record = add("Số đỏ")
    assert find("số đỏ") == []
    assert drain(database, index) == 1
    assert find("số đỏ") == [record.id]
    record.title = "Giông tố"
    record.contributors = [Contributor(position=0, name="Vũ Trọng Phụng", folded="vu trong phung")]
    session.commit()
    drain(database, index)
    assert (find("số đỏ"), find("giông tố vũ trọng phụng")) == ([], [record.id])
    session.delete(record)
    session.commit()
    drain(database, index)
    assert find("") == []
    assert waiting(session) == 0
    assert check(database, index).agrees


def test_what_hangs_on_a_record_counts_as_the_record(
    database: Engine, session: Session, index: SearchEngine, find: Find, add: Add
) -> None:
    record = add("Số đỏ")
    copy = Copy(record=record, barcode="B7", location=Location(name="Kho mở"))
    session.add_all([copy, Subject(record=record, position=0, term="Tiểu thuyết")])
    session.commit()
    drain(database, index)
    assert find("B7") == find("chủ đề:tiểu thuyết") == [record.id]
    assert copy.location
    copy.location.name = "Kho đọc"
    session.commit()
    drain(database, index)
    assert check(database, index).agrees
    found = index.search(SearchRequest(query=parse("số đỏ")))
    assert list(found.facets["location"]) == [("Kho đọc", 1)]


def test_changes_that_are_rolled_back_leave_no_row(session: Session) -> None:
    session.add(Record(title="Không", work_key="w", edition_key="e", sort_title="K"))
    session.flush()
    session.rollback()
    assert waiting(session) == 0


def test_bulk_changes_are_announced_by_the_one_who_makes_them(
    database: Engine, session: Session, index: SearchEngine, add: Add
) -> None:
    record = add("Số đỏ")
    drain(database, index)
    session.execute(update(Record).values(popularity=5), execution_options={"synchronize_session": False})
    touch(session, [record.id, record.id])
    session.commit()
    assert waiting(session) == 1
    drain(database, index)
    assert check(database, index).agrees


def test_an_index_that_cannot_be_used_is_rebuilt_by_the_drain(
    database: Engine, session: Session, engine_at: EngineAt, tmp_path: Path, add: Add
) -> None:
    add("Số đỏ")
    index = engine_at(tmp_path / "elsewhere")
    assert drain(database, index) == 1
    assert check(database, index).agrees
    (tmp_path / "elsewhere" / "live.json").write_text("?")
    assert drain(database, index) == 0
    assert check(database, index).agrees
    index.close()


def test_check_counts_what_is_amiss(
    database: Engine, session: Session, index: SearchEngine, add: Add
) -> None:
    changed, gone, kept = add("Một"), add("Hai"), add("Ba")
    drain(database, index)
    session.execute(update(Record).where(Record.id == changed.id).values(title="Khác"))
    session.execute(delete(Record).where(Record.id == gone.id))
    session.commit()
    found = check(database, index)
    assert (found.records, found.indexed, found.missing, found.stale) == (2, 3, 1, 1)
    rebuild(database, index)
    assert check(database, index).agrees
    assert sorted(index.indexed()) == [changed.id, kept.id]
