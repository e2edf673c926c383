"""How soon what is saved is found, what saving costs meanwhile, and searches while the index is made anew."""

import argparse
import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

import environment
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from benchmarks.library import filled
from benchmarks.server import serving
from benchmarks.tables import Row, table
from catalog import services
from catalog.database import prepare, take_turn
from catalog.models import Record
from catalog.search import register
from catalog.values import RecordValues

SAVES = 100
SEARCHERS = 8
MOST_WAIT = 2.0
"""Seconds until a saved record must be found."""
MOST_REBUILD = 90.0
"""Seconds that making the index anew may take."""
PATIENCE = 120.0
_NOBODY = {"User-Agent": ""}


def measure(options: argparse.Namespace, kept: Path) -> dict[str, Any]:
    """Saves, searches and a rebuild on a copy of the real catalogue, filled up; seconds throughout."""
    with TemporaryDirectory(dir=kept) as folder:
        data = Path(folder, "library")
        shutil.copytree(filled(kept, options.data, options.page_records), data)
        database = _opened(data)
        alone = [_saved(database, f"mot minh {number}") for number in range(SAVES)]
        with serving(data) as served:
            _until_found(served.port, f"mot minh {SAVES - 1}")
            saved, found = _followed(database, served.port)
            rebuilt, asked, beside = _rebuilt(database, data, served.port)
        database.dispose()
    rows = [
        _row("found after it was saved", found),
        _row("saving, nobody indexes", alone),
        _row("saving, the server indexes", saved),
        _row("saving, the index is made anew", beside),
        _row("a search meanwhile", asked["seconds"]),
    ]
    figures = rebuilt | {"searches meanwhile": len(asked["seconds"]), "errors": asked["errors"]}
    print(table("Keeping the index, seconds", rows), json.dumps(figures, indent=2), sep="\n", flush=True)
    good = max(found) <= MOST_WAIT and not asked["errors"] and rebuilt["rebuild seconds"] <= MOST_REBUILD
    return {"rows": rows, **figures, "good": good}


def _opened(data: Path) -> Engine:
    register()
    database = create_engine(f"sqlite:///{data / 'elibrary.sqlite3'}")
    prepare(database)
    return database


def _saved(database: Engine, title: str) -> float:
    """Save a new record, as a librarian's form does; how long it took."""
    started = time.perf_counter()
    with Session(database) as session:
        take_turn(session)
        services.create_record(session, RecordValues(title=f"Sách đo {title}"), now=datetime.now(UTC))
        session.commit()
    return time.perf_counter() - started


def _followed(database: Engine, port: int) -> tuple[list[float], list[float]]:
    """How long each save took, and until the record was found."""
    saved, found = [], []
    for number in range(SAVES):
        saved.append(_saved(database, f"co nguoi theo {number}"))
        found.append(_until_found(port, f"co nguoi theo {number}"))
    return saved, found


def _until_found(port: int, title: str) -> float:
    started = time.perf_counter()
    phrase = quote(f'"Sách đo {title}"')
    asked = f"http://127.0.0.1:{port}/api/v1/search?q={phrase}"
    while time.perf_counter() - started < PATIENCE:
        with urlopen(Request(asked, headers=_NOBODY), timeout=PATIENCE) as answer:
            if json.load(answer)["total"]:
                return time.perf_counter() - started
        time.sleep(0.02)
    raise RuntimeError(f"{title} was never found")


def _rebuilt(database: Engine, data: Path, port: int) -> tuple[Row, dict[str, Any], list[float]]:
    """`elibrary index rebuild` while people search and save; figures, searches, saves."""
    command = [str(environment.PYTHON), "-m", "elibrary", "index", "rebuild"]
    settings = os.environ | {"ELIBRARY_DATA": str(data)}
    saves: list[float] = []
    with _searching(database, port) as asked:
        started = time.perf_counter()
        with subprocess.Popen(
            command, cwd=environment.ROOT, env=settings, stdout=subprocess.DEVNULL
        ) as at_work:
            peak = 0
            while at_work.poll() is None:
                peak = max(peak, _peak_memory(at_work.pid))
                saves.append(_saved(database, f"beside {len(saves)}"))
                time.sleep(0.2)
        seconds = time.perf_counter() - started
        seen = _until_found(port, f"beside {len(saves) - 1}")
    row = {"rebuild seconds": seconds, "peak MB": peak / 1024, "then found after": seen}
    return row | {"exit status": at_work.returncode}, asked, saves


def _peak_memory(pid: int) -> int:
    """KB that a process has used at most; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


@contextmanager
def _searching(database: Engine, port: int) -> Iterator[dict[str, Any]]:
    """Threads that search for titles of the library all the time."""
    with Session(database) as session:
        titles = session.scalars(select(Record.title).order_by(Record.id).limit(20_000)).all()
    asked: dict[str, Any] = {"seconds": [], "errors": 0}
    over = threading.Event()

    def search(first: int) -> None:
        number = first
        while not over.is_set():
            words = " ".join(titles[number % len(titles)].split()[:3])
            number += 7919
            _timed(asked, f"http://127.0.0.1:{port}/api/v1/search?q={quote(words)}")

    threads = [threading.Thread(target=search, args=(place * 101,)) for place in range(SEARCHERS)]
    for thread in threads:
        thread.start()
    try:
        yield asked
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _timed(asked: dict[str, Any], address: str) -> None:
    started = time.perf_counter()
    try:
        with urlopen(Request(address, headers=_NOBODY), timeout=PATIENCE) as answer:  # noqa: S310
            answer.read()
    except OSError:
        asked["errors"] += 1
    asked["seconds"].append(time.perf_counter() - started)


def _row(what: str, seconds: list[float]) -> Row:
    cuts = quantiles(seconds, n=100, method="inclusive")
    return {"seconds": what, "p50": cuts[49], "p95": cuts[94], "max": max(seconds), "times": len(seconds)}
