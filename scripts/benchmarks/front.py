"""Home and record pages of a large library: one resident and many, beside a bare page of the same server."""

import argparse
import itertools
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import environment
from served import Serving, serving_by

from benchmarks.library import filled, say
from benchmarks.processes import Processes
from benchmarks.residents import opened
from benchmarks.server import serving
from benchmarks.tables import Row, table, verdict

MOST_ALONE, LEAST_PAGES = 25.0, 150.0
"""Milliseconds that 95 of 100 pages of one resident may take; pages a second for all together."""
ALONE_SECONDS = 10.0


def measure(options: argparse.Namespace, kept: Path) -> dict[str, Any]:
    """Pages a second and waiting times of each kind of page, as ratios to the bare one too."""
    data = filled(kept, options.data, options.page_records)
    with _bare() as bare:
        rows = _rows("bare page", bare, itertools.repeat("/"), options)
    with serving(data) as library:
        rows += _rows("home", library, itertools.repeat("/"), options)
        rows += _rows("record", library, _records(data), options)
        memory = Processes(library.process).peak_megabytes()
    reference = {row["clients"]: row["pages/s"] for row in rows[:2]}
    rows = [_judged(row, reference[row["clients"]]) for row in rows]
    good = all("SHORT" not in row.values() for row in rows)
    title = f"Server: {options.page_records:,} records, every record page another: {verdict(good)}"
    print(table(title, rows), f"MB of each process: {memory}", flush=True)
    return {"rows": rows, "MB of each process": memory, "good": good}


@contextmanager
def _bare() -> Iterator[Serving]:
    found_in = os.pathsep.join((str(environment.ROOT / "scripts"), str(environment.ROOT)))
    with TemporaryDirectory() as data:
        command = [str(environment.PYTHON), "-m", "benchmarks.bare"]
        with serving_by(command, {"PYTHONPATH": found_in, "ELIBRARY_DATA": data}) as bare:
            yield bare


def _records(data: Path) -> Iterator[str]:
    """Record pages, each record once, in no order."""
    with closing(sqlite3.connect(data / "elibrary.sqlite3")) as database:
        ids = [key for (key,) in database.execute("SELECT id FROM record")]
    Random(1).shuffle(ids)  # noqa: S311 - a sample
    return (f"/records/{key}" for key in ids)


def _rows(name: str, served: Serving, addresses: Iterator[str], options: argparse.Namespace) -> list[Row]:
    """One resident alone, then all of them."""
    processes = Processes(served.process)
    processes.wait_until_quiet()
    rows = []
    for clients, seconds in ((1, min(ALONE_SECONDS, options.seconds)), (options.clients, options.seconds)):
        say(f"server: {name}, {clients} clients, {seconds:g} s")
        asked = opened(served.port, addresses, processes, clients=clients, seconds=seconds)
        rows.append({"page": name, "clients": clients, **asked})
    return rows


def _judged(row: Row, reference: float) -> Row:
    alone = row["clients"] == 1
    fast = (
        row["p95 ms"] is not None and row["p95 ms"] <= MOST_ALONE if alone else row["pages/s"] >= LEAST_PAGES
    )
    return {
        "page": row["page"],
        "clients": row["clients"],
        "pages": row["pages"],
        "pages/s": row["pages/s"],
        "of the bare page's": round(row["pages/s"] / reference, 2),
        "p50 ms": row["p50 ms"],
        "p95 ms": row["p95 ms"],
        "asked": f"p95 ≤ {MOST_ALONE:g} ms" if alone else f"≥ {LEAST_PAGES:g} pages/s",
        "": verdict(fast and not row["errors"]),
        "bytes": row["bytes of a page (median)"],
        "errors": row["errors"],
        "first error": row["first error"],
        "processor ms": row["processor ms per page"],
        "server's share": row["server's share of all cores"],
    }
