"""Labels: the PDF's symbols lead a phone to the right page."""

from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Code, Copy, Record
from elibrary import ingest
from elibrary.extensions import store
from elibrary.paths import FONT_REGULAR
from tests import factories
from tests.conftest import Visitor
from tests.media import documents, sounds

FORM = {"layout": "L7160", "start": "1", "of": "copy", "which": ""}

needs_fonts = pytest.mark.skipif(not Path(FONT_REGULAR).is_file(), reason="run scripts/vendor.py")


def scanned(pdf: bytes) -> list[str]:
    """What an independent reader reads from the sheet at 200 dpi, page by page, from top left."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=200 / 72).to_pil() for page in document]
    found = []
    for page in pages:
        marks = zxingcpp.read_barcodes(page)
        found += [
            m.text for m in sorted(marks, key=lambda m: (m.position.top_left.y // 40, m.position.top_left.x))
        ]
    return found


def followed(visitor: Visitor, url: str) -> str:
    answer = visitor.get(urlsplit(url).path)
    assert answer.status_code == 302
    return answer.location.split("?")[0]


@pytest.fixture
def record(session: Session, tmp_path: Path) -> Record:
    """A record with two copies, a digital book and an audiobook."""
    made = factories.record(session, "Truyện Kiều", call_number="895.9221 NG-D")
    for number in (1, 2):
        factories.copy(session, made, accession_number=f"VN.{number}", barcode=f"893000{number}")
    for path in (documents.epub(tmp_path / "t.epub"), sounds.mp3(tmp_path / "t.mp3")):
        assert ingest.receive(session, store(), [path], record=made, now=factories.NOW).refusal is None
    session.commit()
    return made


@needs_fonts
@pytest.mark.parametrize(
    ("of", "which", "leads"),
    [
        ("copy", "VN.2\n8930001", ["/records/{record}", "/records/{record}"]),
        ("copy", "#{record}", ["/records/{record}", "/records/{record}"]),
        ("copy", "", ["/records/{record}", "/records/{record}"]),
        ("record", "{record}-{record}", ["/records/{record}"]),
        ("digital", "{record}", ["/read/{digital}"]),
        ("audiobook", "{record}", ["/listen/{audiobook}"]),
        ("shelf", "Kho mở / A1", ["/shelves/{shelf}"]),
    ],
)
def test_each_symbol_opens_its_page(
    desk: Visitor, record: Record, of: str, which: str, leads: list[str]
) -> None:
    ids = {
        "record": record.id,
        "digital": record.digital[0].id,
        "audiobook": record.audiobooks[0].id,
        "shelf": record.copies[0].shelf_id,
    }
    answer = desk.post("/staff/labels", data=FORM | {"of": of, "which": which.format(**ids)})
    assert answer.content_type == "application/pdf"
    resident = desk.application.test_client()
    opened = [followed(resident, url) for url in scanned(answer.data)]  # type: ignore[arg-type]
    assert opened == [lead.format(**ids) for lead in leads]


@needs_fonts
def test_printing_again_keeps_the_codes(desk: Visitor, session: Session, record: Record) -> None:
    sheets = [desk.post("/staff/labels", data=FORM | {"which": f"#{record.id}"}).data for _ in range(2)]
    assert scanned(sheets[0]) == scanned(sheets[1])
    assert session.scalar(select(func.count(Code.value))) == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"which": "khong-co"}, "Không tìm thấy “khong-co”"),
        ({"which": "9" * 5000, "of": "record"}, "Không tìm thấy"),
        ({"which": "\x00"}, "Chưa có nhãn nào để in"),
        ({"start": "22", "which": "VN.1"}, "Hãy chọn nhãn bắt đầu từ 1 đến 21"),
        ({"start": "một"}, "Hãy gõ một số nguyên"),
        ({"layout": "A0"}, "Hãy chọn một mục trong danh sách"),
    ],
)
def test_what_cannot_be_printed_is_said_and_the_form_kept(
    desk: Visitor, session: Session, typed: dict[str, str], words: str
) -> None:
    if typed["which"] != "\x00" if "which" in typed else True:
        factories.copy(session, factories.record(session), accession_number="VN.1")
    answer = desk.post("/staff/labels", data=FORM | typed)
    assert answer.status_code == 422
    assert words in answer.text
    assert "data-label-form" in answer.text
    assert session.scalar(select(func.count(Code.value))) == 0


def test_too_many_are_refused_before_a_code_is_made(desk: Visitor, session: Session) -> None:
    record = factories.record(session)
    session.add_all(Copy(record=record, created_at=factories.NOW) for _ in range(1001))
    session.commit()
    answer = desk.post("/staff/labels", data=FORM | {"which": f"#{record.id}\n#{record.id}"})
    assert answer.status_code == 422
    assert "nhiều nhất 2000 nhãn" in answer.text
    assert f"#{record.id}" in answer.text


def test_the_page_warns_where_no_phone_could_follow(desk: Visitor) -> None:
    assert "điện thoại của bạn đọc sẽ không mở được" in desk.get("/staff/labels").text
    elsewhere = desk.get("/staff/labels", base_url="http://thuvien.phuong13.vn/").text
    assert "sẽ không mở được" not in elsewhere


def test_a_link_fills_the_form(desk: Visitor) -> None:
    page = desk.get("/staff/labels?of=audiobook&which=12").text
    assert '<option selected value="audiobook">' in page
    assert ">\r\n12</textarea>" in page
