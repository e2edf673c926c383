"""The real program in processes of its own, on a data folder of the test."""

import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Program:
    """`python -m elibrary` on one data folder."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data = data
        # One process, so that what a test kills and measures is the one that works.
        self._settings = {"ELIBRARY_DATA": str(data), "ELIBRARY_PROCESSES": "1", **settings}

    def start(self, *words: str | Path, **more: str) -> "subprocess.Popen[str]":
        """The command, running, in a group of its own."""
        inherited = {name: text for name, text in os.environ.items() if not name.startswith("ELIBRARY_")}
        return subprocess.Popen(
            [sys.executable, "-m", "elibrary", *map(str, words)],
            cwd=ROOT,
            env=inherited | self._settings | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str | Path) -> "Answer":
        """The command's exit status and what it printed."""
        with self.start(*words) as process:
            out, err = process.communicate(timeout=PATIENCE)
        return Answer(process.returncode, out, err)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the database, seen from outside."""
        address = f"file:{self.data / 'elibrary.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=15)) as connection:
            return connection.execute(query).fetchall()

    def count(self, table: str) -> int:
        """How many rows the table has."""
        return sum(number for (number,) in self.ask(f"SELECT count(*) FROM {table}"))  # noqa: S608

    def index_agrees(self) -> bool:
        """What `index check` says."""
        answer = self.run("index", "check", "--json")
        assert answer.status in (0, 1), answer.err
        return bool(answer.values["agrees"])

    @contextmanager
    def serving(self) -> Iterator["Site"]:
        """The program serving on a free port; killed at the end unless the test has done so."""
        port = _free_port()
        process = self.start("serve", ELIBRARY_PORT=str(port))
        with process:
            try:
                _wait_until_open(process, port)
                yield Site(process, port)
            finally:
                process.kill()


class Answer:
    """What a command left: `status`, `out`, `err`."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def values(self) -> dict[str, Any]:
        """The machine-readable summary."""
        found: dict[str, Any] = json.loads(self.out)
        return found


class Site:
    """A running server, and somebody with a browser who may sign in."""

    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self.process, self.port = process, port
        self._cookie = ""
        self._token = ""

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """Status and text of the answer."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request(method, path, body=body, headers={"Cookie": self._cookie, **(headers or {})})
            answer = connection.getresponse()
            if cookie := answer.getheader("Set-Cookie"):
                self._cookie = cookie.partition(";")[0]
            return answer.status, answer.read().decode()

    def sign_in(self, login: str, password: str) -> None:
        """Sign in by the page, and fetch the token of the upload form."""
        form = {"login": login, "password": password, "csrf_token": self.fresh("/account/sign-in")}
        sent = urlencode(form).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        status, text = self.request("POST", "/account/sign-in", sent, kind)
        assert status == 302, text
        self._token = self.fresh("/staff/upload")

    def fresh(self, page: str) -> str:
        """The CSRF token of a page with a form."""
        status, text = self.request("GET", page)
        found = _TOKEN.search(text)
        assert (status, bool(found)) == (200, True), text
        assert found is not None
        return found[1]

    def upload_request(
        self, *files: tuple[str, bytes], together: bool = False
    ) -> tuple[dict[str, str], bytes]:
        """Headers and body of an upload of (name, content)."""
        line = b"--thirteen\r\nContent-Disposition: form-data; name="
        parts = [line + b'"csrf_token"\r\n\r\n' + self._token.encode() + b"\r\n"]
        if together:
            parts.append(line + b'"together"\r\n\r\n1\r\n')
        for name, content in files:
            quoted = name.replace("\\", "\\\\").replace('"', '\\"').encode()
            parts.append(line + b'"files"; filename="' + quoted + b'"\r\n\r\n' + content + b"\r\n")
        headers = {
            "Content-Type": "multipart/form-data; boundary=thirteen",
            "Accept": "application/json",
            "Cookie": self._cookie,
        }
        return headers, b"".join([*parts, b"--thirteen--\r\n"])

    def upload(self, *files: tuple[str, bytes], together: bool = False) -> tuple[int, Any]:
        """Send files; status and JSON of the answer."""
        headers, body = self.upload_request(*files, together=together)
        status, text = self.request("POST", "/staff/upload", body, headers)
        return status, json.loads(text)

    def wait_for_index(self) -> None:
        """Until titles can be found; a new library makes its first index beside the first pages."""
        deadline = time.monotonic() + PATIENCE
        while self.request("GET", "/health")[0] != 200:
            assert time.monotonic() < deadline, "there is no index"
            time.sleep(0.05)

    def kill(self) -> None:
        """As a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=PATIENCE)


def librarian(program: Program) -> tuple[str, str]:
    """Name and password of a new librarian."""
    answer = program.run("user", "add", "thuthu")
    assert answer.status == 0, answer.err
    return "thuthu", answer.out.split()[-1]


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_open(process: "subprocess.Popen[str]", port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server did not open")
