"""A real waitress: what leaves it, and that slow listeners hold none of its workers."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from elibrary.config import Config
from elibrary.extensions import config as settings
from tests.elibrary.listening.recordings import audiobook

SOUND = os.urandom(8 * 1024 * 1024)
LISTENERS = 20
SERVER = """
import sys
import waitress
from elibrary.app import create_app
from elibrary.config import Config
from pathlib import Path
app = create_app(Config(data=Path(sys.argv[1])))
server = waitress.create_server(app, host="127.0.0.1", port=0, threads=2)
print(server.effective_port, flush=True)
server.run()
"""


@pytest.fixture
def track(app: Flask, session: Session) -> str:
    """The path of 8 MB of sound in the library's data folder."""
    return f"/media/tracks/{audiobook(session, [SOUND]).tracks[0].id}"


@pytest.fixture
def port(track: str, app: Flask) -> Iterator[int]:
    """The port of a server in its own process, on the same data folder."""
    data = _settings(app).data
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(data)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).resolve().parents[2],
        text=True,
    )
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


def _settings(app: Flask) -> Config:
    with app.app_context():
        return settings()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request(
            method, path, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )
        answer = connection.getresponse()
        return answer, answer.read()


def test_ranges_leave_the_server_byte_for_byte(port: int, track: str) -> None:
    size = len(SOUND)
    for asked, first, last in (
        ("bytes=0-0", 0, 0),
        ("bytes=1000000-2999999", 1_000_000, 2_999_999),
        ("bytes=8388600-", 8_388_600, size - 1),
        ("bytes=-70000", size - 70_000, size - 1),
    ):
        answer, content = ask(port, track, Range=asked)
        assert answer.status == 206
        assert answer.getheader("Content-Range") == f"bytes {first}-{last}/{size}"
        assert answer.getheader("Content-Length") == str(last - first + 1)
        assert content == SOUND[first : last + 1]
    answer, content = ask(port, track)
    assert (answer.status, content) == (200, SOUND)


def test_answers_without_a_body_leave_the_connection_usable(port: int, track: str) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        for method, headers, status, length in (
            ("HEAD", {}, 200, str(len(SOUND))),
            ("GET", {"Range": f"bytes={len(SOUND)}-"}, 416, "0"),
            ("GET", {"If-None-Match": "*"}, 304, None),
            ("GET", {"Range": "bytes=5-9"}, 206, "5"),
        ):
            connection.request(method, track, headers=headers)
            answer = connection.getresponse()
            content = answer.read()
            assert (answer.status, answer.getheader("Content-Length")) == (status, length)
        assert content == SOUND[5:10]


def test_twenty_listeners_who_hardly_read_hold_none_of_two_workers(port: int, track: str) -> None:
    with ExitStack() as listeners:
        sockets = [listeners.enter_context(_slow_listener(port, track)) for _ in range(LISTENERS)]
        for listener in sockets:
            assert listener.recv(1024).startswith(b"HTTP/1.1 200")
        started = time.monotonic()
        for _ in range(5):
            answer, content = ask(port, track, Range="bytes=100-199")
            assert (answer.status, content) == (206, SOUND[100:200])
        assert time.monotonic() - started < 5
        for listener in sockets:
            assert listener.recv(1024)


def _slow_listener(port: int, track: str) -> socket.socket:
    """A connection with a small buffer that asks for everything and reads almost nothing."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    listener.settimeout(10)
    listener.connect(("127.0.0.1", port))
    listener.sendall(f"GET {track} HTTP/1.1\r\nHost: library\r\n\r\n".encode())
    return listener
