"""A librarian describes, changes and deletes records."""

import html

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Record, Role
from catalog.services import TITLE_LIMIT
from tests import factories
from tests.conftest import Visitor
from tests.elibrary.cataloguing.makers import TYPED, only_record

FIELDS = ("title", "subtitle", "volume", "publisher", "place", "year_printed", "extent", "series", "ddc")
HOSTILE = '"><script>alert(1)</script>'


def count(session: Session) -> int:
    return session.scalar(select(func.count(Record.id))) or 0


def test_a_record_is_saved_and_shown_again(desk: Visitor, session: Session) -> None:
    answer = desk.post("/staff/records/new", data=TYPED)
    record = only_record(session)
    assert answer.location == f"/staff/records/{record.id}"
    assert [(c.name, c.role) for c in record.contributors] == [
        ("Tô Hoài", Role.AUTHOR),
        ("Tạ Huy Long", Role.ILLUSTRATOR),
    ]
    assert [i.value for i in record.identifiers] == ["9786042082310"]
    assert record.year == 1992
    assert record.summary == "Chuyện một chú dế.\n\nKể lại cho các em."
    page = desk.get(answer.location).text
    assert "Đã lưu “Dế Mèn phiêu lưu ký”" in page
    assert 'value="Tạ Huy Long"' in page


def test_the_form_as_shown_saves_nothing_new(desk: Visitor, session: Session) -> None:
    record = factories.record(
        session, "Lịch sử Lào", language="lo", subjects=("Lào",), isbns=("9786042082310",)
    )
    before, version = record.updated_at, record.version
    page = desk.get(f"/staff/records/{record.id}").text
    assert '<option selected value="lo">lo</option>' in page
    sent = TYPED | {
        "version": str(version),
        "title": "Lịch sử Lào",
        "language": "lo",
        "contributors-0-name": "Nguyễn Du",
        "contributors-1-name": "",
        "publisher": "",
        "year_printed": "",
        "isbns": "9786042082310",
        "subjects": "Lào",
        "summary": "",
        "call_number": "",
    }
    assert desk.post(f"/staff/records/{record.id}", data=sent).status_code == 302
    assert only_record(session).version == version
    assert record.updated_at == before


def test_a_missing_title_is_asked_for_and_the_rest_is_kept(desk: Visitor, session: Session) -> None:
    answer = desk.post("/staff/records/new", data=TYPED | {"title": ""})
    assert answer.status_code == 422
    assert "Hãy nhập nhan đề." in answer.text
    assert 'value="Tô Hoài"' in answer.text
    assert count(session) == 0


@pytest.mark.parametrize("title", ["   ", "\u202e\u200e", "\x00"])
def test_a_title_that_nobody_can_see_is_refused_by_the_rule(
    desk: Visitor, session: Session, title: str
) -> None:
    answer = desk.post("/staff/records/new", data=TYPED | {"title": title})
    assert answer.status_code == 422
    assert "Hãy nhập nhan đề" in answer.text
    assert 'value="Tô Hoài"' in answer.text
    assert count(session) == 0


def test_a_title_of_ten_thousand_letters_is_refused_in_words(desk: Visitor, session: Session) -> None:
    answer = desk.post("/staff/records/new", data=TYPED | {"title": "đ" * 10_000})
    assert answer.status_code == 422
    assert f"Ô này nhận nhiều nhất {TITLE_LIMIT} ký tự" in answer.text
    assert count(session) == 0


def test_a_wrong_isbn_is_seen_not_dropped(desk: Visitor, session: Session) -> None:
    answer = desk.post("/staff/records/new", data=TYPED | {"isbns": "9786042082310, 9786042082319"})
    assert answer.status_code == 422
    assert "“9786042082319” không phải số ISBN đúng" in answer.text
    assert count(session) == 0


def test_nul_bytes_and_direction_marks_do_not_reach_the_catalogue(desk: Visitor, session: Session) -> None:
    dirty = {
        "title": "Số\x00 đỏ\u202e",
        "summary": "Một\x00 dòng\u202e\r\nhai dòng",
        "publisher": "Trẻ\u200f",
    }
    assert desk.post("/staff/records/new", data=TYPED | dirty).status_code == 302
    record = only_record(session)
    assert (record.title, record.summary, record.publisher) == ("Số đỏ", "Một dòng\nhai dòng", "Trẻ")


def test_html_in_every_field_is_text_everywhere(desk: Visitor, session: Session) -> None:
    sent = TYPED | dict.fromkeys(
        (*FIELDS, "call_number", "subjects", "summary", "contributors-0-name"), HOSTILE
    )
    assert desk.post("/staff/records/new", data=sent).status_code == 302
    record = only_record(session)
    desk.post(
        f"/staff/records/{record.id}/copies/new",
        data={"location": HOSTILE, "shelf": HOSTILE, "status": "lost"},
    )
    for path in (
        "/staff",
        f"/staff/records/{record.id}",
        f"/records/{record.id}",
        f"/staff/upload?record={record.id}",
    ):
        page = desk.get(path).text
        assert "<script>alert" not in page, path
        assert html.escape("<script>alert(1)</script>") in page, path


def test_more_than_sixty_contributors_stay(desk: Visitor, session: Session) -> None:
    people = {f"contributors-{i}-name": f"Người {i}" for i in range(75)}
    roles = {f"contributors-{i}-role": "author" for i in range(75)}
    desk.post("/staff/records/new", data=TYPED | people | roles)
    record = only_record(session)
    assert len(record.contributors) == 75
    assert "Người 74" in desk.get(f"/staff/records/{record.id}").text


def test_a_record_is_deleted_when_nothing_hangs_on_it(desk: Visitor, session: Session) -> None:
    record = factories.record(session)
    assert desk.post(f"/staff/records/{record.id}/delete").location == "/staff"
    assert count(session) == 0


def test_a_record_with_copies_is_kept_and_the_page_says_why(desk: Visitor, session: Session) -> None:
    record = factories.record(session, "Tắt đèn")
    factories.copy(session, record)
    answer = desk.post(f"/staff/records/{record.id}/delete")
    assert answer.status_code == 409
    assert "còn 1 bản sách" in answer.text
    assert 'value="Tắt đèn"' in answer.text
    assert count(session) == 1


def test_an_unknown_record_is_a_page_that_says_so(desk: Visitor) -> None:
    assert desk.get("/staff/records/999").status_code == 404
