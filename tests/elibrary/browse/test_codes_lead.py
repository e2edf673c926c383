"""Where QR codes lead, and what they never do."""

import io

import zxingcpp
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.base import utcnow
from catalog.models import Code, ReadingList, Record
from elibrary.browse.codes import Target, code_for
from media import qr
from tests import factories
from tests.conftest import Visitor


def made(session: Session, target: Target) -> str:
    """The saved code of a thing."""
    code = code_for(session, target, now=utcnow())
    session.commit()
    return code.value


def test_each_thing_leads_to_its_best_page(client: Visitor, kieu: Record, session: Session) -> None:
    copy = kieu.copies[0]
    assert copy.shelf is not None
    pages: list[tuple[Target, str]] = [
        (kieu, f"/records/{kieu.id}?via=qr"),
        (copy, f"/records/{kieu.id}?via=qr"),
        (kieu.digital[0], f"/read/{kieu.digital[0].id}?via=qr"),
        (kieu.audiobooks[0], f"/listen/{kieu.audiobooks[0].id}?via=qr"),
        (copy.shelf, f"/shelves/{copy.shelf.id}?via=qr"),
    ]
    for target, page in pages:
        assert client.get(f"/q/{made(session, target)}").location == page


def test_a_code_is_read_in_any_case_and_spelling(client: Visitor, kieu: Record, session: Session) -> None:
    code = made(session, kieu)
    for text in (f"/q/{code.lower()}", f"/Q/{code}", f"/q/{code[:4]}-{code[4:]}", f"/q/%20{code}%20"):
        assert client.get(text).status_code == 302, text


def test_a_scan_is_never_answered_from_a_cache(client: Visitor, kieu: Record, session: Session) -> None:
    assert client.get(f"/q/{made(session, kieu)}").headers["Cache-Control"] == "no-store"


def test_an_unknown_code_is_explained(client: Visitor) -> None:
    for text in ("00000000", "9786049690969", "x" * 500, "Nguyễn"):
        answer = client.get(f"/q/{text}")
        assert answer.status_code == 404
        assert "Thư viện không có mã này" in answer.text
        assert 'action="/search"' in answer.text


def test_the_code_of_a_deleted_record_says_so_and_stays_taken(
    client: Visitor, kieu: Record, session: Session
) -> None:
    code = made(session, kieu)
    session.delete(kieu)
    session.commit()
    answer = client.get(f"/q/{code}")
    assert answer.status_code == 410
    assert "không còn trong thư viện" in answer.text
    assert session.get(Code, code) is not None


def test_a_code_can_be_led_elsewhere(client: Visitor, kieu: Record, session: Session) -> None:
    code = session.get_one(Code, made(session, kieu))
    other = factories.record(session, "Lục Vân Tiên", "Nguyễn Đình Chiểu")
    code.record_id = other.id
    session.commit()
    assert client.get(f"/q/{code.value}").location == f"/records/{other.id}?via=qr"


def test_a_thing_keeps_its_code(kieu: Record, session: Session) -> None:
    assert made(session, kieu) == made(session, kieu)
    assert made(session, kieu) != made(session, kieu.copies[0])
    assert session.scalar(select(func.count()).select_from(Code)) == 2


def test_the_symbol_on_the_page_leads_back_to_the_page(
    client: Visitor, kieu: Record, session: Session
) -> None:
    symbol = client.get(f"/records/{kieu.id}/qr.svg")
    assert symbol.content_type == "image/svg+xml"
    address = qr.symbol_url("http://localhost/", made(session, kieu))
    assert symbol.data == qr.svg(address)
    decoded = zxingcpp.read_barcode(Image.open(io.BytesIO(qr.png(address))).convert("L"))
    assert decoded is not None
    assert client.get(decoded.text).location == f"/records/{kieu.id}?via=qr"


def test_looking_at_a_record_makes_no_code(client: Visitor, kieu: Record, session: Session) -> None:
    client.get(f"/records/{kieu.id}")
    assert session.scalar(select(func.count()).select_from(Code)) == 0


def test_a_list_leads_to_its_page(client: Visitor, session: Session) -> None:
    chosen = ReadingList(slug="tet-nguyen-dan", title="Tết")
    session.add(chosen)
    session.commit()
    assert client.get(f"/q/{made(session, chosen)}").location == "/lists/tet-nguyen-dan?via=qr"


def test_a_code_on_a_poster_leads_on_and_is_printed_nowhere_else(
    client: Visitor, kieu: Record, session: Session
) -> None:
    poster = ReadingList(slug="he", title="Hè")
    session.add(poster)
    session.flush()
    code = Code(
        value="00000000", record_id=kieu.id, poster_id=poster.id, hung="Cổng chợ", created_at=utcnow()
    )
    session.add(code)
    session.commit()
    assert client.get("/q/00000000").location == f"/records/{kieu.id}?via=qr"
    assert made(session, kieu) != "00000000"
