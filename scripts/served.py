"""A library that answers on a free port of this machine for as long as it is needed. Standard library only.

Used by the browser tests, by `shots.py` and by the measurements.
"""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 240.0
"""Seconds that the server may take to open; every process of it reads the whole index first."""


class Serving(NamedTuple):
    """Where a library answers, and the process that was started."""

    port: int
    process: int

    @property
    def address(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self.port}"


class Failed(Exception):
    """A command of the library ended with a status that will not do; its output is the message."""


def run(data: Path, *command: str, python: str | Path = sys.executable, worst: int = 0) -> str:
    """Run `python -m COMMAND` on this data folder and return what it says. Raises Failed.

    `worst` is the highest exit status that will do: 1 where some rows of a file may be refused.
    """
    done = subprocess.run(
        [str(python), "-m", *command],
        cwd=ROOT,
        env=os.environ | {"ELIBRARY_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    if not 0 <= done.returncode <= worst:
        raise Failed(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def set_up(data: Path, *, python: str | Path = sys.executable) -> str:
    """Make a library with the sample collection and return the password of its administrator, `quantri`."""
    [password] = re.findall(r"password: (\S+)", run(data, "elibrary", "setup", python=python))
    return str(password)


@contextmanager
def serving(data: Path, *, python: str | Path = sys.executable) -> Iterator[Serving]:
    """A library serving this data folder on a free port, stopped by its process id."""
    with serving_by([str(python), "-m", "elibrary", "serve"], {"ELIBRARY_DATA": str(data)}) as served:
        yield served


@contextmanager
def serving_by(command: list[str], settings: dict[str, str]) -> Iterator[Serving]:
    """A server started by this command, told by ELIBRARY_PORT where to listen; stopped by its process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    environment = os.environ | settings | {"ELIBRARY_PORT": str(port)}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_until_open(port, server)
        yield Serving(port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_open(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not open")
