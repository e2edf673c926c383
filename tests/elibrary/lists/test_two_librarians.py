"""Two librarians open the same list; the second to save is told, and neither loses anything."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import ReadingList
from tests import factories
from tests.conftest import Visitor
from tests.elibrary.lists.makers import reading_list
from tests.elibrary.lists.test_desk import order, sent


def shown_version(page: str) -> str:
    found = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert found is not None
    return found[1]


def test_the_second_is_shown_both_and_may_then_save(desk: Visitor, session: Session) -> None:
    records = [factories.record(session, title) for title in ("Dế Mèn", "Số đỏ", "Tắt đèn")]
    reading_list(session, *records[:2])
    opened = sent(session)
    first = opened | {"title": "Tên của người đầu", "on_home": "y", "notes-0-note": "Ghi chú đầu"}
    assert desk.post("/staff/lists/1", data=first).status_code == 302
    desk.post("/staff/lists/1", data=sent(session, do=f"remove:{records[1].id}"))
    desk.post("/staff/lists/1", data=sent(session, find=f"#{records[2].id}"))
    stored = sent(session)

    second = opened | {
        "description": "Gõ cả buổi",
        "notes-0-note": "Ghi chú sau",
        "notes-1-note": "Gõ cho cuốn đã bị bỏ",
        "do": f"up:{records[1].id}",
    }
    answer = desk.post("/staff/lists/1", data=second)
    assert answer.status_code == 409
    assert "Người khác vừa lưu danh mục này" in answer.text
    for kept in ("Gõ cả buổi", "Ghi chú sau", "Gõ cho cuốn đã bị bỏ", "Tắt đèn"):
        assert kept in answer.text
    assert "Bản đã lưu: Tên của người đầu" in answer.text
    assert "Bản đã lưu: Ghi chú đầu" in answer.text
    assert answer.text.count("Bản đã lưu: có đánh dấu") == 1
    assert "Người khác vừa bỏ “Số đỏ” khỏi danh mục" in answer.text
    assert sent(session) == stored

    again = {name: value for name, value in second.items() if not name.startswith(("notes", "do"))}
    again |= {"version": shown_version(answer.text), "notes-0-record": str(records[0].id)}
    again |= {"notes-0-note": "Ghi chú sau", "notes-1-record": str(records[2].id)}
    assert desk.post("/staff/lists/1", data=again).status_code == 302
    session.expire_all()
    assert order(session) == ["Dế Mèn", "Tắt đèn"]
    made = session.scalars(select(ReadingList)).one()
    assert (made.title, made.description) == ("Sách cho ngày Tết", "Gõ cả buổi")


def test_a_form_without_a_version_never_wins(desk: Visitor, session: Session) -> None:
    reading_list(session)
    form = sent(session, title="Khác")
    form.pop("version")
    assert desk.post("/staff/lists/1", data=form).status_code == 409
    assert session.scalar(select(ReadingList.title)) == "Sách cho ngày Tết"
