"""A search and its URL are two spellings of one thing."""

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from catalog.search.engine import Sort
from elibrary.browse.parameters import FACETS, Parameters

NAMES = st.sampled_from([*FACETS, "q", "sort", "page", "per_page", "nonsense"])
VALUES = st.one_of(
    st.text(max_size=40), st.sampled_from(["paper", "book", "1990", "1990-1999", "1", "title", "25", "²"])
)


def spelt(parameters: Parameters) -> MultiDict[str, str]:
    """The parameters as a browser would send them."""
    return MultiDict(
        (name, str(one))
        for name, value in parameters.arguments().items()
        for one in (value if isinstance(value, list) else [value])
    )


@given(st.lists(st.tuples(NAMES, VALUES), max_size=30))
def test_whatever_stands_in_a_url_is_a_search_that_can_be_spelt_again(given: list[tuple[str, str]]) -> None:
    parameters = Parameters.read(MultiDict(given))
    assert Parameters.read(spelt(parameters)) == parameters
    assert parameters.search_request.window[1] <= 1000
    assert len(parameters.q) <= 500


def test_a_plain_search_has_a_short_url() -> None:
    assert Parameters.read(MultiDict([("q", "kiều"), ("page", "1"), ("sort", "relevance")])).arguments() == {
        "q": "kiều"
    }


def test_years_are_one_or_a_span_in_either_order() -> None:
    parameters = Parameters.read(MultiDict([("year", "1990"), ("year", "2000-1995"), ("year", "xưa")]))
    assert parameters.search_request.filters.year == ((1990, 1990), (1995, 2000))


def test_taking_a_filter_off_goes_back_to_the_first_page() -> None:
    parameters = Parameters.read(
        MultiDict([("form", "paper"), ("form", "audio"), ("page", "3"), ("sort", "title")])
    )
    less = parameters.without("form", "paper")
    assert (less.form, less.page, less.sort) == (("audio",), 1, Sort.TITLE)
