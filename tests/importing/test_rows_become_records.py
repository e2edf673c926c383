"""Rows become records and copies; what is odd is told and nothing of it is lost."""

import json

from sqlalchemy import select

from catalog.importing import Change, Summary
from catalog.models import Copy, Record, Role, Source

HEAD = "Nhan đề,Tác giả,Năm,ĐKCB,Kho,CSPL\n"


def test_a_row_becomes_a_record_with_a_copy_and_is_kept_whole(take_in, session):
    (outcome,) = take_in(
        "Nhan đề,Tác giả,Năm,ĐKCB,Kho,CSPL,Ghi chú\nSố đỏ,Vũ Trọng Phụng,1936.,VN1,Kho A,895 VU-P,mới\n"
    )
    record = session.get(Record, outcome.record_id)
    assert (record.title, record.year, record.ddc, record.call_number) == ("Số đỏ", 1936, "895", "895 VU-P")
    assert [(c.name, c.role) for c in record.contributors] == [("Vũ Trọng Phụng", Role.AUTHOR)]
    (copy,) = record.copies
    assert (copy.barcode, copy.accession_number, copy.location.name) == ("VN1", "VN1", "Kho A")
    (source,) = record.sources
    assert (source.number, source.copy_id, source.file_name) == (2, copy.id, "books.csv")
    assert json.loads(source.content)["Ghi chú"] == "mới"


def test_rows_that_are_copies_of_one_title_become_copies_of_one_record(take_in, session):
    outcomes = take_in(HEAD + "Số đỏ,Vũ Trọng Phụng,1936,1,A,\nSỐ ĐỎ ,Vũ Trọng Phụng,1936.,2,A,895.922\n")
    assert [outcome.status for outcome in outcomes] == ["new", "copy added"]
    record = session.scalars(select(Record)).one()
    assert record.title == "Số đỏ"
    assert record.ddc == "895.922"  # the gap that the first row left
    assert [copy.barcode for copy in record.copies] == ["1", "2"]


def test_another_year_or_volume_is_another_record(take_in, session):
    take_in("title,year,volume\nA,1990,\nA,1991,\nA,1991,T. 1\nA,1991,T.01\n")
    assert [(r.year, r.volume) for r in session.scalars(select(Record))] == [
        (1990, ""),
        (1991, ""),
        (1991, "T. 1"),
    ]


def test_a_row_without_title_is_refused_and_the_others_go_in(take_in, session):
    outcomes = take_in(HEAD + " ,Ai đó,1990,7,A,\nSố đỏ,,,8,A,\n")
    assert [(outcome.number, outcome.status) for outcome in outcomes] == [(2, "refused"), (3, "new")]
    assert "nhan đề" in str(outcomes[0].notes[0])
    assert [copy.barcode for copy in session.scalars(select(Copy))] == ["8"]


def test_a_repeated_barcode_keeps_its_row_and_names_the_first(take_in, session):
    outcomes = take_in(HEAD + "Một,,,77,A,\nHai,,,77,A,\n")
    first, second = session.scalars(select(Copy).order_by(Copy.id))
    assert (first.barcode, second.barcode, second.accession_number) == ("77", None, "77")
    assert "77 đã có ở dòng 2" in str(outcomes[1].notes[0])


def test_a_barcode_that_the_library_has_elsewhere_is_told_by_title(take_in, session):
    take_in(HEAD + "Một,,,77,A,\n")
    (outcome,) = take_in(HEAD + "Hai,,,77,A,\n")
    assert "đã dùng cho “Một”" in str(outcome.notes[0])
    assert session.scalars(select(Copy.barcode).order_by(Copy.id)).all() == ["77", None]


def test_several_barcodes_in_one_cell_are_several_copies(take_in, session):
    (outcome,) = take_in(HEAD + "Một,,,1; 2;3,A,\n")
    assert outcome.copies == (Change.NEW,) * 3
    assert session.scalars(select(Copy.barcode)).all() == ["1", "2", "3"]


def test_exact_repetitions_without_copy_data_are_told_and_not_kept(take_in, session):
    outcomes = take_in("title,authors\nMột,Ai\nMột,Ai\n")
    assert [outcome.status for outcome in outcomes] == ["new", "unchanged"]
    assert "dòng 2" in str(outcomes[1].notes[0])
    assert len(session.scalars(select(Source)).all()) == 1


def test_identical_rows_with_a_place_are_two_copies(take_in, session):
    take_in("title,location\nMột,Kho A\nMột,Kho A\n")
    assert len(session.scalars(select(Copy)).all()) == 2


def test_letters_are_composed_and_overlong_titles_cut_with_a_note(take_in, session):
    outcomes = take_in("title\nTruye\u0323\u0302n\n" + "x" * 3000 + "\n")
    assert [len(outcome.notes) for outcome in outcomes] == [1, 1]
    short, long = session.scalars(select(Record).order_by(Record.id))
    assert short.title == "Truyện"
    assert len(long.title) == 2000
    assert len(json.loads(long.sources[0].content)["title"]) == 3000


def test_one_isbn_on_two_different_titles_stays_two_records(take_in, session):
    outcomes = take_in(
        "title,isbn\nTruyện Kiều,9786042082310\nNấu ăn ngon,9786042082310\nTruyện Kiều mới,9786042082310\n"
    )
    assert [outcome.status for outcome in outcomes] == ["new", "new", "unchanged"] or outcomes[
        2
    ].status == "updated"
    assert outcomes[2].record_id == outcomes[0].record_id
    assert "9786042082310" in str(outcomes[1].notes[0])


def test_every_row_is_in_the_sums(take_in):
    summary = Summary()
    for outcome in take_in(HEAD + "Một,,,1,A,\nMột,,,2,A,\n,,,3,A,\nHai,,C,1,A,\n"):
        summary.add(outcome)
    assert summary.as_json(1.234) == {
        "read": 4,
        "records": {"new": 2, "updated": 0, "unchanged": 1},
        "copies": {"new": 3, "updated": 0, "unchanged": 0},
        "refused": 1,
        "warnings": 1,
        "seconds": 1.23,
    }
