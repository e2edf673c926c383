"""How the cost of a search grows with the number of records: a table and a plot."""

import argparse
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.collection import read_rows
from benchmarks.indexes import collected
from benchmarks.kinds import KINDS
from benchmarks.plot import Line, Panel, svg
from benchmarks.speed import asked_of
from benchmarks.tables import Row, table


def measure(options: argparse.Namespace, kept: Path) -> dict[str, Any]:
    """p95 of every kind of query at every size, ours and FTS5's."""
    rows = cache(lambda: read_rows(options.data))
    sizes = sorted(options.sizes)
    measured = {
        size: asked_of(collected(kept, options.engine, size, options.seed, rows), KINDS, options)
        for size in sizes
    }
    figures = [_row(place, measured) for place in range(len(KINDS))]
    title = f"Growth: {options.engine}, p95 in ms by number of records, seed {options.seed}"
    print(table(title, figures), flush=True)
    if options.plot:
        panels = [_panel(place, measured) for place in range(len(KINDS))]
        options.plot.write_text(svg(title, "records", "ms", panels), encoding="utf-8")
    return {"rows": figures, "measured": measured, "good": True}


def _row(place: int, measured: dict[int, list[Row]]) -> Row:
    sizes = list(measured)
    row = {"query": measured[sizes[0]][place]["query"]}
    row |= {f"{size:,}": measured[size][place]["p95"] for size in sizes}
    first, last = (measured[size][place]["p95"] for size in (sizes[0], sizes[-1]))
    row["last / first"] = last / first if first and last is not None else None
    return row | {f"FTS5 {size:,}": measured[size][place]["FTS5 p95"] for size in sizes}


def _panel(place: int, measured: dict[int, list[Row]]) -> Panel:
    rows = {size: found[place] for size, found in measured.items()}
    name = str(next(iter(rows.values()))["query"])
    lines = [
        Line(label, [(float(size), row[column]) for size, row in rows.items() if row[column]])
        for label, column in (("ours", "p95"), ("FTS5", "FTS5 p95"))
    ]
    return Panel(name, [line for line in lines if line.points])
