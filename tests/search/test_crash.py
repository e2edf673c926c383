"""Processes that are killed while they index lose nothing, however much is saved meanwhile."""

import multiprocessing
import multiprocessing.util
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from catalog.models import Record
from catalog.search import check, drain, waiting
from catalog.search.engines import engine_in
from tests.search import people_at_work

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

KILLS = 20
WRITERS = 4
CHANGES = 1000


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Starts processes in a moment: they begin as copies of one that has imported what they need."""
    before, tempfile.tempdir = tempfile.tempdir, None  # an application before may have set a long path
    multiprocessing.util.get_temp_dir()  # where the sockets lie: kept from now on
    tempfile.tempdir = before
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.search.people_at_work"])
    return context


@contextmanager
def _running(processes: ForkServerContext, work: Callable[..., None], *told: object) -> Iterator[None]:
    """The work in a process of its own, killed at the end."""
    process = processes.Process(target=work, args=told, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.kill()
        process.join()
        assert process.exitcode == -9, "it ended before it was killed"
        process.close()


def test_twenty_kills_while_a_thousand_changes_flow(
    processes: ForkServerContext,
    database: Engine,
    session: Session,
    engine_name: str,
    tmp_path: Path,
) -> None:
    address, folder = str(database.url), str(tmp_path / "index")
    index = engine_in(engine_name, tmp_path / "index")
    chance = random.Random(13)  # noqa: S311 - chosen by a seed, nothing secret
    allowed = processes.Semaphore(0)
    writers = [
        processes.Process(
            target=people_at_work.save_changes, args=(address, seed, CHANGES // WRITERS, allowed)
        )
        for seed in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    hit = 0
    for _ in range(KILLS):
        with _running(processes, people_at_work.keep_index, address, engine_name, folder):
            for _ in range(CHANGES // KILLS):
                allowed.release()
            time.sleep(chance.uniform(0.05, 0.6))
        hit += bool(waiting(session))
        session.rollback()
        assert check(database, index).agrees
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
        writer.close()
    drain(database, index)
    assert hit >= KILLS // 4
    assert waiting(session) == 0
    agreement = check(database, index)
    assert agreement.agrees
    assert agreement.indexed == session.scalar(select(func.count(Record.id)))
    index.close()


def test_rebuilding_that_is_killed_leaves_the_old_index_and_no_waste(
    processes: ForkServerContext,
    database: Engine,
    session: Session,
    engine_name: str,
    tmp_path: Path,
) -> None:
    session.add_all(
        Record(title=f"Tập {number}", work_key="w", edition_key="e", sort_title="T") for number in range(300)
    )
    session.commit()
    index = engine_in(engine_name, tmp_path / "index")
    drain(database, index)
    chance = random.Random(13)  # noqa: S311 - chosen by a seed, nothing secret
    for turn in range(6):
        told = str(database.url), engine_name, str(tmp_path / "index")
        with _running(processes, people_at_work.rebuild_index, *told):
            time.sleep(chance.uniform(0.1, 0.6))
        assert len(index.indexed()) == 300 + turn
        session.add(Record(title=f"Thêm {turn}", work_key="w", edition_key="e", sort_title="T"))
        session.commit()
        drain(database, index)
        assert check(database, index).agrees
        assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 1
    index.close()
