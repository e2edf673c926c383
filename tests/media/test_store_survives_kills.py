"""A process killed while it adds a file leaves no file that looks whole."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from media.store import FileStore

PROGRAM = """
import io, pathlib, sys, time
from media.store import FileStore

class Endless(io.RawIOBase):
    said = 0
    def read(self, size=-1):
        self.said += 1
        if self.said == 4:
            print("half written", flush=True)
            time.sleep(60)
        return b"x" * 2**20

FileStore(pathlib.Path(sys.argv[1])).add(Endless())
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_upload_leaves_no_whole_looking_file_and_is_swept(store: FileStore) -> None:
    adding = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(store.root)], stdout=subprocess.PIPE, text=True
    )
    with adding:
        assert adding.stdout is not None
        assert adding.stdout.readline() == "half written\n"
        store.sweep(set(), older_than=datetime.now(UTC) + timedelta(seconds=1))
        assert len(_unfinished(store)) == 1, "somebody is at work on it"
        adding.kill()
    assert _whole_files(store) == []

    store.sweep(set(), older_than=datetime.now(UTC) - timedelta(hours=1))
    assert list((store.root / "incoming").iterdir()) == []


def _unfinished(store: FileStore) -> list[Path]:
    return list((store.root / "incoming").glob("*/*"))


def _whole_files(store: FileStore) -> list[Path]:
    return [file for folder in store.root.glob("??") for file in folder.iterdir()]
