"""Digital books and audiobooks of a record: who may open them, taking them away."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from catalog.models import Access, Record
from elibrary import ingest
from elibrary.extensions import store
from tests import factories
from tests.conftest import Visitor
from tests.media import documents, sounds


@pytest.fixture
def record(session: Session, tmp_path: Path) -> Record:
    """A record with a digital book and an audiobook."""
    made = factories.record(session)
    for path in (documents.epub(tmp_path / "t.epub"), sounds.mp3(tmp_path / "t.mp3")):
        assert ingest.receive(session, store(), [path], record=made, now=factories.NOW).refusal is None
    session.commit()
    return made


@pytest.mark.parametrize("kind", ["digital", "audiobook"])
def test_access_is_switched_and_visitors_are_kept_out(
    desk: Visitor, session: Session, record: Record, kind: str
) -> None:
    item = (record.digital if kind == "digital" else record.audiobooks)[0]
    assert desk.post(f"/staff/{kind}/{item.id}/access", data={"access": "staff"}).status_code == 302
    session.expire_all()
    assert item.access is Access.STAFF
    assert '<option value="staff" selected>' in desk.get(f"/staff/records/{record.id}").text
    reader = {"digital": "read", "audiobook": "listen"}[kind]
    assert desk.application.test_client().get(f"/{reader}/{item.id}").status_code != 200


def test_an_unknown_access_changes_nothing(desk: Visitor, session: Session, record: Record) -> None:
    answer = desk.post(f"/staff/digital/{record.digital[0].id}/access", data={"access": "everybody"})
    assert answer.status_code == 400
    session.expire_all()
    assert record.digital[0].access is Access.PUBLIC


@pytest.mark.parametrize("kind", ["digital", "audiobook"])
def test_a_form_is_taken_off_its_record(desk: Visitor, session: Session, record: Record, kind: str) -> None:
    item = (record.digital if kind == "digital" else record.audiobooks)[0]
    assert desk.post(f"/staff/{kind}/{item.id}/delete").location == f"/staff/records/{record.id}#forms"
    session.expire_all()
    assert len(record.digital) + len(record.audiobooks) == 1
