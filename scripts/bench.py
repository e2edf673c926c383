"""Measurements of the running library, each as a ratio to a reference of the same run.

`python3 scripts/bench.py stream` — many slow listeners against `elibrary serve`, while somebody opens the
home page. `python3 scripts/bench.py search` — how well and how fast things are found, beside SQLite FTS5.
`python3 scripts/bench.py portal` — what a visit costs a phone, what Lighthouse says of it, how fast home and
record pages are answered. They need the environment that `scripts/run.py` makes; `portal` that of `test.py`.
"""

import argparse
import json
import os
import subprocess
import sys

import environment
from benchmarks.stream import measure_stream


def main() -> int:
    """Run one measurement; exit status 0 only if all is as good as it must be."""
    parser = argparse.ArgumentParser(description="Measure the library.")
    parts = parser.add_subparsers(required=True)
    stream = parts.add_parser("stream", help="slow listeners and the home page")
    stream.add_argument("--listeners", type=int, default=200)
    stream.add_argument("--rate", type=int, default=16, help="KB/s that each listener takes")
    stream.add_argument("--seconds", type=float, default=20)
    stream.add_argument("--minutes", type=int, default=60, help="length of the recording that is made")
    stream.set_defaults(measure=_stream)
    search = parts.add_parser("search", help="finding: quality, speed, pages, growth", add_help=False)
    search.set_defaults(measure=_program, program="benchmarks.search")
    portal = parts.add_parser("portal", help="a visit on a phone: weight, speed, Lighthouse", add_help=False)
    portal.set_defaults(measure=_program, program="benchmarks.portal")
    options, others = parser.parse_known_args()
    if others and options.measure is not _program:
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    return int(options.measure(options, others))


def _stream(options: argparse.Namespace, _others: list[str]) -> int:
    figures = measure_stream(options)
    print(json.dumps(figures, indent=2))
    return 0 if figures["good"] else 1


def _program(options: argparse.Namespace, others: list[str]) -> int:
    """Measured by a program of its own, which has the library's packages at hand."""
    scripts = environment.ROOT / "scripts"
    found_in = os.pathsep.join((str(scripts), str(environment.ROOT)))
    settings = os.environ | {"PYTHONPATH": found_in}
    command = (str(environment.PYTHON), "-m", options.program, *others)
    return subprocess.run(command, env=settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
