"""An import that is killed is ended by the same call again: the catalogue is what it would have been."""

import csv
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.robustness.program import PATIENCE, Program

ROWS = 1500
_SAME = (
    "SELECT id, title, subtitle, volume, type, language, year, year_printed, call_number, work_key, "
    "edition_key, sort_title FROM record ORDER BY id",
    "SELECT record_id, position, name, role, folded FROM contributor ORDER BY record_id, position",
    "SELECT record_id, barcode, accession_number, call_number, location_id, shelf_id, status FROM copy "
    "ORDER BY id",
    "SELECT record_id, copy_id, number, digest, content FROM source ORDER BY number",
    "SELECT id, name FROM location ORDER BY id",
)
_HALF = (
    "SELECT count(*) FROM record WHERE title = '' OR work_key = '' OR edition_key = '' OR sort_title = ''",
    "SELECT count(*) FROM record WHERE id NOT IN (SELECT record_id FROM source)",
    "SELECT count(*) FROM copy WHERE record_id NOT IN (SELECT id FROM record)",
    "SELECT count(*) FROM source WHERE record_id NOT IN (SELECT id FROM record)",
    "SELECT count(*) FROM contributor WHERE record_id NOT IN (SELECT id FROM record)",
    "SELECT count(*) FROM pragma_foreign_key_check",
    "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
)


def _row(number: int) -> list[str]:
    title, author, year = f"Nhan đề {number // 3} của thư viện", f"Tác giả {number % 97 // 3}", "2001"
    if number % 50 == 7:
        title, year = f"Bị xuống\ndòng {number}", "[1992?]"
    if number % 211 == 5:
        title = ""
    barcode = f"B{number - 400 if number % 100 == 99 else number:05}"  # some are repeated in a later batch
    return [str(number), f"895.{number // 3} N", title, "T.01" if number % 40 == 3 else "", author, year,
            "" if number % 30 == 11 else barcode, f"Kho {number % 4}"]  # fmt: skip


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holdings as old systems give them: a row for each copy, some of them odd."""
    path = tmp_path_factory.mktemp("sheet") / "von-sach.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        lines = csv.writer(out)
        lines.writerow(
            ["STT", "CSPL", "Tên Sách", "Tập", "Tác giả", "Năm XB", "Số cá biệt", "Vị trí"],
        )
        lines.writerows(map(_row, range(ROWS)))
    return path


class Undisturbed:
    """An import that nobody killed: what it brought, and when (in seconds) each of its phases ended."""

    def __init__(self, program: Program, sheet: Path) -> None:
        self.ends: list[float] = []
        started = time.monotonic()
        with program.start("import", sheet, "--json") as process:
            for rows in MARKS[1:]:
                while program.count("source") < rows:
                    time.sleep(0.02)
                self.ends.append(time.monotonic() - started)
            while program.count("outbox"):
                time.sleep(0.02)
            self.ends.append(time.monotonic() - started)
            process.communicate(timeout=PATIENCE)
        assert process.returncode == 1, "rows without a title are refused"
        self.catalogue = catalogue(program)

    def seconds(self, phase: int, share: float) -> float:
        """How long after its beginning this share of the phase is over."""
        end = phase or 2  # nobody sees the first begin; its rows take as long as others
        return (self.ends[end] - self.ends[end - 1]) * share


def _kept(rows: int) -> int:
    return sum(bool(_row(number)[2]) for number in range(rows))


MARKS = [_kept(rows) for rows in (0, 500, 1000, 1500)]
"""Rows kept when a phase begins: three batches, then the index takes in what they brought."""


def catalogue(program: Program) -> list[list[tuple[object, ...]]]:
    return [program.ask(query) for query in _SAME]


def half_written(program: Program) -> int:
    return sum(count for query in _HALF for (count,) in program.ask(query))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A library with its tables and nothing in them."""
    program = Program(tmp_path_factory.mktemp("empty") / "data")
    assert program.run("index", "status").status == 0
    return program


@pytest.fixture(scope="module")
def undisturbed(empty: Program, sheet: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return Undisturbed(_copied(empty, tmp_path_factory.mktemp("undisturbed")), sheet)


def _copied(program: Program, folder: Path) -> Program:
    return Program(shutil.copytree(program.data, folder / "data"))


def _killed(program: Program, sheet: Path, phase: int, seconds: float) -> bool:
    """Import, and kill so many seconds into the phase; whether it was still at work."""
    log = program.data / "elibrary.sqlite3-wal"

    def begun() -> bool:
        return program.count("source") >= MARKS[phase] if phase else log.exists()

    with program.start("import", sheet, "--on-match", "update", "--json") as process:
        while process.poll() is None and not begun():
            time.sleep(0.02)
        time.sleep(seconds)
        process.kill()
    return process.returncode == -signal.SIGKILL


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    "kills",
    [
        [(0, 0.4), (1, 0.5), (3, 0.2)],
        [(0, 0.9), (2, 0.2), (3, 0.5)],
        [(0, 1.4), (1, 0.2), (2, 0.6), (3, 0.8)],
    ],
    ids=["3 kills", "3 more", "4 more"],
)
def test_killed_imports_are_ended_by_the_same_call(
    empty: Program, undisturbed: Undisturbed, sheet: Path, tmp_path: Path, kills: list[tuple[int, float]]
) -> None:
    program = _copied(empty, tmp_path)
    hit = 0
    for phase, share in kills:
        hit += _killed(program, sheet, phase, undisturbed.seconds(phase, share))
        assert half_written(program) == 0
        assert program.count("source") in MARKS, "a batch goes in whole or not at all"
    assert hit >= len(kills) - 1
    answer = program.run("import", sheet, "--on-match", "update", "--json")
    assert answer.status == 1, answer.err
    assert answer.values["read"] == ROWS
    assert catalogue(program) == undisturbed.catalogue
    assert half_written(program) == 0
    assert program.index_agrees()
