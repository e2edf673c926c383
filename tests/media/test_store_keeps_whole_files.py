"""A file in the store is whole, named by its content, and there once."""

import errno
import hashlib
import io
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from media.errors import EmptyFile, FileTooLarge, StorageFull
from media.store import FileStore, NotStored

BYTES = b"Tram nam trong coi nguoi ta" * 1000
NAME = hashlib.sha256(BYTES).hexdigest()


def files_in(root: Path) -> list[Path]:
    return [file for file in root.rglob("*") if file.is_file()]


def test_a_file_is_found_under_the_sha_256_of_its_content(store):
    stored = store.add(io.BytesIO(BYTES))
    assert (stored.sha256, stored.size) == (NAME, len(BYTES))
    assert store.path(NAME) == store.root / NAME[:2] / NAME[2:]
    assert store.exists(NAME)
    with store.open(NAME) as file:
        assert file.read() == BYTES


def test_adding_the_same_content_again_keeps_one_file(store, tmp_path):
    original = tmp_path / "kieu.txt"
    original.write_bytes(BYTES)
    assert store.add(io.BytesIO(BYTES)) == store.add_path(original)
    assert files_in(store.root) == [store.path(NAME)]
    assert original.read_bytes() == BYTES


def test_a_file_that_lost_bytes_on_disk_is_mended_by_adding_it_again(store):
    store.add(io.BytesIO(BYTES))
    store.path(NAME).write_bytes(BYTES[:10])
    store.add(io.BytesIO(BYTES))
    assert store.path(NAME).read_bytes() == BYTES


def test_two_people_adding_the_same_content_at_once_get_one_whole_file(store):
    meeting = threading.Barrier(4)
    stored = []

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            meeting.wait(timeout=10)
            return super().read(size)

    adders = [threading.Thread(target=lambda: stored.append(store.add(Slow(BYTES)))) for _ in range(4)]
    for adder in adders:
        adder.start()
    for adder in adders:
        adder.join()
    assert {file.sha256 for file in stored} == {NAME}
    assert len(stored) == 4
    assert [file.read_bytes() for file in files_in(store.root)] == [BYTES]


def test_an_empty_file_is_refused(store):
    with pytest.raises(EmptyFile):
        store.add(io.BytesIO(b""))
    assert files_in(store.root) == []


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_kept(store):
    with pytest.raises(FileTooLarge, match=r"0\.5 MB"):
        store.add(io.BytesIO(b"x" * (2**19 + 1)), limit=2**19)
    assert files_in(store.root) == []
    assert store.add(io.BytesIO(b"x" * 2**19), limit=2**19).size == 2**19


def test_a_stream_that_breaks_leaves_nothing(store):
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise ConnectionResetError
            return super().read(10)

    with pytest.raises(ConnectionResetError):
        store.add(Broken(BYTES))
    assert files_in(store.root) == []


def test_a_stream_on_a_full_disk_is_refused_as_such_and_leaves_nothing(store):
    class FullDisk(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(StorageFull):
        store.add(FullDisk(BYTES))
    assert files_in(store.root) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on file sizes per process")
def test_a_write_that_finds_no_room_is_refused_and_leaves_nothing(tmp_path):
    program = (
        "import io, pathlib, resource, sys\n"
        "from media.errors import StorageFull\n"
        "from media.store import FileStore\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "try:\n"
        "    FileStore(pathlib.Path(sys.argv[1])).add(io.BytesIO(b'x' * 10**6))\n"
        "except StorageFull:\n"
        "    print('full')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "full"
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("name", ["", "ab", "../../etc/passwd", NAME.upper(), NAME + "0", "g" * 64, "é" * 64])
def test_what_is_no_sha_256_is_never_looked_up(store, name):
    assert not store.exists(name)
    for look in (store.path, store.open, store.delete):
        with pytest.raises(NotStored):
            look(name)


def test_a_deleted_file_is_gone(store):
    store.add(io.BytesIO(BYTES))
    store.delete(NAME)
    assert not store.exists(NAME)
    for look in (store.path, store.open, store.delete):
        with pytest.raises(NotStored):
            look(NAME)


def test_a_sweep_keeps_known_and_young_files_and_takes_the_rest(store):
    known, orphan, young = (store.add(io.BytesIO(text)).sha256 for text in (b"known", b"orphan", b"young"))
    left_over = store.root / "incoming" / "left-over"
    left_over.write_bytes(b"half")
    moment = datetime.now(UTC) - timedelta(hours=1)
    for old in (store.path(known), store.path(orphan), left_over):
        os.utime(old, (moment.timestamp() - 1,) * 2)
    assert store.sweep({known}, older_than=moment) == [orphan]
    assert sorted(files_in(store.root)) == sorted([store.path(known), store.path(young)])


def test_an_orphan_added_again_is_young_again(store):
    orphan = store.add(io.BytesIO(BYTES)).sha256
    moment = datetime.now(UTC) - timedelta(hours=1)
    os.utime(store.path(orphan), (0, 0))
    store.add(io.BytesIO(BYTES))
    assert store.sweep(set(), older_than=moment) == []
    assert store.exists(orphan)


def test_sweeping_a_store_that_was_never_used_does_nothing(tmp_path):
    assert FileStore(tmp_path / "none").sweep(set(), older_than=datetime.now(UTC)) == []
