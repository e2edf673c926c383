"""The sample's reading lists name its own titles, say why, and are in the library after the first start."""

import unicodedata

import pytest
from sqlalchemy.orm import Session

from elibrary import sample_library
from elibrary.extensions import store
from elibrary.lists.services import on_home, published
from elibrary.sample.collection import collection
from elibrary.sample.lists import SampleList, sample_lists
from tests import factories

LISTS = sample_lists()


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.title)
def test_a_list_names_titles_of_the_sample_and_says_why(one: SampleList) -> None:
    known = {
        name for record in collection() for name in ((record.title, record.subtitle), (record.title, ""))
    }
    assert {(title.title, title.subtitle) for title in one.titles} <= known
    assert len({(title.title, title.subtitle) for title in one.titles}) == len(one.titles) >= 5
    for text in (one.title, one.description, *(title.note for title in one.titles)):
        assert 10 < len(text) <= 500
        assert unicodedata.is_normalized("NFC", text)
        assert text == " ".join(text.split())


def test_a_new_library_has_them_and_shows_two_on_the_home_page(session: Session) -> None:
    for _record in sample_library.load(session, store(), now=factories.NOW):
        pass
    session.commit()
    assert [one.title for one in published(session)] == [one.title for one in LISTS]
    assert [one.title for one in on_home(session)] == [one.title for one in LISTS if one.on_home]
    assert len(on_home(session)) == 2
    assert [one.total for one in published(session)] == [len(one.titles) for one in LISTS]
