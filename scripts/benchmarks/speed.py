"""How long one search takes, warm, beside FTS5 in the same process on the same documents and queries."""

import argparse
import gc
import json
import shutil
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import queries
from benchmarks.collection import Rows, paged_books, read_rows, records
from benchmarks.fts5 import Fts5, beginning, phrase_of, words_of
from benchmarks.library import say
from benchmarks.queries import PER_PAGE, Asked, Draw, drawn
from benchmarks.tables import Row, table, verdict
from catalog.search import (
    Document,
    IndexUnusable,
    InsideRequest,
    SearchEngine,
    SearchRequest,
    Sort,
    parse,
    snippet_html,
)
from catalog.search.engines import engine_in
from catalog.search.understanding import understand

WARM_UP = 30
"""Queries of every kind that are asked of a fresh engine first; none of them is measured."""


class Pair(NamedTuple):
    """Both engines, open, with the same documents."""

    ours: SearchEngine
    theirs: Fts5


Ask = Callable[[Pair, Asked], int]
"""Asks one engine and returns how many hits there are."""


class Kind(NamedTuple):
    """One kind of query. `limit` is in milliseconds; where there is none, FTS5's own p95 is the limit."""

    name: str
    draw: Draw
    ours: Ask
    theirs: Ask | None
    limit: float | None = None


def _ours(pair: Pair, asked: Asked) -> int:
    request = SearchRequest(query=parse(asked.text), page=asked.page, per_page=PER_PAGE)
    return understand(pair.ours, request).result.total


def _ours_by_year(pair: Pair, asked: Asked) -> int:
    request = SearchRequest(query=parse(asked.text), sort=Sort.YEAR, per_page=PER_PAGE)
    return understand(pair.ours, request).result.total


def _ours_completed(pair: Pair, asked: Asked) -> int:
    return len(pair.ours.suggest(asked.text))


def _ours_inside(pair: Pair, asked: Asked) -> int:
    return len(pair.ours.search_inside(InsideRequest(query=parse(asked.text), limit=PER_PAGE)))


def _ours_snippets(pair: Pair, asked: Asked) -> int:
    query = parse(asked.text)
    hits = pair.ours.search_inside(InsideRequest(query=query, limit=10))
    return sum(bool(snippet_html(pair.theirs.page(hit.digital_id, hit.position), query)) for hit in hits)


def _words(pair: Pair, asked: Asked) -> int:
    return pair.theirs.search(words_of(asked.text), offset=(asked.page - 1) * PER_PAGE)[0]


KINDS = (
    Kind("single common word", queries.common_word, _ours, _words),
    Kind("two words", queries.two_words, _ours, _words),
    Kind("phrase", queries.phrase, _ours, lambda pair, asked: pair.theirs.search(phrase_of(asked.text))[0]),
    Kind(
        "prefix while typing",
        queries.while_typing,
        _ours,
        lambda pair, asked: pair.theirs.search(words_of(asked.text, prefix=True))[0],
    ),
    Kind("word with an error", queries.with_error, _ours, None, limit=20),
    Kind(
        "five facets",
        queries.common_pair,
        _ours,
        lambda pair, asked: pair.theirs.facets(words_of(asked.text))[0],
    ),
    Kind("page 50", queries.deep_page, _ours, _words),
    Kind(
        "sort by year",
        queries.common_word,
        _ours_by_year,
        lambda pair, asked: pair.theirs.by_year(words_of(asked.text))[0],
    ),
    Kind(
        "autocomplete",
        queries.completion,
        _ours_completed,
        lambda pair, asked: len(pair.theirs.complete(beginning(asked.text))),
        limit=2,
    ),
)
INSIDE = (
    Kind(
        "inside: two words",
        queries.two_words,
        _ours_inside,
        lambda pair, asked: pair.theirs.inside(words_of(asked.text))[0],
        limit=10,
    ),
    Kind(
        "inside: ten snippets",
        queries.two_words,
        _ours_snippets,
        lambda pair, asked: len(pair.theirs.snippets(words_of(asked.text))),
        limit=20,
    ),
)
_NOTE = """Every kind: both engines opened anew, {warm} other queries of each kind first, then each query
once. Both give the total and the first 20 ids; ours the counts of all eight facets with every search as
well, FTS5 those of five only where it says so. "inside" of ours are up to 20 places, at most 3 of a book, in
order, without a total. Milliseconds by the clock, and of processor time (CPU), which says more where others
use the machine; limit: FTS5's own p95 where none is named.
"""


