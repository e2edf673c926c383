"""The line on which `bench.py portal` counts what a visit costs."""

import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from scripts.benchmarks.line import counted

BODY = b"x" * 100_000


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """The same body for every address."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def server_port() -> Iterator[int]:
    """A server of the standard library."""
    server = HTTPServer(("127.0.0.1", 0), _Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


def _fetched(port: int) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/")
    body = connection.getresponse().read()
    connection.close()
    return body


def test_everything_that_comes_down_is_counted_and_reaches_who_asked(server_port: int) -> None:
    with counted(server_port) as line:
        assert _fetched(line.port) == BODY
        once = line.bytes_down
        assert len(BODY) < once < len(BODY) + 1000
        assert _fetched(line.port) == BODY
        assert line.bytes_down == 2 * once
