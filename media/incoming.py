"""Where files lie until they are whole, so that what a killed process left can be told from what is in use.

Each piece of work gets a folder `root/<number>` of its own beside a lock file `root/<number>.lock`. The
operating system lets go of the lock when the process ends, however it ends.
"""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

_LOCK = ".lock"


class Incoming:
    """The folder for unfinished files. Several processes may use it at once."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextmanager
    def place(self) -> Iterator[Path]:
        """An empty folder, removed with all that is in it at the end."""
        lock = self._locked()
        folder = _folder_of(lock)
        try:
            folder.mkdir()
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            _give_up(lock)

    def clear(self, *, older_than: datetime) -> None:
        """Remove what killed processes left: their places, and anything else not touched since `older_than`.

        Places that a living process works in stay, whatever their age.
        """
        for path in self._root.glob(f"*{_LOCK}"):
            lock = FileLock(path, blocking=False)
            with suppress(Timeout):
                lock.acquire()
                shutil.rmtree(_folder_of(lock), ignore_errors=True)
                _give_up(lock)
        for path in self._root.glob("*"):
            if not path.with_name(path.name + _LOCK).exists():
                _remove_if_older(path, older_than.timestamp())

    def _locked(self) -> FileLock:
        self._root.mkdir(parents=True, exist_ok=True)
        while True:
            lock = FileLock(self._root / f"{uuid.uuid4().hex}{_LOCK}")
            lock.acquire()
            if Path(lock.lock_file).exists():
                return lock
            lock.release()  # `clear` took the file for a dead one between its making and its locking


def _folder_of(lock: FileLock) -> Path:
    return Path(lock.lock_file).with_suffix("")


def _give_up(lock: FileLock) -> None:
    """Remove the lock's file, then let go of it: in this order nobody else can take it in between."""
    path = Path(lock.lock_file)
    try:
        path.unlink(missing_ok=True)
    except PermissionError:  # Windows removes no open file
        lock.release()
        with suppress(PermissionError):
            path.unlink(missing_ok=True)
    lock.release()


def _remove_if_older(path: Path, moment: float) -> None:
    with suppress(FileNotFoundError):  # its owner has just finished
        if path.stat().st_mtime >= moment or path.suffix == _LOCK:
            return
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()
