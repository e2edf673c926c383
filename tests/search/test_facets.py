"""Filters and counts that stay right when several values are chosen."""

from collections.abc import Sequence

import pytest

from catalog.models.record import Form, MaterialType
from catalog.search import Deletion, Document, Filters, SearchEngine, SearchRequest, parse

PAPER, DIGITAL, AUDIO = Form.PAPER, Form.DIGITAL, Form.AUDIO


@pytest.fixture(autouse=True)
def shelf(index: SearchEngine) -> None:
    index.apply(
        [
            Document(id=1, title="Thơ một", forms=(PAPER,), language="vi", year=1991, locations=("Kho A",)),
            Document(id=2, title="Thơ hai", forms=(PAPER, AUDIO), language="vi", year=1999, available=True),
        ]
    )
    index.apply(
        [
            Document(id=3, title="Thơ ba", forms=(DIGITAL,), language="en", year=2005, contributors=("Du",)),
            Document(id=4, title="Bản đồ", type=MaterialType.MAP, forms=(PAPER,), subjects=("Đất", "Nước")),
        ]
    )


def answer(
    index: SearchEngine, text: str, **chosen: object
) -> tuple[list[int], dict[str, Sequence[tuple[str, int]]]]:
    found = index.search(SearchRequest(query=parse(text), filters=Filters(**chosen)))  # type: ignore[arg-type]
    assert found.total == len(found.ids)
    return sorted(found.ids), dict(found.facets)


def test_counts_without_filters(index: SearchEngine) -> None:
    ids, facets = answer(index, "")
    assert ids == [1, 2, 3, 4]
    assert facets["form"] == [("paper", 3), ("audio", 1), ("digital", 1)]
    assert facets["type"] == [("book", 3), ("map", 1)]
    assert facets["language"] == [("vi", 2), ("en", 1)]
    assert facets["year"] == [("1990-1999", 2), ("2000-2009", 1)]
    assert facets["available"] == [("1", 1)]
    assert facets["subject"] == [("Nước", 1), ("Đất", 1)]


def test_values_of_one_facet_are_alternatives_and_facets_cut_each_other(index: SearchEngine) -> None:
    assert answer(index, "", form=("audio", "digital"))[0] == [2, 3]
    assert answer(index, "", form=("audio", "digital"), language=("vi",))[0] == [2]


def test_a_facet_counts_as_if_it_were_not_filtered_itself(index: SearchEngine) -> None:
    ids, facets = answer(index, "thơ", form=("digital",))
    assert ids == [3]
    assert facets["form"] == [("paper", 2), ("audio", 1), ("digital", 1)]
    assert facets["language"] == [("en", 1)]


def test_every_filter(index: SearchEngine) -> None:
    assert answer(index, "", year=((1990, 1995), (2005, 2005)))[0] == [1, 3]
    assert answer(index, "", available=True)[0] == [2]
    assert answer(index, "", location=("Kho A",))[0] == [1]
    assert answer(index, "", author=("Du",))[0] == [3]
    assert answer(index, "", subject=("Nước", "không có"))[0] == [4]
    assert answer(index, "", type=("map",))[0] == [4]
    assert answer(index, "", language=("không có",))[0] == []


def test_deleted_records_are_not_counted(index: SearchEngine) -> None:
    index.apply([Deletion(1), Deletion(99)])
    ids, facets = answer(index, "")
    assert ids == [2, 3, 4]
    assert facets["location"] == []
    assert facets["language"] == [("en", 1), ("vi", 1)]
