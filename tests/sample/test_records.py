"""The sample's records are sound: facts in their places, nothing twice, every form and kind there."""

import re
import unicodedata
from collections import Counter
from dataclasses import astuple

import pytest
from stdnum import isbn

from elibrary.sample.collection import HERE, SHELVES, SampleRecord, collection

RECORDS = collection()
ROLES = {"author", "translator", "narrator", "editor", "illustrator", "compiler"}
TYPES = {"book", "newspaper", "magazine", "map", "audiobook", "other"}
STATUSES = {"available", "on_loan", "lost", "withdrawn", "reference"}
LOCATIONS = {"Kho mở", "Kho thiếu nhi", "Phòng báo – tạp chí"}
CENTRE = "Tủ sách Trung tâm học tập cộng đồng Phường 13"


def named(record: SampleRecord) -> str:
    return f"{record.title} {record.volume} {record.subtitle}".strip()


each = pytest.mark.parametrize("record", RECORDS, ids=named)


def texts(value: object) -> list[str]:
    """Every string in nested tuples."""
    if isinstance(value, str):
        return [value]
    return [text for part in value for text in texts(part)] if isinstance(value, tuple) else []


def test_every_shelf_file_is_loaded() -> None:
    assert {path.stem for path in (HERE / "shelves").iterdir()} == set(SHELVES)
    assert 40 <= len(RECORDS) <= 60


@each
def test_a_record_has_what_its_page_shows(record: SampleRecord) -> None:
    assert record.title
    assert record.type in TYPES
    assert record.language in {"vi", "en"}
    assert len(record.summary) > 60
    assert record.subjects
    assert record.copies or record.files or record.audio
    assert {role for _, role in record.contributors} <= ROLES
    assert re.fullmatch(r"(\d{4}-?)?", record.year)
    assert not record.isbn or isbn.is_valid(record.isbn)


@each
def test_texts_are_composed_and_without_stray_space(record: SampleRecord) -> None:
    for text in texts(astuple(record)):
        assert unicodedata.is_normalized("NFC", text)
        assert text == " ".join(text.split())


@each
def test_call_number_is_the_class_and_a_mark_of_author_or_title(record: SampleRecord) -> None:
    assert re.fullmatch(r"\d{3}(\.\d+)?", record.ddc)
    ddc, mark = record.call_number.split(" ")
    assert ddc == record.ddc
    assert re.fullmatch(r"[A-ZĐ]{2}-[A-ZĐ]|[A-ZĐ]{3}", mark)
    if "-" not in mark:
        letters = unicodedata.normalize("NFD", record.title.upper())
        assert "".join(filter(str.isalpha, letters)).startswith(mark)


@each
def test_copies_are_where_the_library_has_rooms(record: SampleRecord) -> None:
    assert len(record.copies) <= 3
    for copy in record.copies:
        assert copy.status in STATUSES
        assert copy.location in LOCATIONS
        assert re.fullmatch(r"P13\.\d{4}", copy.accession_number)
        assert re.fullmatch(r"[A-Z]\d", copy.shelf)


def test_no_copy_and_no_record_comes_twice() -> None:
    copies = [copy for record in RECORDS for copy in record.copies]
    assert len({copy.accession_number for copy in copies}) == len(copies)
    assert len({copy.barcode for copy in copies}) == len(copies)
    assert len({named(record) for record in RECORDS}) == len(RECORDS)


def test_a_new_library_shows_every_kind_and_form() -> None:
    kinds = Counter(record.type for record in RECORDS)
    assert kinds["newspaper"] >= 3
    assert min(kinds["magazine"], kinds["map"], kinds["audiobook"]) >= 1
    forms = Counter(name.rsplit(".")[-1] for record in RECORDS for name in record.files)
    assert forms["epub"] >= 6
    assert forms["pdf"] >= 3
    assert sum(bool(record.audio) for record in RECORDS) >= 4
    assert sum(bool(record.audio and record.files) for record in RECORDS) >= 3
    assert any(record.audio and record.files and record.copies for record in RECORDS)


def test_truyen_kieu_shows_two_editions_on_paper_beside_its_recording() -> None:
    editions = [r for r in RECORDS if r.title == "Truyện Kiều" and ("Nguyễn Du", "author") in r.contributors]
    assert sum(bool(record.copies) for record in editions) == 2
    assert sum(bool(record.audio) for record in editions) == 1


def test_what_is_readable_here_is_the_centre_s_own() -> None:
    assert {record.series for record in RECORDS if record.files or record.audio} == {CENTRE}
