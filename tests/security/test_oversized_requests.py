"""One request of a visitor must not keep the whole library busy, nor fill its memory."""

from time import perf_counter

from sqlalchemy.orm import Session

from elibrary.listening.views import LONGEST_REPORT
from elibrary.robots import is_robot
from tests.conftest import Visitor
from tests.elibrary.listening.recordings import audiobook

MOST_SECONDS = 2


def test_a_giant_browser_name_is_judged_at_once() -> None:
    started = perf_counter()
    is_robot("Mozilla/5.0 " + "a" * 8_000)
    assert perf_counter() - started < MOST_SECONDS


def test_a_giant_report_of_listening_is_not_read(client: Visitor, session: Session) -> None:
    book = audiobook(session)
    answer = client.post(f"/listen/{book.id}/minutes", data=b"[" + b"1," * LONGEST_REPORT)
    assert answer.status_code == 413
