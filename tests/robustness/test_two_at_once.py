"""Two people at once: nothing is refused for the other's sake, nothing is there twice."""

import csv
import threading
import time
from pathlib import Path
from typing import Any

from tests.robustness import books
from tests.robustness.data_folder import troubles, unfinished
from tests.robustness.program import PATIENCE, Program, librarian

ROWS = 1200
TITLES = 400


def _sheet(path: Path) -> Path:
    with path.open("w", newline="", encoding="utf-8") as out:
        lines = csv.writer(out)
        lines.writerow(["title", "author", "barcode", "location", "shelf"])
        for number in range(ROWS):
            title = number % TITLES  # copies of a title stand far apart, in different batches
            shelf = f"Kệ {number % 7}"
            lines.writerow(
                [f"Sách {title}", f"Tác giả {title % 50}", f"B{number}", f"Kho {number % 3}", shelf]
            )
    return path


def _once(program: Program) -> None:
    """The sheet is in the library, and nothing of it twice."""
    assert program.count("record") == TITLES
    assert program.count("copy") == ROWS
    assert program.count("source") == ROWS
    assert program.count("(SELECT DISTINCT edition_key FROM record)") == TITLES
    assert program.count("location") == 3
    assert program.count("shelf") == 21


def test_two_imports_of_one_file_into_a_new_library_bring_it_once(tmp_path: Path) -> None:
    program = Program(tmp_path / "data")
    sheet = _sheet(tmp_path / "von-sach.csv")
    with program.start("import", sheet, "--json") as one, program.start("import", sheet, "--json") as other:
        for process in (one, other):
            _, err = process.communicate(timeout=PATIENCE)
            assert (process.returncode, err) == (0, "")
    _once(program)
    assert program.index_agrees()
    assert len((program.data / "secret_key").read_text()) == 64


def _all_at_once(*calls: Any) -> None:
    failures: list[BaseException] = []

    def kept(call: Any) -> None:
        try:
            call()
        except BaseException as failure:  # noqa: BLE001 - told by the test, not lost with its thread
            failures.append(failure)

    threads = [threading.Thread(target=kept, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_an_import_beside_a_working_site(tmp_path: Path) -> None:
    program = Program(tmp_path / "data")
    sheet = _sheet(tmp_path / "von-sach.csv")
    login = librarian(program)
    answers: list[tuple[int, Any]] = []
    with program.serving() as site:
        site.sign_in(*login)
        site.wait_for_index()
        with program.start("import", sheet, "--json") as process:
            number = 0
            while process.poll() is None and number < 10:
                answers.append(site.upload((f"{number}.epub", books.epub(tmp_path, f"Sách số {number}", 1))))
                assert site.request("GET", "/search?q=sach")[0] == 200
                number += 1
            _, err = process.communicate(timeout=PATIENCE)
        assert (process.returncode, err) == (0, "")
        assert [(status, answer["files"][0]["status"]) for status, answer in answers] == [
            (200, "added")
        ] * number
        until = time.monotonic() + PATIENCE
        while program.count("outbox") and time.monotonic() < until:
            time.sleep(0.1)
    assert program.count("record") == TITLES + number
    assert program.count("copy") == ROWS
    assert program.index_agrees()


def test_the_same_file_sent_by_many_at_one_moment_is_one_file_of_one_record(tmp_path: Path) -> None:
    program = Program(tmp_path / "data")
    login = librarian(program)
    answers: list[tuple[int, Any]] = []
    with program.serving() as site:
        site.sign_in(*login)
        for turn in range(3):
            book = (f"{turn}.mp3", books.mp3(tmp_path, f"Cùng một cuốn {turn}", 2))
            _all_at_once(*[lambda book=book: answers.append(site.upload(book))] * 4)
    assert {status for status, _ in answers} == {200}
    statuses = [answer["files"][0]["status"] for _, answer in answers]
    assert sorted(statuses) == ["added"] * 3 + ["unchanged"] * 9
    assert [program.count(table) for table in ("record", "audiobook", "track", "stored_file")] == [3] * 4
    assert (troubles(program), unfinished(program)) == ([], [])
