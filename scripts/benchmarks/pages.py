"""`/search` as a full page: many residents at once against `elibrary serve`, every query a new one."""

import argparse
import itertools
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote_plus

from benchmarks.fts5 import Fts5, words_of
from benchmarks.library import filled, say, shelf
from benchmarks.processes import Processes
from benchmarks.queries import Sample, phrase, two_words, while_typing
from benchmarks.residents import opened
from benchmarks.server import serving
from benchmarks.tables import table, verdict
from catalog.search import Document

LEAST_PAGES, MOST_P95, MOST_MEMORY = 110.0, 1000.0, 300.0
"""What is asked: pages a second, milliseconds, megabytes of any process."""
_FTS5_SECONDS = 5.0
_MOST_OLD = 500


def measure(options: argparse.Namespace, kept: Path) -> dict[str, Any]:
    """Pages a second, waiting times, memory and processor shares; the same queries asked of bare FTS5."""
    data = filled(kept, options.data, options.page_records)
    documents = shelf(data)
    sample = Sample([document.title for document in documents], [], options.seed)
    texts = _distinct(sample)
    row = {"records": len(documents), "clients": options.clients}
    row |= _bare_fts5(documents, list(itertools.islice(_distinct(sample), 5000)))
    del documents, sample
    say(f"pages: {options.clients} clients, {options.seconds:g} s")
    with serving(data) as library:
        processes = Processes(library.process)
        processes.wait_until_quiet()
        addresses = (f"/search?q={quote_plus(text)}" for text in texts)
        row |= opened(library.port, addresses, processes, clients=options.clients, seconds=options.seconds)
        row["MB of each process"] = processes.peak_megabytes()
    title = f"Pages: /search on {row['records']:,} records, every query new, seed {options.seed}"
    good = _is_good(row)
    lines = [{"figure": name, "value": value} for name, value in row.items()]
    print(table(f"{title}: {verdict(good)}", lines), flush=True)
    return row | {"good": good}


def _is_good(row: dict[str, Any]) -> bool:
    fast = row["pages/s"] >= LEAST_PAGES and row["p95 ms"] is not None and row["p95 ms"] <= MOST_P95
    return fast and not row["errors"] and max(row["MB of each process"], default=0) <= MOST_MEMORY


def _distinct(sample: Sample) -> Iterator[str]:
    """Texts as residents type them, none of them twice; they end where a small collection has no more."""
    random = Random(sample.seed)  # noqa: S311 - a sample
    known: set[str] = set()
    old = 0
    kinds = [draw(sample, random) for draw in (two_words, two_words, while_typing, phrase)]
    for asked in itertools.chain.from_iterable(zip(*kinds, strict=True)):
        fresh = bool(asked.text) and asked.text not in known
        old = 0 if fresh else old + 1
        if fresh:
            known.add(asked.text)
            yield asked.text
        elif old > _MOST_OLD:
            return


def _bare_fts5(documents: Sequence[Document], texts: Sequence[str]) -> dict[str, float]:
    """Searches a second of FTS5 alone in one thread: total and 20 ids, no page around them."""
    with TemporaryDirectory() as folder:
        reference = Fts5(Path(folder, "fts5.sqlite3"))
        reference.fill(documents)
        started, done = time.monotonic(), 0
        for text in texts:
            reference.search(words_of(text))
            done += 1
            if time.monotonic() - started > _FTS5_SECONDS:
                break
        reference.close()
    return {"bare FTS5 searches/s": round(done / (time.monotonic() - started), 1)}
