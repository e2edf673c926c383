"""Limits count in one file for all processes, keep nothing readable, and forget when their time is over."""

import time
from pathlib import Path

import pytest
from flask_limiter import Limiter
from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from elibrary.app import create_app
from elibrary.config import Config
from elibrary.extensions import limiter
from elibrary.rate_limits import SharedCounts


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "limits.sqlite3"


def test_two_processes_count_together(file: Path) -> None:
    one, other = (FixedWindowRateLimiter(SharedCounts(file=file, secret="s")) for _ in range(2))
    limit = RateLimitItemPerMinute(3)
    assert [counts.hit(limit, "a") for counts in (one, other, one, other)] == [True, True, True, False]
    assert one.hit(limit, "b")
    assert other.get_window_stats(limit, "a").remaining == 0


def test_a_window_ends(file: Path) -> None:
    counts = SharedCounts(file=file, secret="s")
    assert [counts.incr("a", 1), counts.incr("a", 1), counts.get("a")] == [1, 2, 2]
    time.sleep(max(0.0, counts.get_expiry("a") - time.time()) + 0.01)
    assert counts.get("a") == 0
    assert counts.incr("a", 60) == 1
    counts.clear("a")
    assert (counts.get("a"), counts.check()) == (0, True)


def test_who_asked_cannot_be_read_from_the_file(file: Path) -> None:
    SharedCounts(file=file, secret="s").incr("LIMITER/thuthu 203.0.113.7/5/1/minute", 60)
    kept = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert len(kept) > 0
    assert b"203.0.113.7" not in kept
    assert b"thuthu" not in kept


def test_the_library_counts_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiter, "enabled", True)  # other tests switch it off for all applications
    create_app(Config(data=tmp_path / "data"))
    assert isinstance(limiter, Limiter)
    assert isinstance(limiter.storage, SharedCounts)
    limiter.storage.incr("a", 60)
    assert (tmp_path / "data" / "limits.sqlite3").exists()
