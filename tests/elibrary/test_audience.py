"""A child's profile finds nothing for older readers, by whichever query a page happens to make."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Audiobook, DigitalObject, Record
from elibrary import audience, ingest
from elibrary.browse.listing import records
from elibrary.browse.parameters import Parameters
from elibrary.browse.results import find
from elibrary.browse.suggestions import suggested
from elibrary.extensions import search_engine, store
from elibrary.home import services
from tests import factories
from tests.media import documents, sounds


@pytest.fixture
def adult(session: Session, tmp_path: Path, indexed) -> Iterator[Record]:  # type: ignore[no-untyped-def]
    """A record for readers of 16 with a digital book and a recording, beside one for everybody."""
    factories.record(session, "Dế Mèn phiêu lưu ký", "Tô Hoài")
    record = factories.record(
        session, "Đêm tối", "Tác Giả Lớn", minimum_age=16, subjects=("Chuyện người lớn",)
    )
    factories.copy(session, record)
    for path in (documents.epub(tmp_path / "a.epub"), sounds.mp3(tmp_path / "b.mp3")):
        assert ingest.receive(session, store(), [path], record=record, now=factories.NOW).refusal is None
    session.commit()
    indexed()
    yield record
    audience.limit(session, None)


def search(session: Session, text: str) -> list[str]:
    parameters = Parameters(q=text, hidden=audience.hidden(session))
    found = find(session, search_engine(), parameters)
    assert found.total == len(found.hits)
    return [hit.record.title for hit in found.hits]


def test_a_child_sees_it_in_no_query(app: Flask, session: Session, adult: Record) -> None:
    number, digital, audio = adult.id, adult.digital[0].id, adult.audiobooks[0].id
    session.expire_all()
    session.expunge_all()
    audience.limit(session, 12)
    assert session.get(Record, number) is None
    assert session.get(DigitalObject, digital) is None
    assert session.get(Audiobook, audio) is None
    assert records(session, [number]) == []
    assert number not in session.scalars(select(Record.id)).all()
    home = services.home(session)
    assert [one.title for one in home.new] == ["Dế Mèn phiêu lưu ký"]
    assert home.audiobooks == []


def test_a_child_finds_it_by_no_search(app: Flask, session: Session, adult: Record) -> None:
    session.expunge_all()
    assert search(session, "đêm tối") == ["Đêm tối"]
    audience.limit(session, 12)
    assert search(session, "đêm tối") == search(session, "tác giả lớn") == []
    assert search(session, "") == ["Dế Mèn phiêu lưu ký"]
    for typed in ("đêm", "tác", "chuyện"):
        assert suggested(session, search_engine(), typed) == []
    mistyped = find(session, search_engine(), Parameters(q="đem toi", hidden=audience.hidden(session)))
    assert (mistyped.did_you_mean, mistyped.total, list(mistyped.closest)) == ("", 0, [])


@pytest.mark.parametrize("age", [16, 17, None])
def test_who_is_old_enough_sees_everything(
    app: Flask, session: Session, adult: Record, age: int | None
) -> None:
    audience.limit(session, age)
    assert search(session, "đêm tối") == ["Đêm tối"]
    assert len(services.home(session).new) == 2
    assert [one.text for one in suggested(session, search_engine(), "tác")] == ["Tác Giả Lớn"]
