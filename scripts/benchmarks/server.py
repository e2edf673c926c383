"""The library's own commands, and a server of it, as the measurements use them. Standard library only."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import environment
import served
from served import Serving


def run_in_environment(data: Path, *command: str, worst: int = 0) -> None:
    """Run a command of the library on this data folder; its output is shown only if it fails.

    `worst` is the highest exit status that will do: 1 where some rows of a file may be refused.
    """
    try:
        served.run(data, "elibrary", *command, python=environment.PYTHON, worst=worst)
    except served.Failed as failure:
        sys.exit(str(failure))


@contextmanager
def serving(data: Path) -> Iterator[Serving]:
    """A library serving this data folder on a free port of this machine, stopped by its process id."""
    with served.serving(data, python=environment.PYTHON) as library:
        yield library
