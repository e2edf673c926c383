"""Sets that tantivy works out hold what sets of numbers hold, however they are cut and joined."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("tantivy")

from catalog.search import Document
from catalog.search.tantivy import TantivyEngine
from catalog.search.tantivy_answer import Records
from catalog.search.tantivy_sets import EVERYTHING, NOTHING, Documents, Term, joined

WORDS = "abcd"
ALL = 1 << len(WORDS)
Ids = frozenset[int]
EVERY: Ids = frozenset(range(ALL))


@pytest.fixture(scope="module")
def ids(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Documents], Ids]]:
    """The ids of a set; record n holds the words whose bits n has, so that every mixture is there."""
    engine = TantivyEngine(tmp_path_factory.mktemp("sets"))
    titles = (" ".join(word for bit, word in enumerate(WORDS) if n >> bit & 1) for n in EVERY)
    engine.rebuild(Document(id=n, title=title) for n, title in enumerate(titles))
    with engine._reading() as (records, _):
        yield lambda documents: _found(records, documents)
    engine.close()


def _found(records: Records, documents: Documents) -> Ids:
    found = records.values("id", records.first(documents, "id", ALL))
    assert records.count(documents) == len(found)
    return frozenset(found)


def _word(bit: int) -> tuple[Documents, Ids]:
    return Term("t" + WORDS[bit]), frozenset(n for n in EVERY if n >> bit & 1)


words = st.integers(0, len(WORDS) - 1).map(_word)
plain = st.one_of(words, st.sampled_from([(EVERYTHING, EVERY), (NOTHING, Ids())]))
sets = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: (two[0][0] & two[1][0], two[0][1] & two[1][1])),
        st.tuples(inner, inner).map(lambda two: (two[0][0] | two[1][0], two[0][1] | two[1][1])),
        inner.map(lambda one: (~one[0], EVERY - one[1])),
    ),
    max_leaves=12,
)


@given(one=sets)
def test_sets_hold_what_sets_of_numbers_hold(
    ids: Callable[[Documents], Ids], one: tuple[Documents, Ids]
) -> None:
    assert ids(one[0]) == one[1]


@given(some=st.lists(sets, max_size=5))
def test_joined_sets_lose_nothing(ids: Callable[[Documents], Ids], some: list[tuple[Documents, Ids]]) -> None:
    assert ids(joined(documents for documents, _ in some)) == Ids().union(*(own for _, own in some))


def test_none_and_all_are_told_from_other_sets_without_looking() -> None:
    word = Term("ta")
    assert not NOTHING
    assert not (word & 0)
    assert not (word & ~word)
    assert 0 | word == word
    assert word & ~0 == word
