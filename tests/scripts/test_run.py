"""`scripts/run.py` opens a living library, and stopping it stops everything and loses no count."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import BROWSER

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def opened(url: str) -> str:
    """The page, as soon as the library is open."""
    for _ in range(600):
        try:
            request = urllib.request.Request(url, headers={"User-Agent": BROWSER})
            with urllib.request.urlopen(request, timeout=10) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{url} did not open")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM")
def test_it_opens_with_the_sample_and_stops_with_its_counts(tmp_path: Path) -> None:
    port = free_port()
    settings = {name: value for name, value in os.environ.items() if not name.startswith("ELIBRARY_")}
    command = [sys.executable, "scripts/run.py", "--port", str(port), "--data", str(tmp_path / "data")]
    started = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True)
    try:
        assert "Dùng điện thoại thông minh" in opened(f"http://127.0.0.1:{port}/records/1")
    finally:
        started.send_signal(signal.SIGTERM)
        said, _ = started.communicate(timeout=30)
    assert f"http://127.0.0.1:{port}" in said
    assert "password:" in said
    assert started.returncode == 0
    with sqlite3.connect(tmp_path / "data" / "elibrary.sqlite3") as database:
        counted = database.execute("SELECT event, record_id, amount FROM daily_count").fetchall()
    assert ("view", 1, 1) in counted
