"""The folder of the index on disk: which generation is live, one writer at a time, nothing half-written.

index/
  live.json        the generation that is read, and how often it was written
  writer.lock      held by the one process that writes
  <generation>/    the files of the engine
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

from filelock import FileLock

from catalog.search.engine import IndexUnusable


@dataclass(frozen=True)
class Live:
    """The live generation. `form` tells engine, schema and analysis, `writes` grows with every change."""

    generation: str
    form: str
    writes: int


def flush_folder(folder: Path) -> None:
    """Have the disk keep every file below a folder, and the names of them."""
    for path in (folder, *folder.rglob("*")):
        if path.is_dir() and os.name == "nt":
            continue  # Windows keeps names with the files and opens no folders
        try:
            handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
        except FileNotFoundError:
            continue
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class IndexFolder:
    """The generations of an index of one `form`."""

    def __init__(self, path: Path, form: str) -> None:
        self.path = path
        self.form = form
        self._live = path / "live.json"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer among all processes; waits until the other is done."""
        self.path.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path / "writer.lock"):
            yield

    def stamp(self) -> tuple[int, int, int]:
        """Differs whenever the live index does; costs one look at the disk."""
        try:
            seen = self._live.stat()
        except FileNotFoundError as error:
            raise IndexUnusable("the index is missing") from error
        return seen.st_mtime_ns, seen.st_ino, seen.st_size

    def live(self) -> Live:
        """The live generation. Raises IndexUnusable if there is none of this form."""
        try:
            live = Live(**json.loads(self._live.read_text("utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise IndexUnusable("the index is missing or damaged") from error
        if live.form != self.form:
            raise IndexUnusable("the index was made by another version")
        return live

    def folder(self, live: Live) -> Path:
        """Where the files of a generation are."""
        return self.path / Path(live.generation).name

    def fresh(self) -> Live:
        """A new generation beside the live one; it is nobody's until it is published."""
        live = Live(uuid4().hex, self.form, 0)
        self.folder(live).mkdir(parents=True)
        return live

    def publish(self, live: Live) -> None:
        """Make a generation the live one, at once and for good, when its files are on disk."""
        flush_folder(self.folder(live))
        temporary = self._live.with_suffix(".new")
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(asdict(live), file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._live)
        if os.name != "nt":
            handle = os.open(self.path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def condemn(self, generation: str) -> None:
        """A generation turned out to be damaged: it is live no longer, so that the next drain rebuilds."""
        if self.live().generation == generation:
            self._live.unlink(missing_ok=True)

    def sweep(self, live: Live) -> None:
        """Delete the generations before. One that a reader still holds open (Windows) goes next time."""
        for old in self.path.iterdir():
            if old.is_dir() and old.name != live.generation:
                shutil.rmtree(old, ignore_errors=True)
