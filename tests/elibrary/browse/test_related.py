"""What stands near a record, found by looking at few rows however popular an author or subject is."""

from sqlalchemy.orm import Session

from catalog.models import Record, Subject
from elibrary import audience
from elibrary.browse import related
from tests import factories


def made(session: Session, title: str, *subjects: str, **values: object) -> Record:
    return factories.record(session, title, f"Người viết {title}", subjects=subjects, **values)


def near(session: Session, record: Record) -> related.Near:
    people = [person.folded for person in record.contributors]
    subjects = [subject.term for subject in record.subjects]
    return related.near(session, record.id, record.work_key, people, subjects)


def test_who_shares_most_subjects_comes_first_then_what_is_opened_most(session: Session) -> None:
    here = made(session, "Đây", "Thơ", "Huế", "Sông")
    one, two = made(session, "Một", "Thơ"), made(session, "Hai", "Thơ", "Huế")
    popular = made(session, "Ba", "Sông")
    popular.popularity = 9
    session.commit()
    assert near(session, here).on_subject == [two.id, popular.id, one.id]


def test_no_title_stands_in_two_lists(session: Session) -> None:
    here = factories.record(session, subjects=("Thơ",))
    edition = factories.record(session, subjects=("Thơ",), year_printed="1902")
    newer = factories.record(session, subjects=("Thơ",), year_printed="2002")
    same_author = factories.record(session, "Văn tế", subjects=("Thơ",))
    same_subject = made(session, "Khác", "Thơ")
    assert near(session, here) == ([newer.id, edition.id], [same_author.id], [same_subject.id])


def test_a_record_without_people_and_subjects_has_nothing_near(session: Session) -> None:
    here = factories.record(session, author="")
    factories.record(session, "Khác", author="")
    assert near(session, here).ids() == []


def test_a_child_sees_no_titles_for_older_readers(session: Session) -> None:
    here = made(session, "Đây", "Thơ")
    made(session, "Người lớn", "Thơ", minimum_age=18)
    session.refresh(here, ["contributors", "subjects"])
    audience.limit(session, 9)
    assert near(session, here).ids() == []


def test_only_the_latest_titles_of_a_popular_subject_are_weighed(session: Session) -> None:
    here = made(session, "Đây", "Thơ")
    old = made(session, "Cũ", "Thơ")
    old.popularity = 99
    others = [made(session, f"Tập {number}") for number in range(60)]
    session.add_all(Subject(record_id=other.id, position=0, term="Thơ") for other in others)
    session.commit()
    found = near(session, here).on_subject
    assert old.id not in found
    assert len(found) == related.SHOWN
