"""A server killed while a file is sent or taken in leaves nothing half; the same upload then succeeds."""

import http.client
import os
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.robustness import books
from tests.robustness.data_folder import troubles, unfinished
from tests.robustness.program import PATIENCE, Program, Site, librarian

SENDING = (0.05, 0.5, 0.99)
"""Shares of the bytes sent when the server is killed."""
WORK = (0.03, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9)
"""Shares of the time between the last byte and the answer."""
_MAKERS = (books.mp3, books.epub, books.pdf)


def _book(folder: Path, number: int) -> tuple[str, bytes]:
    make = _MAKERS[number % 3]
    return f"{number}.{make.__name__}", make(folder, f"Sách thứ {number}")


def _send(site: Site, book: tuple[str, bytes], *, sent: float = 1.0, seconds: float = 0.0) -> None:
    """Send this share of an upload, wait so many seconds, and kill the server."""
    headers, body = site.upload_request(book)
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)) as connection:
        connection.putrequest("POST", "/staff/upload")
        for name, text in {**headers, "Content-Length": str(len(body))}.items():
            connection.putheader(name, text)
        connection.endheaders(body[: int(len(body) * sent)])
        time.sleep(seconds)
        site.kill()


def _measured(site: Site, folder: Path) -> list[float]:
    """Seconds of an undisturbed upload of each kind."""
    seconds = []
    for number in range(3):
        book = _book(folder, 100 + number)
        started = time.monotonic()
        status, answer = site.upload(book)
        seconds.append(time.monotonic() - started)
        assert (status, answer["files"][0]["status"]) == (200, "added")
    return seconds


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_after_ten_kills_every_file_is_whole_and_nothing_is_left_over(tmp_path: Path) -> None:
    program = Program(tmp_path / "data")
    login = librarian(program)
    with program.serving() as site:
        site.sign_in(*login)
        seconds = _measured(site, tmp_path)
    moments = [(share, 0.0) for share in SENDING] + [(1.0, share) for share in WORK]
    left: list[Path] = []
    before: tuple[str, bytes] | None = None
    for number, (sent, share) in enumerate([*moments, (0.0, 0.0)]):
        for counts in program.data.glob("limits.sqlite3*"):
            counts.unlink()  # the kills come within seconds; a name may sign in five times a minute
        with program.serving() as site:
            assert (troubles(program), unfinished(program)) == ([], [])
            site.sign_in(*login)
            if before:
                status, answer = site.upload(before)
                assert status == 200, answer
                assert answer["files"][0]["reason"] is None
                assert (troubles(program), unfinished(program)) == ([], [])
            before = _book(tmp_path, number)
            _send(site, before, sent=sent, seconds=seconds[number % 3] * share)
        assert troubles(program) == []
        left += unfinished(program)
    assert left, "no kill came while a file was unfinished: the moments are badly chosen"
    assert program.count("record") == 3 + len(moments)
    assert program.index_agrees()
