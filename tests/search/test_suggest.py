"""Completions while typing."""

from catalog.search import Deletion, Document, SearchEngine, Suggestion


def texts(index: SearchEngine, prefix: str, limit: int = 8) -> list[str]:
    return [one.text for one in index.suggest(prefix, limit)]


def test_titles_people_and_subjects_with_or_without_marks(index: SearchEngine) -> None:
    index.apply(
        [Document(id=1, title="Truyện Kiều", contributors=("Trương Vĩnh Ký",), subjects=("Trồng lúa",))]
    )
    assert index.suggest("truyen k") == [Suggestion("Truyện Kiều", "title", 1)]
    assert index.suggest("TRƯƠNG") == [Suggestion("Trương Vĩnh Ký", "author")]
    assert index.suggest("trồ") == [Suggestion("Trồng lúa", "subject")]
    assert len(index.suggest("tr")) == 3
    assert index.suggest("kiều") == []
    assert index.suggest(" ?") == []


def test_marks_as_typed_come_first_then_what_is_most_used(index: SearchEngine) -> None:
    index.apply([Document(id=1, title="Số đỏ"), Document(id=2, title="Sơ đồ", popularity=9)])
    index.apply([Document(id=3, title="Số đo", popularity=2), Document(id=4, title="SỐ ĐỎ")])
    assert texts(index, "so d") == ["Sơ đồ", "Số đo", "SỐ ĐỎ"]
    assert texts(index, "số đ", limit=1) == ["Số đo"]
    assert texts(index, "sơ")[0] == "Sơ đồ"


def test_what_is_gone_is_no_longer_suggested(index: SearchEngine) -> None:
    index.apply([Document(id=1, title="Tắt đèn", contributors=("Tất Tố",)), Document(id=2, title="Tấm Cám")])
    assert texts(index, "tat") == ["Tất Tố", "Tắt đèn"]
    index.apply([Deletion(1)])
    assert texts(index, "tat") == []


def test_every_kind_has_its_own_best(index: SearchEngine) -> None:
    people = [Document(id=key, title=f"Sách {key}", contributors=(f"Minh {key}",)) for key in range(1, 40)]
    index.apply([*people, Document(id=50, title="Minh triết")])
    found = index.suggest("minh", limit=3)
    assert [one.kind for one in found].count("author") == 3
    assert "Minh triết" in [one.text for one in found]


def test_the_most_used_one_is_found_among_hundreds_that_begin_so(index: SearchEngine) -> None:
    crowd = [Document(id=key, title=f"Thi ca {key:03}") for key in range(1, 400)]
    index.apply(
        [*crowd, Document(id=500, title="Thị trường"), Document(id=501, title="Thì thầm", popularity=2)]
    )
    assert texts(index, "th", limit=1) == ["Thì thầm"]
    assert texts(index, "thị", limit=2)[0] == "Thị trường"


def test_a_title_of_ten_thousand_letters_is_suggested_like_any_other(index: SearchEngine) -> None:
    long = "Dài " * 2500
    index.apply([Document(id=1, title=long)])
    assert texts(index, "dai dai") == texts(index, long) == [long]
