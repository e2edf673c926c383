"""`scripts/bench.py search`: how well, how fast, how many pages, how it grows and is kept; beside FTS5."""

import argparse
import json
import sys
from pathlib import Path

import environment

from benchmarks import growth, keeping, pages, quality, speed
from benchmarks.library import kept_in
from catalog.search.engines import ENGINES

PARTS = {
    "quality": quality.measure,
    "speed": speed.measure,
    "pages": pages.measure,
    "growth": growth.measure,
    "keeping": keeping.measure,
}


def main() -> int:
    """Measure what is asked for; exit status 0 only if every figure is as good as it must be."""
    options = _options()
    if not options.data.is_dir():
        print(f"The real inputs are not in {options.data}; name their folder with --data.", file=sys.stderr)
        return 2
    wanted = [name for name in PARTS if name in options.part or "all" in options.part]
    figures = {}
    with kept_in(options.library) as kept:
        for name in wanted:
            figures[name] = PARTS[name](options, kept)
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if all(part["good"] for part in figures.values()) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.py search", description=__doc__)
    parser.add_argument("--part", choices=[*PARTS, "all"], nargs="+", default=["all"])
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help="speed, growth: ours")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn, is drawn by it")
    shared = environment.ROOT.parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=shared, help="folder of the real inputs")
    parser.add_argument("--library", type=Path, help="keep what is built here for the next run")
    parser.add_argument("--json", type=Path, help="write all figures to this file too")
    parser.add_argument("--titles", type=int, default=500, help="quality: titles for each way of typing")
    parser.add_argument("--records", type=int, default=100_000, help="speed: records")
    parser.add_argument("--book-pages", type=int, default=20_000, help="speed: pages inside books")
    parser.add_argument("--queries", type=int, default=300, help="speed, growth: queries of each kind")
    parser.add_argument("--clients", type=int, default=64, help="pages: residents at once")
    parser.add_argument("--seconds", type=float, default=30, help="pages: how long they ask")
    parser.add_argument("--page-records", type=int, default=45_000, help="pages, keeping: records")
    sizes = [10_000, 50_000, 100_000, 200_000]
    parser.add_argument("--sizes", type=int, nargs="+", default=sizes, help="growth: numbers of records")
    parser.add_argument("--plot", type=Path, help="growth: write the curves to this SVG file")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
