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
