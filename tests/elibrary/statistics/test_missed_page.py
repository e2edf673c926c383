"""The staff sees by month what people searched and did not find, takes it along, and removes what it must."""

import csv
import io
import re
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elibrary.accounts.models import Account
from elibrary.statistics import searches, views
from elibrary.statistics.models import MissedSearch
from elibrary.statistics.searches import Key, Misses
from tests.conftest import Visitor

PAGE = "/staff/statistics/searches"


@pytest.fixture
def missed(session: Session, client: Visitor, librarian: Account) -> None:
    """Three texts in November 2026, one in October; a librarian looks at them."""
    november, october = date(2026, 11, 1), date(2026, 10, 1)
    searches.add(
        session,
        {
            Key(november, "so do"): Misses("Số đỏ", 9, 0),
            Key(november, "hai phong"): Misses("Hải Phòng", 2, 3),
            Key(november, "cmd"): Misses("=cmd|'/c calc'!A1", 1, 0),
            Key(october, "tho"): Misses("<b>thơ</b>", 1, 0),
        },
    )
    session.commit()
    client.sign_in(librarian)


def texts(page: str) -> list[str]:
    """The texts of the table, in order."""
    return re.findall(r'<span class="cut">(.*?)</span>', page)


def test_wishes_stand_before_what_was_only_searched(client: Visitor, missed: None) -> None:
    page = client.get(f"{PAGE}?month=2026-11").text
    assert texts(page)[:2] == ["Hải Phòng", "Số đỏ"]
    assert 'href="/search?q=H%E1%BA%A3i+Ph%C3%B2ng"' in page  # to see whether it is there now


def test_another_month_can_be_chosen(client: Visitor, missed: None) -> None:
    page = client.get(f"{PAGE}?month=2026-10").text
    assert texts(page) == ["&lt;b&gt;thơ&lt;/b&gt;"]
    assert '<option value="2026-10" selected>' in page
    assert '<option value="2026-11">' in page


@pytest.mark.parametrize("month", ["2026-13", "abc", "", "0000-01", "2026-1", "9999-99", "2026-10-05"])
def test_a_month_that_is_none_is_the_present_one(client: Visitor, missed: None, month: str) -> None:
    assert client.get(PAGE, query_string={"month": month}).status_code == 200


def test_a_month_without_misses_says_what_will_stand_there(client: Visitor, missed: None) -> None:
    page = client.get(f"{PAGE}?month=2020-01").text
    assert "Tháng 01/2020 chưa có gì." in page
    assert "CSV" not in page


def test_the_file_has_every_line_and_no_formula(client: Visitor, missed: None) -> None:
    answer = client.get(f"{PAGE}.csv?month=2026-11")
    assert 'filename="tim-chua-thay-2026-11.csv"' in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows == [
        ["Đã tìm", "Số lần tìm", "Số lần đề nghị"],
        ["Hải Phòng", "2", "3"],
        ["Số đỏ", "9", "0"],
        ["'=cmd|'/c calc'!A1", "1", "0"],
    ]


def test_a_long_list_says_how_much_of_it_is_shown(
    client: Visitor, missed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "SHOWN", 2)
    page = client.get(f"{PAGE}?month=2026-11").text
    assert len(texts(page)) == 2
    assert "Đang xem 2 trên 3 dòng" in page


def test_a_line_that_should_not_stand_there_is_removed(
    client: Visitor, missed: None, session: Session
) -> None:
    page = client.get(f"{PAGE}?month=2026-10").text
    action = re.search(rf'action="({PAGE}/\d+/delete)"', page)
    assert action
    answer = client.post(action[1])
    assert answer.location == f"{PAGE}?month=2026-10"
    assert session.scalar(select(func.count(MissedSearch.id))) == 3
    assert "Đã xoá “&lt;b&gt;thơ&lt;/b&gt;”" in client.get(answer.location).text
    assert client.post(action[1]).status_code == 404


def test_the_counts_show_the_first_of_this_month_and_lead_to_the_rest(
    client: Visitor, librarian: Account
) -> None:
    client.sign_in(librarian)
    page = client.get("/staff/statistics").text
    assert "Từ mà bạn đọc tìm không thấy sẽ hiện ở đây." in page
    assert f'href="{PAGE}"' in page
