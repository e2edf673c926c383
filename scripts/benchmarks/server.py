"""The library's own commands, and a server of it, as the measurements use them. Standard library only."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import environment

SERVER_START = 240.0
"""Seconds that the server may take to open; every process of it reads the whole index first."""


class Serving(NamedTuple):
    """Where a library answers, and the process that was started."""

    port: int
    process: int


def run_in_environment(data: Path, *command: str, worst: int = 0) -> None:
    """Run a command of the library on this data folder; its output is shown only if it fails.

    `worst` is the highest exit status that will do: 1 where some rows of a file may be refused.
    """
    done = subprocess.run(
        [str(environment.PYTHON), "-m", "elibrary", *command],
        cwd=environment.ROOT,
        env=os.environ | {"ELIBRARY_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    if not 0 <= done.returncode <= worst:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


@contextmanager
def serving(data: Path) -> Iterator[Serving]:
    """A library serving this data folder on a free port of this machine, stopped by its process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    settings = os.environ | {"ELIBRARY_DATA": str(data), "ELIBRARY_PORT": str(port)}
    command = [str(environment.PYTHON), "-m", "elibrary", "serve"]
    server = subprocess.Popen(command, cwd=environment.ROOT, env=settings, stdout=subprocess.DEVNULL)
    try:
        _wait_until_open(port, server)
        yield Serving(port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_open(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SERVER_START
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not open")
