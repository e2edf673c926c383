"""A record in a list says the same as the record itself, and a longer list asks the database no more."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from catalog.models import Access, Copy, CopyStatus, Record, Role
from elibrary.browse import holdings
from elibrary.browse.listing import ListedCopy, ListedRecord, records
from elibrary.extensions import db
from tests import factories
from tests.elibrary.browse.makers import add_audiobook, add_digital

FIELDS = ("id", "title", "subtitle", "volume", "type", "publisher", "year", "year_printed", "summary")


def rich(session: Session) -> Record:
    """A record with something of everything."""
    people = (("Nguyễn Du", Role.AUTHOR), ("Trần Trọng Kim", Role.EDITOR), ("Bùi Kỷ", Role.AUTHOR))
    made = factories.record(session, author="", contributors=people, volume="Tập 2", publisher="Văn học")
    factories.copy(session, made, barcode="1", status=CopyStatus.LOST)
    factories.copy(session, made, barcode="2", location="", shelf="", status=CopyStatus.ON_LOAN)
    factories.copy(session, made, barcode="3", location="Kho kín", shelf="B2")
    add_digital(session, made, "Trăm năm", access=Access.STAFF)
    add_audiobook(session, made)
    return made


def where(copy: Copy | ListedCopy) -> tuple[object, ...]:
    place, shelf = copy.location, copy.shelf
    return copy.status, place and place.name, shelf and shelf.name


def test_a_listed_record_says_what_the_record_says(app: Flask, session: Session) -> None:
    made = rich(session)
    (listed,) = records(session, [made.id])
    assert {name: getattr(listed, name) for name in FIELDS} == {name: getattr(made, name) for name in FIELDS}
    assert [(p.name, p.role) for p in listed.contributors] == [(p.name, p.role) for p in made.contributors]
    assert [where(copy) for copy in listed.copies] == [where(copy) for copy in made.copies]
    assert listed.authors == made.authors
    for rule in (holdings.usable_forms, holdings.cover_version, holdings.cover_author):
        assert rule(listed) == rule(made)
    mine, theirs = holdings.paper(listed), holdings.paper(made)
    assert (len(mine.copies), mine.available, mine.reference) == (
        len(theirs.copies),
        theirs.available,
        theirs.reference,
    )
    assert mine.place is not None
    assert theirs.place is not None
    assert where(mine.place) == where(theirs.place)


def test_records_come_in_the_order_asked_without_those_that_are_gone(app: Flask, session: Session) -> None:
    first, second = (factories.record(session, title=title) for title in ("Số đỏ", "Giông tố"))
    assert [one.title for one in records(session, [second.id, 999, first.id])] == ["Giông tố", "Số đỏ"]
    assert records(session, []) == []


def asked(session: Session, ids: list[int]) -> tuple[list[ListedRecord], int]:
    statements: list[str] = []

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        return records(session, ids), len(statements)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_twenty_records_cost_as_many_queries_as_one(app: Flask, session: Session) -> None:
    ids = [rich(session).id, *(factories.record(session, title=f"Quyển {n}").id for n in range(19))]
    one, few = asked(session, ids[:1])
    all_of_them, many = asked(session, ids)
    assert (len(one), len(all_of_them)) == (1, 20)
    assert few == many == 1


def test_what_people_wrote_stays_text_inside_a_translated_sentence(
    client: FlaskClient, indexed: Callable[[], int]
) -> None:
    indexed()
    page = client.get("/search?q=100%25 <b>sach</b>").text
    assert "0 tài liệu cho “100% &lt;b&gt;sach&lt;/b&gt;”" in page
    assert "<b>sach</b>" not in page
