"""What stands where on the front door."""

from datetime import timedelta

from sqlalchemy.orm import Session

from catalog.base import utcnow
from catalog.models import ListEntry, MaterialType, ReadingList, Record
from elibrary import audience
from elibrary.centre import notices
from elibrary.centre.notices import Period
from elibrary.home import services
from elibrary.home.memory import MINUTE, Remembered
from tests import factories
from tests.conftest import Visitor


def chosen(
    session: Session, title: str, *records: Record, published: bool = True, on_home: bool = True
) -> None:
    """A reading list with these titles."""
    made = ReadingList(slug=f"l-{len(title)}", title=title, published=published, on_home=on_home)
    made.entries = [ListEntry(record_id=one.id, position=at) for at, one in enumerate(records)]
    session.add(made)
    session.commit()


def test_the_parts_stand_in_the_order_of_their_use(client: Visitor, session: Session, kieu: Record) -> None:
    factories.record(session, "Báo Tuổi Trẻ", type=MaterialType.NEWSPAPER)
    kieu.popularity = 3
    chosen(session, "Cho bé", kieu)
    now = utcnow()
    notices.publish(session, "Nghỉ lễ", Period(now, now + timedelta(days=1)), now=now)
    session.commit()
    page = client.get("/").text
    parts = (
        'role="search"',
        "Nghỉ lễ",
        'class="doors',
        ">Mới về thư viện<",
        ">Được đọc nhiều<",
        ">Sách nói</h2>",
        "Cho bé",
        ">Báo và tạp chí<",
    )
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_only_lists_for_the_home_page_are_on_it_the_newest_three(
    client: Visitor, session: Session, kieu: Record
) -> None:
    for title in ("a", "bb", "ccc", "dddd"):
        chosen(session, title, kieu)
    chosen(session, "chưa xong", kieu, published=False)
    chosen(session, "nơi khác", kieu, on_home=False)
    page = client.get("/").text
    assert [f'href="/lists/l-{number}"' in page for number in (1, 2, 3, 4, 8, 9)] == [
        False,
        True,
        True,
        True,
        False,
        False,
    ]


def test_titles_of_a_list_that_a_child_is_not_shown_are_not_counted(session: Session, kieu: Record) -> None:
    chosen(session, "Cho bé", kieu, factories.record(session, "Đêm tối", minimum_age=16))
    assert [one.titles for one in services.home(session).lists] == [2]
    audience.limit(session, 12)
    assert [one.titles for one in services.home(session).lists] == [1]
    audience.limit(session, None)


def test_most_read_is_what_was_opened_most(session: Session, kieu: Record) -> None:
    other = factories.record(session, "Số đỏ")
    factories.record(session, "Chưa ai mở")
    kieu.popularity, other.popularity = 2, 5
    session.commit()
    found = services.popular(session).most_read
    assert list(found) == [other.id, kieu.id]
    assert [one.title for one in services.home(session, found).most_read] == ["Số đỏ", "Truyện Kiều"]


def test_a_title_deleted_within_the_minute_is_left_out(session: Session, kieu: Record) -> None:
    assert services.home(session, [kieu.id, 999]).most_read[0].id == kieu.id
    assert len(services.home(session, [999]).most_read) == 0


def test_counts_hold_for_a_minute_and_not_longer() -> None:
    memory, made = Remembered[str, int](), iter(range(9))
    assert memory.get("a", lambda: next(made), now=0) == 0
    assert memory.get("a", lambda: next(made), now=MINUTE - 1) == 0
    assert memory.get("b", lambda: next(made), now=0) == 1
    assert memory.get("a", lambda: next(made), now=MINUTE) == 2


def test_an_empty_library_still_says_where_it_is(client: Visitor) -> None:
    page = client.get("/").text
    assert "Thư viện đang được chuẩn bị" in page
    assert 'class="shelf"' not in page


def test_what_this_process_saves_is_seen_at_once(session: Session) -> None:
    memory, made = Remembered[str, int](until_saved=True), iter(range(9))
    assert [memory.get("a", lambda: next(made), now=0) for _ in range(2)] == [0, 0]
    factories.record(session)
    assert memory.get("a", lambda: next(made), now=0) == 1


def test_a_title_saved_a_moment_ago_is_on_the_page_of_the_next_visitor(
    client: Visitor, session: Session, kieu: Record
) -> None:
    assert "Số đỏ" not in client.get("/").text
    factories.record(session, "Số đỏ")
    assert "Số đỏ" in client.get("/").text
