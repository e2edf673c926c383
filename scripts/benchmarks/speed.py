"""How long one search takes, warm, beside FTS5 in the same process on the same documents and queries."""

import argparse
import gc
import json
import statistics
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.collection import paged_books, read_rows
from benchmarks.indexes import build, collected, opened
from benchmarks.kinds import INSIDE, KINDS, Kind, Pair
from benchmarks.library import say
from benchmarks.queries import Asked, drawn
from benchmarks.tables import Row, table, verdict

WARM_UP = 20
"""Queries of every kind that are asked of a fresh engine first; none of them is measured."""
LARGE = 20.0
"""Milliseconds: the limit of every kind of query with the engine for large collections."""
_NOTE = """Every kind: both engines opened anew, {warm} other queries of each kind first, then each query
once. Both give the total and the first 20 ids, and the counts of the same five facets where it says so.
"inside" of ours are up to 20 places, at most 3 of a book, in order, without a total.
Milliseconds by the clock, and of processor time (CPU), which says more where others use the machine;
limit: FTS5's own p95 where none is named; 20 ms of every kind with tantivy.
"""


def measure(options: argparse.Namespace, kept: Path) -> dict[str, Any]:
    """Every kind of query on the records, and those inside books on the pages."""
    rows = cache(lambda: read_rows(options.data))
    folder = collected(kept, options.engine, options.records, options.seed, rows)
    figures = asked_of(folder, KINDS, options)
    inside = kept / f"{options.engine}-pages-{options.book_pages}-{options.seed}"
    build(inside, lambda: paged_books(options.data, options.book_pages, options.seed))
    figures += asked_of(inside, INSIDE, options)
    sizes = f"{options.records:,} records, {options.book_pages:,} pages"
    title = f"Speed: {options.engine}, {sizes}, seed {options.seed}"
    built = [json.loads((each / "built.json").read_text()) for each in (folder, inside)]
    print(table(title, figures) + _NOTE.format(warm=WARM_UP) + table("On disk", built), flush=True)
    return {
        "rows": figures,
        "built": built,
        "good": all("SHORT" not in row.values() for row in figures),
    }


def asked_of(folder: Path, kinds: Sequence[Kind], options: argparse.Namespace) -> list[Row]:
    """Measure these kinds of queries on what a folder holds."""
    pair = opened(folder)
    sample = pair.theirs.sample(options.seed)
    pair.close()
    asked = {kind.name: drawn(kind.draw, sample, options.queries + WARM_UP, kind.name) for kind in kinds}
    del sample
    gc.collect()
    gc.freeze()
    return [_measured(folder, kind, kinds, asked, options.queries) for kind in kinds]


class Taken(NamedTuple):
    """What one engine took for each query in turn: milliseconds by the clock, and of a processor; hits."""

    clock: list[float]
    processor: list[float]
    hits: list[int]


def _measured(
    folder: Path, kind: Kind, kinds: Sequence[Kind], asked: dict[str, list[Asked]], measured: int
) -> Row:
    """Of the queries of each kind so many are measured, the rest are for the warm-up."""
    say(f"speed: {folder.name}, {kind.name}")
    pair = opened(folder)
    for other in kinds:
        for query in asked[other.name][measured:]:
            other.ours(pair, query)
            if other.theirs:
                other.theirs(pair, query)
    ours, theirs = _taken(pair, kind, asked[kind.name][:measured])
    pair.close()
    limit = LARGE if folder.name.startswith("tantivy") else kind.limit
    return _row(kind, ours, theirs, limit)


def _taken(pair: Pair, kind: Kind, asked: Sequence[Asked]) -> tuple[Taken, Taken]:
    """Ours and theirs; who goes first changes with every query."""
    ours, theirs = Taken([], [], []), Taken([], [], [])
    engines = [(ours, kind.ours), *([(theirs, kind.theirs)] if kind.theirs else [])]
    for query in asked:
        for taken, ask in engines:
            clock, processor = time.perf_counter(), time.thread_time()
            taken.hits.append(ask(pair, query))
            taken.processor.append((time.thread_time() - processor) * 1000)
            taken.clock.append((time.perf_counter() - clock) * 1000)
        engines.reverse()
    return ours, theirs


def _row(kind: Kind, ours: Taken, theirs: Taken, limit: float | None) -> Row:
    p95, theirs_p95 = percentile(ours.clock, 95), percentile(theirs.clock, 95)
    limit = theirs_p95 if limit is None else limit
    return {
        "query": kind.name,
        "asked": len(ours.clock),
        "p50": percentile(ours.clock, 50),
        "p95": p95,
        "FTS5 p50": percentile(theirs.clock, 50),
        "FTS5 p95": theirs_p95,
        "p95 ratio": p95 / theirs_p95 if p95 is not None and theirs_p95 else None,
        "limit": limit,
        "": verdict(p95 is not None and limit is not None and p95 <= limit),
        "CPU p95": percentile(ours.processor, 95),
        "FTS5 CPU p95": percentile(theirs.processor, 95),
        "max": max(ours.clock, default=None),
        "hits": int(statistics.median(ours.hits or [0])),
        "FTS5 hits": int(statistics.median(theirs.hits)) if theirs.hits else None,
    }


def percentile(values: Sequence[float], per_cent: int) -> float | None:
    """The value that so many per cent do not exceed."""
    if not values:
        return None
    return sorted(values)[min(len(values) - 1, len(values) * per_cent // 100)]
