"""Two librarians open the same record; the second to save is asked, and neither loses anything."""

import re

from sqlalchemy.orm import Session

from tests import factories
from tests.conftest import Visitor
from tests.elibrary.cataloguing.makers import TYPED, only_record


def shown_version(page: str) -> str:
    found = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert found is not None
    return found[1]


def test_the_second_is_shown_both_and_may_then_save(desk: Visitor, session: Session) -> None:
    address = f"/staff/records/{factories.record(session, 'Dế Mèn').id}"
    opened = shown_version(desk.get(address).text)
    first = TYPED | {"version": opened, "publisher": "Kim Đồng"}
    second = TYPED | {"version": opened, "publisher": "Nhà xuất bản Trẻ", "summary": "Gõ cả buổi"}
    assert desk.post(address, data=first).status_code == 302

    answer = desk.post(address, data=second)
    assert answer.status_code == 409
    assert "Người khác vừa lưu tài liệu này" in answer.text
    assert 'value="Nhà xuất bản Trẻ"' in answer.text
    assert "Gõ cả buổi" in answer.text
    assert "Bản đã lưu: Kim Đồng" in answer.text
    assert "Bản đã lưu: Dế Mèn" not in answer.text
    assert only_record(session).publisher == "Kim Đồng"

    again = second | {"version": shown_version(answer.text)}
    assert desk.post(address, data=again).status_code == 302
    assert only_record(session).publisher == "Nhà xuất bản Trẻ"


def test_a_form_without_a_version_never_wins(desk: Visitor, session: Session) -> None:
    record = factories.record(session, "Dế Mèn")
    assert desk.post(f"/staff/records/{record.id}", data=TYPED).status_code == 409
    assert only_record(session).title == "Dế Mèn"
