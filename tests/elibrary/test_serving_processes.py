"""Several processes serve one library: all answer, what dies comes back, limits and counts are shared."""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.conftest import BROWSER
from tests.robustness.program import Program, Site, librarian

PATIENCE = 60.0  # seconds

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists() or not hasattr(os, "fork"), reason="looks at processes in /proc"
)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """A library with one record, served by two processes."""
    made = Program(tmp_path / "data", ELIBRARY_PROCESSES="2")
    bring(made, "Số đỏ", "Vũ Trọng Phụng")
    return made


def bring(program: Program, title: str, author: str) -> None:
    path = program.data.with_name("book.csv")
    path.write_text(f"nhan đề,tác giả\n{title},{author}\n", encoding="utf-8")
    answer = program.run("import", path)
    assert answer.status == 0, answer.err + answer.out


def children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def until(holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came to be so"
        time.sleep(0.05)


@contextmanager
def only(pid: int, site: Site) -> Iterator[None]:
    """While the other children stand still."""
    others = [child for child in children(site.process.pid) if child != pid]
    for other in others:
        os.kill(other, signal.SIGSTOP)
    try:
        yield
    finally:
        for other in others:
            os.kill(other, signal.SIGCONT)


@contextmanager
def two(program: Program) -> Iterator[tuple[Site, list[int]]]:
    """A running library and its two children, both at work."""
    with program.serving() as site:
        until(lambda: len(children(site.process.pid)) == 2)
        pair = children(site.process.pid)
        for child in pair:
            with only(child, site):
                assert site.request("GET", "/search")[0] in (200, 503)
        site.wait_for_index()
        yield site, pair


def view(site: Site) -> int:
    return site.request("GET", "/records/1", headers={"User-Agent": BROWSER})[0]


def views(program: Program) -> int:
    return sum(amount for (amount,) in program.ask("SELECT amount FROM daily_count WHERE event = 'view'"))


def guess(site: Site) -> int:
    form = urlencode({"login": "thuthu", "password": "sai", "csrf_token": site.fresh("/account/sign-in")})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return site.request("POST", "/account/sign-in", form.encode(), kind)[0]


def test_processes_share_the_work_and_its_rules(program: Program) -> None:
    librarian(program)
    with two(program) as (site, (first, second)):
        opened = [str(one.readlink()) for one in Path(f"/proc/{site.process.pid}/fd").iterdir()]
        assert [name for name in opened if str(program.data) in name] == []

        statuses = []
        for child in (first, second, first, second, first, second):
            with only(child, site):
                statuses.append(guess(site))
        assert statuses == [401] * 5 + [429]

        with only(second, site):  # the first one keeps the index
            bring(program, "Truyện Kiều", "Nguyễn Du")
        until(lambda: "Truyện Kiều" in site.request("GET", "/search?q=truyen+kieu")[1], 10)


def test_a_killed_process_comes_back_and_counts_outlive_the_end(program: Program) -> None:
    with two(program) as (site, (first, second)):
        os.kill(first, signal.SIGKILL)
        for _ in range(10):
            assert view(site) == 200
        until(lambda: len(children(site.process.pid)) == 2)
        new = next(child for child in children(site.process.pid) if child != second)
        with only(new, site):
            assert view(site) == 200
        site.process.terminate()
        assert site.process.wait(timeout=PATIENCE) == 0
        assert not Path(f"/proc/{new}").exists()
        assert not Path(f"/proc/{second}").exists()
    assert views(program) == 11


def test_processes_end_with_their_parent_however_it_ends(program: Program) -> None:
    with two(program) as (site, pair):
        for child in pair:
            with only(child, site):
                assert view(site) == 200
        site.kill()
        until(lambda: not any(Path(f"/proc/{child}").exists() for child in pair))
    assert views(program) == 2


def test_an_index_that_is_gone_is_made_anew(program: Program) -> None:
    shutil.rmtree(program.data / "index")
    with program.serving() as site:
        until(lambda: "Số đỏ" in site.request("GET", "/search?q=so+do")[1])
