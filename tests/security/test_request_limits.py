"""What strangers may send is small, whatever the address; what they ask at once is answered one by one."""

import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.robustness.program import Program, Site, librarian

STILL = 10.0  # seconds


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new library."""
    return tmp_path_factory.mktemp("library") / "data"


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[Site]:
    """That library; it takes uploads of up to 64 MiB, and its librarian is signed in at one place."""
    program = Program(data, ELIBRARY_MAX_UPLOAD_MB="64")
    login = librarian(program)
    with program.serving() as site:
        site.sign_in(*login)
        yield site


def said_to(site: Site, head: str) -> str:
    """What the server answers to this head of a request."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=STILL) as line:
        line.sendall(head.replace("\n", "\r\n").encode() + b"\r\n")
        answer = b""
        with suppress(ConnectionResetError):  # a server need not read to the end what it refuses
            while chunk := line.recv(65536):
                answer += chunk
    return answer.decode("utf-8", "replace")


@pytest.mark.parametrize("path", ["/", "/nothing", "/staff/upload", "/account/sign-in"])
def test_a_stranger_cannot_fill_the_disk(site: Site, path: str) -> None:
    head = f"POST {path} HTTP/1.1\nHost: x\nConnection: close\nContent-Length: 5000000\n"
    answer = said_to(site, head)  # refused by what it announces
    assert answer.startswith("HTTP/1.1 413 ")
    assert "Tập tin quá lớn" in answer


def test_a_forged_cookie_is_a_strangers(site: Site) -> None:
    head = "POST /staff/upload HTTP/1.1\nHost: x\nConnection: close\nContent-Length: 5000000\n"
    answer = said_to(site, head + "Cookie: session=eyJfdXNlcl9pZCI6IjE6eCJ9.aaa.bbb\n")
    assert answer.startswith("HTTP/1.1 413 ")


def test_a_head_beyond_all_sense_is_refused(site: Site) -> None:
    answer = said_to(site, f"GET / HTTP/1.1\nHost: x\nConnection: close\nUser-Agent: {'x' * 33_000}\n")
    assert answer == "" or " 431 " in answer.splitlines()[0]


def test_requests_sent_on_behind_one_another_are_not_kept(site: Site) -> None:
    answer = said_to(site, "GET /health HTTP/1.1\nHost: x\n\n" * 200)
    assert answer.count("HTTP/1.1 ") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_data_folder_is_its_owners_alone(site: Site, data: Path) -> None:
    assert data.stat().st_mode & 0o077 == 0


def test_a_librarian_may_send_what_is_large(site: Site) -> None:
    status, answer = site.upload(("x.bin", b"x" * 6_000_000))
    assert status == 200
    assert [file["status"] for file in answer["files"]] == ["refused"]
