"""Citations of a record on its page and as files for reference managers."""

from sqlalchemy.orm import Session

from catalog.models import Role
from tests import factories
from tests.conftest import Visitor


def test_both_references_stand_on_the_page(client: Visitor, session: Session) -> None:
    record = factories.record(session, place="Hà Nội", publisher="Văn học", year_printed="2015")
    page = client.get(f"/records/{record.id}").text
    assert "NGUYỄN DU. Truyện Kiều. Hà Nội: Văn học, 2015." in page
    assert "Nguyễn Du. (2015). Truyện Kiều. Văn học." in page
    assert f'href="/records/{record.id}/cite.bib"' in page
    assert f'href="/records/{record.id}/cite.ris"' in page


def test_files_are_saved_under_a_name_and_lead_back_here(client: Visitor, session: Session) -> None:
    record = factories.record(session, contributors=(("Nguyễn Du", Role.AUTHOR), ("Bùi Kỷ", Role.EDITOR)))
    for kind, content_type in (
        ("bib", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
    ):
        answer = client.get(f"/records/{record.id}/cite.{kind}")
        assert answer.status_code == 200
        assert answer.content_type.startswith(content_type)
        assert f'filename="trich-dan-{record.id}.{kind}"' in answer.headers["Content-Disposition"]
        assert "Truyện Kiều" in answer.text
        assert "Bùi Kỷ" in answer.text
        assert f"http://localhost/records/{record.id}" in answer.text


def test_what_is_not_there_cannot_be_cited(client: Visitor, session: Session) -> None:
    assert client.get("/records/4711/cite.bib").status_code == 404
    assert client.get(f"/records/{factories.record(session).id}/cite.exe").status_code == 404
