"""`scripts/bench.py portal` measures a small library and tells it in tables and JSON."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.scripts.test_bench_search import inputs
from tests.web.browser import find_browser

ROOT = Path(__file__).resolve().parents[2]
__all__ = ["inputs"]


def measured(out: Path, *options: str) -> tuple[str, dict[str, Any]]:
    """What was printed, and the figures; a busy machine or a small library may be too slow or too quick."""
    figures = out / "figures.json"
    command = [sys.executable, "scripts/bench.py", "portal", *options, "--json", str(figures)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert figures.is_file(), done.stderr
    return done.stdout, json.loads(figures.read_text(encoding="utf-8"))


def test_home_and_record_pages_stand_beside_a_bare_page(inputs: Path, tmp_path: Path) -> None:
    small = ("--page-records", "60", "--clients", "2", "--seconds", "1")
    printed, figures = measured(tmp_path, "--part", "server", "--data", str(inputs), *small)
    rows = figures["server"]["rows"]
    asked = [(row["page"], row["clients"]) for row in rows]
    assert asked == [(page, clients) for page in ("bare page", "home", "record") for clients in (1, 2)]
    assert all(row["pages"] and not row["errors"] for row in rows)
    assert rows[0]["of the bare page's"] == 1
    assert 0 < rows[2]["of the bare page's"] < 1
    assert "Server: 60 records" in printed


@pytest.mark.web
def test_a_second_visit_costs_less_than_the_first(tmp_path: Path) -> None:
    if find_browser() is None:
        pytest.skip("no Chromium here (apt install chromium)")
    printed, figures = measured(tmp_path, "--part", "weight", "--runs", "1", "--pages", "record")
    [row] = figures["weight"]["rows"]
    assert row["KB"] > row["again KB"] > 0
    assert row["LCP s"] > 0.15, "the line has 150 ms"
    assert row["requests"] > 1
    assert "Visits: 1.6 Mbit/s" in printed
