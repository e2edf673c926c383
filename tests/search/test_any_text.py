"""Whatever is typed is answered within the bounds."""

import string
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.search import Document, InsideRequest, SearchRequest, SectionText, Sort, parse
from catalog.search.understanding import understand
from catalog.search.whoosh import WhooshEngine

MOST = 100
"""Ids on one page."""
_SIGNS = "\"'()*:-–|^~+!&=<>{}[]\\/.,;?%$#@ \t\n"
_PIECES = st.one_of(
    st.text(max_size=30),
    st.text(alphabet=_SIGNS, max_size=8),
    st.text(alphabet=string.ascii_lowercase + string.digits + "^`~?.'+*", max_size=12),
    st.sampled_from(
        ["truyện", "kieeuf", "OR", "-", '"số đỏ"', "tác giả:", "author:", "978-604-2", "k*", "\ud800"]
    ),
)
TEXTS = st.lists(_PIECES, max_size=12).map(" ".join) | st.text(max_size=2000)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    """A few hundred records with a book that is read."""
    engine = WhooshEngine(tmp_path_factory.mktemp("index"))
    text = SectionText(digital_id=1, position=0, text="Trăm năm trong cõi người ta, chữ tài chữ mệnh")
    engine.rebuild(
        Document(
            id=number,
            title=f"Truyện Kiều tập {number}",
            contributors=("Nguyễn Du", "Vũ Trọng Phụng"),
            identifiers=(f"B{number}", "9786042000000"),
            sections=(text,) if number == 1 else (),
        )
        for number in range(1, 301)
    )
    yield engine
    engine.close()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=TEXTS,
    page=st.integers(-3, 10**6),
    per_page=st.integers(-3, 10**6),
    sort=st.sampled_from(Sort),
)
def test_any_text_is_answered_within_the_bounds(
    library: WhooshEngine, text: str, page: int, per_page: int, sort: Sort
) -> None:
    request = SearchRequest(query=parse(text), page=page, per_page=per_page, sort=sort)
    answer = understand(library, request).result
    assert len(answer.ids) == len(set(answer.ids)) <= MOST
    assert set(answer.ids) <= set(range(1, 301))
    assert 0 <= answer.total <= 300
    assert len(library.search_inside(InsideRequest(query=request.query))) <= 1
    assert len(library.suggest(text)) <= 8
    assert len(library.closest(request.query)) <= 6
    library.did_you_mean(request.query)
