"""What the home page and the page of all lists are given: published lists, first titles, few queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy.orm import Session

from elibrary.lists.services import on_home, published
from tests import factories
from tests.elibrary.lists.makers import reading_list

Watch = Callable[[], AbstractContextManager[list[str]]]


def test_the_list_changed_last_comes_first_with_its_first_titles(session: Session) -> None:
    records = [factories.record(session, f"Cuốn {number}") for number in range(14)]
    reading_list(session, *records, title="Cũ", slug="cu", on_home=True)
    reading_list(session, *reversed(records[:2]), title="Mới", slug="moi", on_home=True, minutes=5)
    new, old = on_home(session)
    assert (new.title, new.slug, new.total) == ("Mới", "moi", 2)
    assert [one.title for one in new.records] == ["Cuốn 1", "Cuốn 0"]
    assert old.total == 14
    assert [one.title for one in old.records] == [f"Cuốn {number}" for number in range(12)]
    assert [len(one.records) for one in published(session)] == [2, 3]


def test_home_has_only_published_lists_meant_for_it_that_hold_something(session: Session) -> None:
    record = factories.record(session)
    reading_list(session, record, slug="mot", on_home=True, published=False)
    reading_list(session, record, slug="hai")
    reading_list(session, slug="ba", on_home=True)
    assert on_home(session) == []
    assert [one.slug for one in published(session)] == ["hai"]


def test_a_child_sees_titles_and_numbers_of_its_own_only(session: Session, child: None) -> None:
    adult, everyone = factories.record(session, minimum_age=16), factories.record(session, "Dế Mèn")
    reading_list(session, adult, everyone, slug="lan", on_home=True)
    reading_list(session, adult, slug="lon", on_home=True)
    session.expunge_all()
    [shown] = on_home(session)
    assert (shown.slug, shown.total, [one.title for one in shown.records]) == ("lan", 1, ["Dế Mèn"])


def test_the_number_of_queries_does_not_grow(session: Session, statements: Watch) -> None:
    records = [factories.record(session, f"Cuốn {number}") for number in range(5)]
    for number in range(6):
        reading_list(session, *records, slug=f"so-{number}", on_home=True)
    session.expunge_all()
    with statements() as sent:
        assert len(on_home(session)) == 6
    assert len(sent) == 3
