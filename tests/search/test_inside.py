"""Words inside books lead to the book and to the place."""

import pytest

from catalog.search import Deletion, Document, InsideHit, InsideRequest, SearchEngine, SectionText, parse
from tests.search.conftest import Find


def section(digital: int, position: int, text: str) -> SectionText:
    return SectionText(digital_id=digital, position=position, text=text)


@pytest.fixture(autouse=True)
def shelf(index: SearchEngine) -> None:
    poem = section(11, 0, "Trăm năm trong cõi người ta"), section(11, 1, "Chữ tài chữ mệnh khéo là ghét nhau")
    index.apply([Document(id=1, title="Truyện Kiều", contributors=("Nguyễn Du",), sections=poem)])
    other = (section(12, 4, "cối xay, người ta, trăm họ, năm nay, trong sân"),)
    index.apply([Document(id=2, title="Làng quê", sections=other), Document(id=3, title="Cõi người ta")])


def inside(index: SearchEngine, text: str, **request: int) -> list[InsideHit]:
    return index.search_inside(InsideRequest(query=parse(text), **request))  # type: ignore[arg-type]


def test_side_by_side_with_marks_first(index: SearchEngine) -> None:
    assert inside(index, "trăm năm trong cõi") == [InsideHit(1, 11, 0), InsideHit(2, 12, 4)]
    assert inside(index, '"tram nam"') == [InsideHit(1, 11, 0)]
    assert inside(index, "trăm chữ") == []  # not in one section


def test_records_found_inside_come_after_those_found_outside(find: Find) -> None:
    found = find("cõi người ta")
    assert found[0] == 3
    assert set(found[1:]) == {1, 2}
    assert find("tài mệnh") == [1]
    assert find("tài mệnh -du") == []
    assert find("tác giả:tài") == []


def test_bounds_and_choice_of_records(index: SearchEngine) -> None:
    pages = tuple(section(13, page, "nước non") for page in range(9))
    index.apply([Document(id=4, title="Non nước", sections=pages)])
    assert inside(index, "nuoc non", per_record=2) == [InsideHit(4, 13, 0), InsideHit(4, 13, 1)]
    request = InsideRequest(query=parse("người ta"), record_ids=(2,))
    assert [hit.record_id for hit in index.search_inside(request)] == [2]


def test_changed_and_deleted_books_leave_nothing_behind(index: SearchEngine, find: Find) -> None:
    index.apply([Document(id=1, title="Truyện Kiều", sections=(section(11, 0, "mới"),)), Deletion(2)])
    assert inside(index, "trăm năm") == []
    assert inside(index, "mới") == [InsideHit(1, 11, 0)]
    assert find("trăm năm") == []
