"""A damaged, deleted or full index folder: the index is made anew, what was open goes on answering."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from catalog.models import Record
from catalog.search import Document, IndexUnusable, SearchRequest, check, drain, parse, rebuild, waiting
from catalog.search.whoosh import WhooshEngine

Add = Callable[..., Record]


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize("damage", [_flipped, lambda content: content[: len(content) // 2]])
def test_damage_to_any_file_is_seen_and_mended_when_the_program_starts(
    database: Engine, add: Add, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    for number in range(3):
        add(f"Số đỏ {number}")
    folder = tmp_path / "index"
    before = WhooshEngine(folder)
    drain(database, before)
    before.close()
    names = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size]
    kinds = {path.name.partition(".")[2] for path in names}
    assert {"json", "toc", "trm", "row.col"} <= kinds
    for suffix in sorted(kinds):
        (path,) = [path for path in folder.rglob(f"*.{suffix}") if "inside" not in path.parts]
        path.write_bytes(damage(path.read_bytes()))
        after = WhooshEngine(folder)
        drain(database, after)
        assert after.search(SearchRequest(query=parse("số đỏ"))).total == 3, suffix
        assert check(database, after).agrees
        after.close()


def test_a_deleted_folder_is_made_anew_and_nobody_waits_for_it(
    database: Engine, add: Add, tmp_path: Path
) -> None:
    add("Số đỏ")
    index = WhooshEngine(tmp_path / "index")
    drain(database, index)
    request = SearchRequest(query=parse("số đỏ"))
    assert index.search(request).total == 1
    shutil.rmtree(tmp_path / "index")
    assert index.search(request).total == 1
    add("Giông tố")
    drain(database, index)
    assert index.search(SearchRequest()).total == 2
    assert check(database, index).agrees
    index.close()


def test_what_a_killed_rebuild_left_goes_with_the_next_change(
    database: Engine, add: Add, tmp_path: Path
) -> None:
    index = WhooshEngine(tmp_path / "index")
    drain(database, index)
    left = tmp_path / "index" / "left"
    left.mkdir()
    add("Số đỏ")
    drain(database, index)
    assert not left.exists()
    index.close()


def test_the_lock_of_a_dead_writer_and_a_clock_set_back_disturb_nobody(
    database: Engine, add: Add, tmp_path: Path
) -> None:
    index, other = WhooshEngine(tmp_path / "index"), WhooshEngine(tmp_path / "index")
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "writer.lock").write_text("4711")
    drain(database, index)
    assert other.indexed() == {}
    add("Số đỏ")
    drain(database, index)
    os.utime(tmp_path / "index" / "live.json", (0, 0))
    assert len(other.indexed()) == 1
    index.close()
    other.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if shutil.which("mount") is None or os.name == "nt":
        pytest.skip("mounts a small disk")
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only an administrator may mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _fill(disk: Path, left: int) -> None:
    """Leave so many bytes of room."""
    with (disk / "others").open("wb", buffering=0) as filler, suppress(OSError):
        while True:
            filler.write(b"x" * 4096)
    os.truncate(disk / "others", (disk / "others").stat().st_size - left)


def _waiting(database: Engine) -> int:
    with Session(database) as session:
        return waiting(session)


# Whoosh leaves the files open that it could not write to the end.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("left", [0, 4096, 16384, 40960, 81920])
@pytest.mark.parametrize("keep", [drain, rebuild])
def test_on_a_full_disk_the_old_index_answers_until_there_is_room(
    database: Engine, add: Add, small_disk: Path, left: int, keep: Callable[..., int]
) -> None:
    add("Số đỏ")
    index = WhooshEngine(small_disk / "index")
    drain(database, index)
    request = SearchRequest(query=parse("số đỏ"))
    assert index.search(request).total == 1
    words = " ".join(f"chữ{number}" for number in range(3000))
    add("Giông tố", summary=words)
    _fill(small_disk, left)
    for _ in range(3):
        with pytest.raises(OSError, match="No space left"):
            keep(database, index)
        assert index.search(request).total == 1
    assert _waiting(database) == 1
    (small_disk / "others").unlink()
    drain(database, index)
    assert _waiting(database) == 0
    assert check(database, index).agrees
    assert len([path for path in (small_disk / "index").iterdir() if path.is_dir()]) == 1
    index.close()


def test_a_record_that_cannot_be_indexed_condemns_nothing(tmp_path: Path) -> None:
    index = WhooshEngine(tmp_path / "index")
    index.rebuild([Document(id=1, title="Một", summary="\ud800\0\uffff", year=-(10**30))])
    assert list(index.indexed()) == [1]
    index.close()
    with pytest.raises(IndexUnusable):
        WhooshEngine(tmp_path / "none").health()
