"""A file that comes again changes nothing; a file that changed changes what was asked for."""

import pytest
from sqlalchemy import delete, func, select

from catalog import services
from catalog.importing import Change, OnMatch
from catalog.models import Copy, OutboxEntry, Record
from tests.importing.conftest import NOW

FILE = (
    "title,authors,year,barcode,location\n"
    "Một,Ai,1990,1,A\nMột,Ai,1990,2,A\nMột,Ai,1990,2,A\nHai,Ai,199-,,B\nHai,Ai,199-,,B\n"
)


@pytest.mark.parametrize("on_match", [OnMatch.UPDATE, OnMatch.SKIP])
def test_the_same_file_again_changes_nothing(take_in, session, on_match):
    take_in(FILE)
    session.execute(delete(OutboxEntry))
    session.commit()
    outcomes = take_in(FILE, on_match=on_match)
    assert {outcome.status for outcome in outcomes} == {"unchanged"}
    assert session.scalar(select(func.count(Copy.id))) == 5
    assert session.scalars(select(OutboxEntry)).all() == []


def test_what_a_librarian_corrected_is_not_taken_back_by_the_old_file(take_in, session):
    take_in(FILE)
    record = session.scalars(select(Record).where(Record.title == "Một")).one()
    number = record.id
    services.fill(session, record, services.RecordValues(title="Một (đã sửa)"), now=NOW)
    session.commit()
    outcomes = take_in(FILE)
    assert {outcome.record for outcome in outcomes} == {Change.UNCHANGED}
    assert session.get(Record, number).title == "Một (đã sửa)"


CHANGED = "title,authors,year,publisher,barcode,location,summary\nMột,Ai,1990,,1,Kho mới,Tóm tắt\n"


def test_update_takes_over_what_the_new_file_says(take_in, session):
    take_in(FILE)
    (outcome,) = take_in(CHANGED, on_match=OnMatch.UPDATE)
    assert (outcome.record, outcome.copies) == (Change.UPDATED, (Change.UPDATED,))
    record = session.get(Record, outcome.record_id)
    assert (record.summary, record.copies[0].location.name, len(record.copies)) == ("Tóm tắt", "Kho mới", 3)


def test_skip_leaves_record_and_copies_alone(take_in, session):
    take_in(FILE)
    (outcome,) = take_in(CHANGED, on_match=OnMatch.SKIP)
    assert outcome.status == "unchanged"
    assert session.get(Record, outcome.record_id).summary == ""


def test_add_makes_another_record(take_in, session):
    take_in(FILE)
    (outcome,) = take_in(CHANGED, on_match=OnMatch.ADD)
    assert outcome.status == "new"
    assert session.scalar(select(func.count(Record.id)).where(Record.title == "Một")) == 2


def test_a_trial_run_keeps_nothing_and_tells_the_same(take_in, session):
    trial = take_in(FILE, commit=session.flush)
    session.rollback()
    assert session.scalar(select(func.count(Record.id))) == 0
    assert [outcome.status for outcome in take_in(FILE)] == [outcome.status for outcome in trial]


def test_a_broken_off_import_is_completed_by_the_next(take_in, session, tmp_path):
    take_in(FILE[: FILE.index("Hai")])
    outcomes = take_in(FILE)
    assert [outcome.status for outcome in outcomes] == ["unchanged"] * 3 + ["new", "copy added"]
    assert session.scalar(select(func.count(Copy.id))) == 5
