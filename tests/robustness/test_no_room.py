"""Requests beyond the limit and a full disk: refused in words, the site goes on, nothing is left over."""

import http.client
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from elibrary.errors import sentence_for_status
from media.errors import StorageFull
from tests.robustness import books
from tests.robustness.data_folder import troubles, unfinished
from tests.robustness.program import PATIENCE, Program, Site, librarian

GIB = 1024 * books.MIB
LIMIT = 8  # MiB


def _post(site: Site, headers: dict[str, str], pieces: Iterator[bytes] | None = None) -> tuple[int, str, int]:
    """Post to the upload page; status, text, and how many bytes could be sent before the server hung up."""
    sent = 0
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)) as connection:
        connection.putrequest("POST", "/staff/upload")
        for name, text in headers.items():
            connection.putheader(name, text)
        connection.endheaders()
        with suppress(ConnectionError):
            for piece in pieces or ():
                connection.send(piece)
                sent += len(piece)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), sent


def _most_memory(site: Site) -> int:
    """Bytes of memory that the server has used at most."""
    status = Path(f"/proc/{site.process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) * 1024


def _chunks(size: int) -> Iterator[bytes]:
    for _ in range(size // books.MIB):
        yield b"100000\r\n" + b"x" * books.MIB + b"\r\n"
    yield b"0\r\n\r\n"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_five_gigabytes_are_refused_at_the_door(tmp_path: Path) -> None:
    program = Program(tmp_path / "data", ELIBRARY_MAX_UPLOAD_MB=str(LIMIT))
    login = librarian(program)
    with program.serving() as site:
        site.sign_in(*login)
        memory = _most_memory(site)
        headers, _ = site.upload_request()
        declared = headers | {"Content-Length": str(5 * GIB)}
        status, text, _ = _post(site, declared)
        assert (status, json.loads(text)["reason"]) == (413, sentence_for_status(413))
        status, text, _ = _post(site, declared | {"Accept": "text/html"})
        assert (status, sentence_for_status(413) in text) == (413, True)

        status, text, sent = _post(site, headers | {"Transfer-Encoding": "chunked"}, _chunks(5 * GIB))
        assert (status, json.loads(text)["reason"]) == (413, sentence_for_status(413))
        assert sent < 10 * LIMIT * books.MIB
        assert unfinished(program) == []
        assert _most_memory(site) < memory + 32 * books.MIB
        assert site.request("GET", "/")[0] == 200
        assert site.upload(("a.epub", books.epub(tmp_path, "Vừa cỡ", 1)))[1]["files"][0]["status"] == "added"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 40 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(place)]
    if shutil.which("mount") is None or os.name == "nt":
        pytest.skip("mounts a small disk")
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only an administrator may mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _reason(answer: dict[str, Any]) -> str:
    """Why the one file, or the whole request, was refused."""
    found: str = answer["files"][0]["reason"] if "files" in answer else answer["reason"]
    return found


def test_a_full_disk_is_told_and_nothing_is_lost(small_disk: Path, tmp_path: Path) -> None:
    """No room for the request itself, for the file apart from it, and for keeping the file."""
    program = Program(small_disk / "data")
    login = librarian(program)
    with program.serving() as site:
        site.sign_in(*login)
        for mib in (50, 25, 15):
            status, answer = site.upload(("lon.epub", books.epub(tmp_path, "Sách lớn", mib)))
            assert (status in (200, 507), _reason(answer)) == (True, StorageFull.message)
            assert (troubles(program), unfinished(program), program.count("record")) == ([], [], 0)
        site.wait_for_index()
        assert site.request("GET", "/search?q=sach")[0] == 200
        answer = site.upload(("nho.epub", books.epub(tmp_path, "Sách nhỏ", 1)))[1]
        assert answer["files"][0]["status"] == "added"
    assert troubles(program) == []
    assert program.index_agrees()


def test_a_disk_filled_by_others_stops_no_page(small_disk: Path, tmp_path: Path) -> None:
    program = Program(small_disk / "data")
    login = librarian(program)
    with program.serving() as site:
        site.sign_in(*login)
        small = ("nho.epub", books.epub(tmp_path, "Sách nhỏ", 1))
        site.wait_for_index()
        with (small_disk / "others").open("wb", buffering=0) as filler, suppress(OSError):
            while filler.write(b"x" * 4096):
                pass
        for _ in range(3):
            status, answer = site.upload(small)
            assert (status in (200, 507), _reason(answer)) == (True, StorageFull.message)
        assert site.request("GET", "/")[0] == 200
        assert site.request("GET", "/search?q=sach")[0] == 200
        (small_disk / "others").unlink()
        assert site.upload(small)[1]["files"][0]["status"] == "added"
    assert (troubles(program), unfinished(program)) == ([], [])
    assert program.index_agrees()
