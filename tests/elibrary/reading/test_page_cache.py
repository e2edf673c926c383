"""Rendered pages are kept within a bound, whole, the ones read last."""

import os
from pathlib import Path

import pytest

from elibrary.reading.page_cache import PageCache


def never() -> bytes:
    raise AssertionError("it was kept")


def age(path: Path, seconds: int) -> None:
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))


def test_what_was_made_once_is_kept(tmp_path: Path) -> None:
    cache = PageCache(tmp_path / "pages")
    assert cache.get("a", lambda: b"page") == b"page"
    assert cache.get("a", never) == b"page"
    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["a"]


def test_the_bound_holds_and_the_pages_read_last_stay(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, limit=1000)
    for number in range(10):
        cache.get(f"{number}", lambda: bytes(100))
        age(tmp_path / f"{number}", 100 - number)
    cache.get("0", never)  # read again: the youngest now
    cache.get("new", lambda: bytes(100))
    kept = {path.name for path in tmp_path.iterdir()}
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 1000
    assert {"0", "new", "9"} <= kept
    assert "1" not in kept


def test_what_an_earlier_process_left_counts(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(bytes(5000))
    age(tmp_path / "old", 100)
    PageCache(tmp_path, limit=1000).get("new", lambda: bytes(10))
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_a_page_that_could_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise ValueError("no page")

    with pytest.raises(ValueError, match="no page"):
        PageCache(tmp_path).get("a", fail)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_keeps_nobody_from_reading(tmp_path: Path) -> None:
    (tmp_path / "pages").write_bytes(b"a file in the way")
    assert PageCache(tmp_path / "pages" / "deeper").get("a", lambda: b"page") == b"page"
