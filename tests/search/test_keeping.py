"""What the index keeps, through changes, restarts, other processes and damage."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.search import Deletion, Document, IndexUnusable, SearchEngine, SearchRequest, parse
from catalog.search.whoosh import WhooshEngine
from tests.search.conftest import EngineAt, Find


def test_the_same_batch_again_changes_nothing(index: SearchEngine, find: Find) -> None:
    batch: list[Document | Deletion] = [Document(id=1, title="Cũ"), Document(id=1, title="Mới"), Deletion(2)]
    for _ in range(3):
        index.apply(batch)
        assert (find("mới"), find("cũ")) == ([1], [])
        assert index.indexed() == {1: Document(id=1, title="Mới").fingerprint}


def test_another_engine_on_the_same_folder_sees_every_change(
    index: SearchEngine, engine_at: EngineAt, tmp_path: Path
) -> None:
    other = engine_at(tmp_path / "index")
    for key in range(1, 30):  # enough commits for segments to be merged
        index.apply([Document(id=key, title=f"Tập {key}")])
        assert len(other.indexed()) == key
    other.apply([Deletion(1)])
    assert len(index.indexed()) == 28
    index.rebuild([Document(id=5, title="Một")])
    assert list(other.indexed()) == [5]
    other.close()


def test_merging_keeps_rows_and_postings(index: SearchEngine, find: Find, tmp_path: Path) -> None:
    for start in range(0, 240, 12):
        index.apply([Document(id=key, title=f"Tập {key}") for key in range(start, start + 12)])
        index.apply([Deletion(start + 1)])
    assert len(index.indexed()) == 220
    assert find("tap 14") == [14]
    assert find("tap 13") == []
    segments = list((tmp_path / "index").glob("*/records/*.trm"))
    assert len(segments) <= 9


def test_a_missing_index_says_so_until_it_is_rebuilt(engine_at: EngineAt, tmp_path: Path) -> None:
    engine = engine_at(tmp_path / "none")
    with pytest.raises(IndexUnusable):
        engine.search(SearchRequest())
    with pytest.raises(IndexUnusable):
        engine.apply([Document(id=1, title="Một")])
    engine.rebuild([Document(id=1, title="Một")])
    assert list(engine.indexed()) == [1]
    engine.close()


# Whoosh leaves its files open when it stumbles over a damaged one.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    "pattern", ["live.json", "*/records/*.toc", "*/records/*.trm", "*/records/*.row.col"]
)
@pytest.mark.parametrize("how", ["cut", "gone"])
def test_a_damaged_index_says_so(tmp_path: Path, pattern: str, how: str) -> None:
    engine = WhooshEngine(tmp_path)
    engine.rebuild([Document(id=key, title=f"Một {key}") for key in range(300)])
    for path in tmp_path.glob(pattern):
        if how == "cut":
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        else:
            path.unlink()
    reopened = WhooshEngine(tmp_path)
    with pytest.raises(IndexUnusable):
        reopened.search(SearchRequest(query=parse("mot")))
    reopened.rebuild([Document(id=1, title="Một")])
    assert list(reopened.indexed()) == [1]
    reopened.close()
    engine.close()


def test_damage_that_only_a_search_meets_condemns_the_index(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path)
    engine.rebuild([Document(id=key, title=f"Một {key}") for key in range(300)])
    engine.health()
    for path in tmp_path.glob("*/records/*.trm"):
        whole, part = (size.to_bytes(4, "big") for size in (300 * 4, 300 * 4 - 1))
        path.write_bytes(path.read_bytes().replace(whole, part))  # the length of posting lists
    with pytest.raises(IndexUnusable):
        engine.search(SearchRequest(query=parse("mot")))
    with pytest.raises(IndexUnusable):
        engine.health()  # so that the next drain rebuilds
    engine.close()


def test_an_index_of_another_analysis_is_not_used(index: SearchEngine, tmp_path: Path) -> None:
    live = tmp_path / "index" / "live.json"
    live.write_text(live.read_text("utf-8").replace('"form": "', '"form": "0'), "utf-8")
    with pytest.raises(IndexUnusable):
        index.health()


def test_a_rebuild_that_fails_leaves_the_old_index_as_it_was(index: SearchEngine, find: Find) -> None:
    index.apply([Document(id=1, title="Một")])

    def broken() -> Iterator[Document]:
        yield Document(id=2, title="Hai")
        raise OSError("the database went away")

    with pytest.raises(OSError, match="went away"):
        index.rebuild(broken())
    assert (find("một"), find("hai")) == ([1], [])


def test_searches_go_on_while_the_index_is_written_and_rebuilt(index: SearchEngine) -> None:
    index.rebuild([Document(id=key, title=f"Truyện {key}") for key in range(50)])
    errors: list[Exception] = []
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            try:
                assert index.search(SearchRequest(query=parse("truyen"))).total >= 50
            except Exception as error:  # noqa: BLE001 - whatever went wrong is what the test is about
                errors.append(error)

    readers = [threading.Thread(target=search) for _ in range(3)]
    for reader in readers:
        reader.start()
    for key in range(50, 60):
        index.apply([Document(id=key, title=f"Truyện {key}")])
        if key % 5 == 0:
            index.rebuild([Document(id=n, title=f"Truyện {n}") for n in range(key + 1)])
    stop.set()
    for reader in readers:
        reader.join()
    assert errors == []
