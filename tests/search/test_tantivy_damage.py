"""Damage to the files of a tantivy index is seen, and a rebuild mends it."""

from pathlib import Path

import pytest

pytest.importorskip("tantivy")

from catalog.search import Document, IndexUnusable, SearchRequest, parse
from catalog.search.tantivy import TantivyEngine


@pytest.mark.parametrize(
    "pattern", ["live.json", "*/records/meta.json", "*/records/*.idx", "*/records/*.fast"]
)
@pytest.mark.parametrize("how", ["cut", "gone", "overwritten"])
def test_a_damaged_index_says_so(tmp_path: Path, pattern: str, how: str) -> None:
    engine = TantivyEngine(tmp_path)
    engine.rebuild([Document(id=key, title=f"Một {key}") for key in range(300)])
    engine.close()
    for path in tmp_path.glob(pattern):
        whole = path.read_bytes()
        if how == "gone":
            path.unlink()
        else:
            path.write_bytes(whole[: len(whole) // 2] if how == "cut" else b"\0" * len(whole))
    reopened = TantivyEngine(tmp_path)
    with pytest.raises(IndexUnusable):
        reopened.search(SearchRequest(query=parse("mot")))
    reopened.rebuild([Document(id=1, title="Một")])
    assert list(reopened.indexed()) == [1]
    reopened.close()


def test_half_characters_are_taken_in_and_found(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    half = "\ud800"
    engine.rebuild([Document(id=1, title=f"Số {half} đỏ", contributors=(f"Vũ {half}",))])
    assert engine.search(SearchRequest(query=parse(f"số {half} đỏ"))).ids == (1,)
    assert len(engine.suggest("số")) == 1
    assert engine.suggest(half) == []
    engine.close()
