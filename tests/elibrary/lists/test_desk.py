"""The librarian makes a list, puts titles in, in order, with notes; without scripts."""

import re

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.models import Code, ListEntry, ReadingList, Record
from elibrary.browse.codes import code_for
from elibrary.lists import editing
from tests import factories
from tests.conftest import Visitor
from tests.elibrary.lists.makers import reading_list


def sent(session: Session, **values: str) -> dict[str, str]:
    """The form of the only list as a browser sends it, with these changes."""
    [made] = session.scalars(select(ReadingList)).all()
    session.refresh(made)
    form = {"version": str(made.version), "title": made.title, "description": made.description}
    form |= {name: "y" for name in ("published", "on_home") if getattr(made, name)}
    for place, entry in enumerate(made.entries):
        form |= {f"notes-{place}-record": str(entry.record_id), f"notes-{place}-note": entry.note}
    return form | values


def order(session: Session) -> list[str]:
    entries = session.scalars(select(ListEntry).order_by(ListEntry.position)).all()
    return [entry.record.title for entry in entries]


@pytest.fixture
def three(session: Session) -> list[Record]:
    """Records A, B, C in one list."""
    records = [factories.record(session, title) for title in "ABC"]
    reading_list(session, *records)
    return records


def test_a_new_list_is_called_as_typed_and_nobody_sees_it_yet(desk: Visitor, session: Session) -> None:
    answer = desk.post("/staff/lists", data={"title": "  Đọc sách\tmùa Trung thu "})
    made = session.scalars(select(ReadingList)).one()
    assert answer.location == f"/staff/lists/{made.id}"
    assert (made.title, made.slug, made.published) == (
        "Đọc sách mùa Trung thu",
        "doc-sach-mua-trung-thu",
        False,
    )
    page = desk.get(answer.location).text
    assert "Bạn đọc chưa thấy" in page
    assert "Chưa có tài liệu nào" in page


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đường về nhà", "duong-ve-nha"),
        ("\u0110u\u031bo\u031b\u0300ng", "duong"),  # decomposed
        ("漢字", "danh-muc"),
        ("  --- ", "danh-muc"),
        ("a" * 500, "a" * 60),
        ("từ " * 100, "-".join(["tu"] * 20)),
    ],
)
def test_the_address_is_the_title_in_small_letters_without_marks(title: str, slug: str) -> None:
    assert editing.slug_of(title) == slug


def test_lists_of_one_title_have_addresses_of_their_own(session: Session) -> None:
    made = [editing.create(session, "Tết", now=factories.NOW).slug for _ in range(3)]
    longer = editing.create(session, "Tết 2", now=factories.NOW).slug
    assert [*made, longer] == ["tet", "tet-2", "tet-3", "tet-2-2"]


@pytest.mark.parametrize("title", ["", "   ", "\u200b\x00", "x" * 201])
def test_a_list_without_a_good_name_is_refused_in_words(desk: Visitor, session: Session, title: str) -> None:
    answer = desk.post("/staff/lists", data={"title": title})
    assert answer.status_code == 422
    assert "Hãy đặt tên cho danh mục" in answer.text or "nhiều nhất 200 ký tự" in answer.text
    assert session.scalar(select(func.count(ReadingList.id))) == 0


def test_saving_keeps_texts_order_and_address(desk: Visitor, session: Session, three: list[Record]) -> None:
    form = sent(session, title="Sách Tết", description="Một\r\n\r\n\r\n\r\nHai", on_home="y")
    form |= {"notes-0-note": " Hay\n lắm "}
    assert desk.post("/staff/lists/1", data=form).status_code == 302
    made = session.get_one(ReadingList, 1)
    session.refresh(made)
    assert (made.title, made.slug, made.on_home) == ("Sách Tết", "sach-cho-ngay-tet", True)
    assert made.description == "Một\n\nHai"
    assert [entry.note for entry in made.entries] == ["Hay lắm", "", ""]
    assert order(session) == ["A", "B", "C"]


def test_saving_what_stands_there_changes_nothing(
    desk: Visitor, session: Session, three: list[Record]
) -> None:
    before = session.scalar(select(ReadingList.updated_at))
    assert desk.post("/staff/lists/1", data=sent(session)).status_code == 302
    assert session.scalar(select(ReadingList.updated_at)) == before


@pytest.mark.parametrize(
    ("step", "wanted"),
    [
        ("up:2", "BAC"),
        ("down:1", "BAC"),
        ("up:1", "ABC"),
        ("down:3", "ABC"),
        ("remove:2", "AC"),
        ("up:99", "ABC"),
        ("down:x", "ABC"),
        ("drop:1", "ABC"),
        ("up:99999999999999999999", "ABC"),
    ],
)
def test_buttons_move_and_remove_and_keep_what_was_typed(
    desk: Visitor, session: Session, three: list[Record], step: str, wanted: str
) -> None:
    form = sent(session, do=step, **{"notes-2-note": "mới gõ"})
    assert desk.post("/staff/lists/1", data=form).status_code == 302
    session.expire_all()
    assert "".join(order(session)) == wanted
    assert session.scalar(select(ListEntry.note).where(ListEntry.record_id == three[2].id)) == "mới gõ"


def test_the_order_that_the_browser_sends_is_kept(
    desk: Visitor, session: Session, three: list[Record]
) -> None:
    form = sent(session)
    for place, record in enumerate(reversed(three)):
        form[f"notes-{place}-record"] = str(record.id)
    desk.post("/staff/lists/1", data=form)
    session.expire_all()
    assert order(session) == ["C", "B", "A"]


