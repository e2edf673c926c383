"""`/search` as a full page: many residents at once against `elibrary serve`, every query a new one."""

import argparse
import asyncio
import itertools
import os
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.parse import quote_plus

from benchmarks.fts5 import Fts5, words_of
from benchmarks.library import filled, say, shelf
from benchmarks.processes import Processes
from benchmarks.queries import Sample, phrase, two_words, while_typing
from benchmarks.server import serving
from benchmarks.speed import percentile
from benchmarks.tables import table, verdict
from catalog.search import Document

LEAST_PAGES, MOST_P95, MOST_MEMORY = 110.0, 1000.0, 300.0
"""What is asked: pages a second, milliseconds, megabytes of any process."""
WARM_UP = 5.0
"""Seconds of other queries before anything counts."""
_FTS5_SECONDS = 5.0
_MOST_OLD = 500
_REQUEST = (
    "GET /search?q={query} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nAccept-Language: vi\r\n"
    "User-Agent: Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36\r\n\r\n"
)


class Page(NamedTuple):
    """One answer: when it was there, how long it took (ms), its bytes, and whether it was a whole page."""

    at: float
    waited: float
    size: int
    good: bool


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
        row |= asyncio.run(_asked(library.port, texts, processes, options))
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


async def _asked(
    port: int, texts: Iterator[str], processes: Processes, options: argparse.Namespace
) -> dict[str, Any]:
    pages: list[Page] = []
    warm_up = min(WARM_UP, options.seconds)
    end = time.monotonic() + warm_up + options.seconds
    clients = [asyncio.create_task(_client(port, texts, pages, end)) for _ in range(options.clients)]
    await asyncio.sleep(warm_up)
    started, theirs, own = time.monotonic(), processes.processor_seconds(), _own_seconds()
    ended = await asyncio.gather(*clients, return_exceptions=True)
    seconds = time.monotonic() - started
    busy = processes.processor_seconds() - theirs, _own_seconds() - own
    failed = [error for error in ended if isinstance(error, BaseException)]
    counted = [page for page in pages if page.at >= started]
    waited = [page.waited for page in counted]
    cores = os.cpu_count() or 1
    return {
        "seconds": round(seconds, 1),
        "pages": len(counted),
        "pages/s": round(len(counted) / seconds, 1),
        "p50 ms": percentile(waited, 50),
        "p95 ms": percentile(waited, 95),
        "max ms": max(waited, default=None),
        "bytes of a page (median)": percentile([page.size for page in counted], 50),
        "errors": len(failed) + sum(not page.good for page in pages),
        "first error": repr(failed[0]) if failed else "",
        "processor ms per page": round(busy[0] * 1000 / max(1, len(counted)), 2),
        "server's share of all cores": round(busy[0] / seconds / cores, 2),
        "clients' share of all cores": round(busy[1] / seconds / cores, 3),
    }


def _own_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def _client(port: int, texts: Iterator[str], pages: list[Page], end: float) -> None:
    """Ask for one page after another on a connection that stays open."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    while time.monotonic() < end and (text := next(texts, "")):
        started = time.monotonic()
        writer.write(_REQUEST.format(query=quote_plus(text)).encode("ascii"))
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        size = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        body = await reader.readexactly(size)
        now = time.monotonic()
        good = head.startswith(b"http/1.1 200") and body.rstrip().endswith(b"</html>")
        pages.append(Page(now, (now - started) * 1000, size, good))
        if b"connection: close" in head:
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    writer.close()
