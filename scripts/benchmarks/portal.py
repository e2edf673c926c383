"""`scripts/bench.py portal`: a visit on a phone, what Lighthouse says of it, how fast pages are answered."""

import argparse
import json
import sys
from pathlib import Path

import environment

from benchmarks import front, lighthouse, visits
from benchmarks.library import kept_in

PARTS = {
    "weight": visits.measure,
    "lighthouse": lighthouse.measure,
    "server": front.measure,
}


def main() -> int:
    """Measure what is asked for; exit status 0 only if every figure is as good as it must be."""
    options = _options()
    if "server" in options.part and not options.data.is_dir():
        print(f"The real inputs are not in {options.data}; name their folder with --data.", file=sys.stderr)
        return 2
    figures = {}
    with kept_in(options.library) as kept:
        for name in options.part:
            figures[name] = PARTS[name](options, kept)
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if all(part["good"] for part in figures.values()) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.py portal", description=__doc__)
    parser.add_argument(
        "--part",
        choices=[*PARTS],
        nargs="+",
        default=[*PARTS],
        help="weight: bytes, largest contentful paint and layout shift of cold and second visits in Chromium "
        "on a slow line; lighthouse: its four scores, from npm; server: home and record pages of a large "
        "library, one client and many, beside a bare page of the same server",
    )
    watched = [*visits.WATCHED]
    parser.add_argument(
        "--pages", choices=watched, nargs="+", default=watched, help="weight, lighthouse: only these"
    )
    parser.add_argument("--runs", type=int, default=5, help="weight, lighthouse: cold visits of each page")
    parser.add_argument("--clients", type=int, default=64, help="server: residents at once")
    parser.add_argument("--seconds", type=float, default=20, help="server: how long each measurement takes")
    parser.add_argument("--page-records", type=int, default=45_000, help="server: records")
    shared = environment.ROOT.parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=shared, help="server: folder of the real inputs")
    parser.add_argument("--library", type=Path, help="server: keep what is built here for the next run")
    parser.add_argument("--json", type=Path, help="write all figures to this file too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