def measure(options: argparse.Namespace, kept: Path) -> dict[str, Any]:
    """Every kind of query on the records, and those inside books on the pages."""
    rows = cache(lambda: read_rows(options.data))
    folder = collected(kept, options.engine, options.records, options.seed, rows)
    figures = asked_of(folder, KINDS, options)
    inside = kept / f"{options.engine}-pages-{options.book_pages}-{options.seed}"
    _build(inside, lambda: paged_books(options.data, options.book_pages, options.seed))
    figures += asked_of(inside, INSIDE, options)
    sizes = f"{options.records:,} records, {options.book_pages:,} pages"
    title = f"Speed: {options.engine}, {sizes}, seed {options.seed}"
    print(table(title, figures) + _NOTE.format(warm=WARM_UP), flush=True)
    return {
        "rows": figures,
        "built": [json.loads((each / "built.json").read_text()) for each in (folder, inside)],
        "good": all("SHORT" not in row.values() for row in figures),
    }


def collected(kept: Path, engine: str, size: int, seed: int, rows: Callable[[], Rows]) -> Path:
    """The folder of both indexes of so many records; its name begins with the engine's."""
    folder = kept / f"{engine}-{size}-{seed}"
    _build(folder, lambda: records(rows(), size, seed))
    return folder


def _build(folder: Path, documents: Callable[[], Iterable[Document]]) -> None:
    """Fill both engines with the same documents, unless that was done before and can still be used."""
    if _usable(folder):
        return
    say(f"building {folder.name} …")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    reference = Fts5(folder / "fts5.sqlite3")
    engine = engine_in(folder.name.split("-")[0], folder / "index")
    started, filling = time.monotonic(), reference.filling()
    count = engine.rebuild(filling.passed(documents()))
    filling.end()
    built = {
        "documents": count,
        "seconds": round(time.monotonic() - started - filling.seconds, 1),
        "FTS5 seconds": round(filling.seconds, 1),
        "MB": _megabytes(folder / "index"),
        "FTS5 MB": _megabytes(folder / "fts5.sqlite3"),
    }
    engine.close()
    reference.close()
    (folder / "built.json").write_text(json.dumps(built))


def _usable(folder: Path) -> bool:
    if not (folder / "built.json").is_file():
        return False
    engine = engine_in(folder.name.split("-")[0], folder / "index")
    try:
        engine.health()
    except IndexUnusable:
        return False
    finally:
        engine.close()
    return True


def _megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return round(sum(one.stat().st_size for one in files) / 1e6, 1)


def asked_of(folder: Path, kinds: Sequence[Kind], options: argparse.Namespace) -> list[Row]:
    """Measure these kinds of queries on what a folder holds."""
    reference = Fts5(folder / "fts5.sqlite3")
    sample = reference.sample(options.seed)
    reference.close()
    asked = {kind.name: drawn(kind.draw, sample, options.queries + WARM_UP, kind.name) for kind in kinds}
    del sample
    gc.collect()
    gc.freeze()
    return [_measured(folder, kind, kinds, asked) for kind in kinds]


class Taken(NamedTuple):
    """What one engine took for each query in turn: milliseconds by the clock, and of a processor; hits."""

    clock: list[float]
    processor: list[float]
    hits: list[int]


def _measured(folder: Path, kind: Kind, kinds: Sequence[Kind], asked: dict[str, list[Asked]]) -> Row:
    say(f"speed: {folder.name}, {kind.name}")
    pair = Pair(engine_in(folder.name.split("-")[0], folder / "index"), Fts5(folder / "fts5.sqlite3"))
    for other in kinds:
        for query in asked[other.name][:WARM_UP]:
            other.ours(pair, query)
            if other.theirs:
                other.theirs(pair, query)
    ours, theirs = _taken(pair, kind, asked[kind.name][WARM_UP:])
    pair.ours.close()
    pair.theirs.close()
    return _row(kind, ours, theirs)


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


def _row(kind: Kind, ours: Taken, theirs: Taken) -> Row:
    p95, theirs_p95 = percentile(ours.clock, 95), percentile(theirs.clock, 95)
    limit = kind.limit if kind.limit is not None else theirs_p95
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
