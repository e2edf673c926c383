"""The Atom feed of a list."""

from lxml import etree
from sqlalchemy.orm import Session

from catalog.formats.atom import ATOM
from tests import factories
from tests.conftest import Visitor
from tests.elibrary.lists.makers import reading_list

HERE = "https://thuvien.phuong13.vn"


def texts(document: bytes, path: str) -> list[str]:
    return etree.fromstring(document).xpath(path, namespaces={"a": ATOM})


def test_the_feed_has_the_titles_with_notes_and_links_that_work_elsewhere(
    client: Visitor, session: Session
) -> None:
    record = factories.record(session, "Dế Mèn", "Tô Hoài", volume="Tập 1", summary="Tóm tắt")
    other = factories.record(session, "Số đỏ", "Vũ Trọng Phụng", summary="Xuân tóc đỏ")
    made = reading_list(session, record, other)
    made.entries[0].note = "Đọc mỗi tối một chương"
    session.commit()
    answer = client.get("/lists/sach-cho-ngay-tet/feed", base_url=HERE)
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    assert texts(answer.data, "a:entry/a:title/text()") == ["Dế Mèn. Tập 1", "Số đỏ"]
    assert texts(answer.data, "a:entry/a:summary/text()") == ["Đọc mỗi tối một chương", "Xuân tóc đỏ"]
    assert texts(answer.data, "a:entry/a:author/a:name/text()") == ["Tô Hoài", "Vũ Trọng Phụng"]
    assert texts(answer.data, "a:entry[1]/a:link/@href") == [f"{HERE}/records/{record.id}"]
    assert texts(answer.data, "a:link[@rel='self']/@href") == [f"{HERE}/lists/sach-cho-ngay-tet/feed"]


def test_ids_stay_when_the_list_is_renamed(client: Visitor, session: Session) -> None:
    record = factories.record(session)
    made = reading_list(session, record)
    before = client.get("/lists/sach-cho-ngay-tet/feed", base_url=HERE)
    made.title = "Sách Tết"
    session.commit()
    after = client.get("/lists/sach-cho-ngay-tet/feed", base_url=HERE)
    ids = "a:id/text() | a:entry/a:id/text()"
    assert texts(after.data, ids) == texts(before.data, ids)
    assert texts(after.data, "a:id/text()") == ["tag:thuvien.phuong13.vn,2026-11-22:lists/sach-cho-ngay-tet"]
    assert texts(after.data, "a:title/text()") == ["Sách Tết"]


def test_who_has_it_already_is_sent_nothing(client: Visitor, session: Session) -> None:
    reading_list(session, factories.record(session))
    first = client.get("/lists/sach-cho-ngay-tet/feed")
    again = client.get("/lists/sach-cho-ngay-tet/feed", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
