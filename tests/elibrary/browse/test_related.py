"""What stands near a record, found by looking at few rows however popular an author or subject is."""

from sqlalchemy.orm import Session

from catalog.models import Record, Subject
from elibrary import audience
from elibrary.browse import related
from tests import factories


def made(session: Session, title: str, *subjects: str, **values: object) -> Record:
    return factories.record(session, title, f"Người viết {title}", subjects=subjects, **values)


def test_who_shares_most_subjects_comes_first_then_what_is_opened_most(session: Session) -> None:
    here = made(session, "Đây", "Thơ", "Huế", "Sông")
    one, two, popular = (
        made(session, "Một", "Thơ"),
        made(session, "Hai", "Thơ", "Huế"),
        made(session, "Ba", "Sông"),
    )
    popular.popularity = 9
    session.commit()
    found = related.related(session, here.work_key, [], ["Thơ", "Huế", "Sông"])
    assert found == [two.id, popular.id, one.id]


def test_works_of_the_same_author_come_before_those_on_the_same_subject(session: Session) -> None:
    here = factories.record(session, subjects=("Thơ",))
    subject = made(session, "Chủ đề", "Thơ")
    author = factories.record(session, "Văn tế")
    assert related.related(session, here.work_key, ["nguyen du"], ["Thơ"]) == [author.id, subject.id]


def test_other_editions_are_not_related_but_editions(session: Session) -> None:
    here = factories.record(session, subjects=("Thơ",))
    older = factories.record(session, subjects=("Thơ",), year_printed="1902")
    newer = factories.record(session, subjects=("Thơ",), year_printed="2002")
    assert related.related(session, here.work_key, ["nguyen du"], ["Thơ"]) == []
    assert related.editions(session, here.id, here.work_key) == [newer.id, older.id]


def test_a_record_without_people_and_subjects_has_nothing_near(session: Session) -> None:
    here = factories.record(session, author="")
    factories.record(session, "Khác", author="")
    assert related.related(session, here.work_key, [], []) == []


def test_a_child_sees_no_related_titles_for_older_readers(session: Session) -> None:
    here = made(session, "Đây", "Thơ")
    made(session, "Người lớn", "Thơ", minimum_age=18)
    audience.limit(session, 9)
    assert related.related(session, here.work_key, [], ["Thơ"]) == []


def test_only_the_latest_titles_of_a_popular_subject_are_weighed(session: Session) -> None:
    here = made(session, "Đây", "Thơ")
    old = made(session, "Cũ", "Thơ")
    old.popularity = 99
    session.add_all(
        Subject(record_id=made(session, f"Tập {n}").id, position=0, term="Thơ") for n in range(60)
    )
    session.commit()
    assert old.id not in related.related(session, here.work_key, [], ["Thơ"])
    assert len(related.related(session, here.work_key, [], ["Thơ"])) == related.RELATED