def test_a_forged_form_neither_adds_nor_loses_titles(
    desk: Visitor, session: Session, three: list[Record]
) -> None:
    other = factories.record(session, "D")
    form = {name: value for name, value in sent(session).items() if not name.startswith("notes")}
    forged = {"notes-0-record": str(other.id), "notes-1-record": str(three[1].id), "notes-2-record": "x"}
    assert desk.post("/staff/lists/1", data=form | forged).status_code == 422
    forged.pop("notes-2-record")
    assert desk.post("/staff/lists/1", data=form | forged).status_code == 302
    session.expire_all()
    assert order(session) == ["B", "A", "C"]


@pytest.mark.parametrize(
    "number", ["893001", "VN.9", "9786042088817", "#{id}", "/records/{id}?via=qr", "{code}"]
)
def test_a_number_puts_its_record_in_at_once(
    desk: Visitor, session: Session, three: list[Record], number: str
) -> None:
    record = factories.record(session, "Mới", isbns=("9786042088817",))
    factories.copy(session, record, barcode="893001", accession_number="VN.9")
    code = code_for(session, record, now=factories.NOW).value
    session.commit()
    typed = number.format(id=record.id, code=f"http://x.vn/Q/{code}")
    answer = desk.post("/staff/lists/1", data=sent(session, find=typed))
    assert answer.status_code == 302
    assert "find=" not in answer.location
    assert order(session) == ["A", "B", "C", "Mới"]
    again = desk.post("/staff/lists/1", data=sent(session, find=typed))
    assert "đã có trong danh mục này" in desk.get(again.location).text
    assert len(order(session)) == 4


def test_words_are_searched_and_a_button_puts_one_in(
    desk: Visitor,
    session: Session,
    three: list[Record],
    indexed,  # type: ignore[no-untyped-def]
) -> None:
    record = factories.record(session, "Đất rừng phương Nam")
    indexed()
    answer = desk.post("/staff/lists/1", data=sent(session, find="dat rung", **{"notes-0-note": "gõ dở"}))
    page = desk.get(answer.location).text
    assert f'value="add:{record.id}"' in page
    assert "gõ dở" in page
    answer = desk.post("/staff/lists/1", data=sent(session, do=f"add:{record.id}"))
    assert "Đã thêm “Đất rừng phương Nam”" in desk.get(answer.location).text
    assert order(session)[-1] == "Đất rừng phương Nam"


def test_nothing_found_is_said(desk: Visitor, session: Session, three: list[Record], indexed) -> None:  # type: ignore[no-untyped-def]
    indexed()
    assert "Không tìm thấy gì cho “zzqqxx”" in desk.get("/staff/lists/1?find=zzqqxx").text
    assert desk.get("/staff/lists/1?find=" + "%00" * 400).status_code == 200


def test_a_record_goes_into_a_list_from_its_own_page(
    desk: Visitor, session: Session, three: list[Record]
) -> None:
    record = factories.record(session, "Mới")
    assert f'href="/staff/lists?record={record.id}"' in desk.get(f"/staff/records/{record.id}").text
    assert "Thêm vào đây" in desk.get(f"/staff/lists?record={record.id}").text
    assert desk.post("/staff/lists/1/titles", data={"record": record.id}).status_code == 302
    assert order(session)[-1] == "Mới"
    desk.post(f"/staff/lists?record={record.id}", data={"title": "Hai"})
    assert session.scalar(select(func.count(ListEntry.id)).where(ListEntry.record_id == record.id)) == 2


def test_a_full_list_takes_no_more(desk: Visitor, session: Session) -> None:
    records = [factories.record(session, f"Cuốn {number}") for number in range(editing.MOST_TITLES + 1)]
    reading_list(session, *records[:-1])
    answer = desk.post("/staff/lists/1", data=sent(session, find=f"#{records[-1].id}", title="Tên mới"))
    assert answer.status_code == 409
    assert "đã đủ 100 tài liệu" in answer.text
    assert 'value="Tên mới"' in answer.text


def test_a_deleted_list_leaves_its_titles_and_their_codes(
    desk: Visitor, session: Session, three: list[Record]
) -> None:
    session.add(Code(value="A" * 8, record_id=three[0].id, poster_id=1, hung="Sảnh"))
    session.add(Code(value="B" * 8, list_id=1, poster_id=1, hung="Sảnh"))
    session.commit()
    assert "Bạn chắc chắn muốn xoá?" in desk.get("/staff/lists/1").text
    assert desk.post("/staff/lists/1/delete").location == "/staff/lists"
    session.expire_all()
    assert session.scalar(select(func.count(ListEntry.id))) == 0
    assert session.scalar(select(func.count(Record.id))) == 3
    kept = {code.value[0]: (code.record_id, code.list_id, code.poster_id) for code in session.query(Code)}
    assert kept == {"A": (three[0].id, None, None), "B": (None, None, None)}


def test_a_deleted_record_leaves_its_lists(desk: Visitor, session: Session, three: list[Record]) -> None:
    desk.post(f"/staff/records/{three[1].id}/delete")
    session.expire_all()
    assert order(session) == ["A", "C"]
    assert desk.get("/staff/lists/1").status_code == 200
    assert not re.search(">B<", desk.get("/lists/sach-cho-ngay-tet").text)
