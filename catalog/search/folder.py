"""The folder of the index on disk: which generation is live, one writer at a time, nothing half-written.

index/
  live.json        the generation that is read, how often it was written, checksums of its files
  writer.lock      held by the one thread that writes
  <generation>/    the files of the engine

Who holds the lock may take every generation but the live one for what a killed writer left behind.
"""

import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from uuid import uuid4
from zlib import crc32

from filelock import FileLock

from catalog.search.engine import IndexUnusable

_READ_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Live:
    """The live generation. `form` tells engine, schema and analysis, `writes` grows with every change."""

    generation: str
    form: str
    writes: int
    files: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Size and CRC-32 of files by their names within the generation. Under one name a file never changes."""


def flush(paths: Iterable[Path]) -> None:
    """Have the disk keep these files, and of these folders the names in them."""
    for path in paths:
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


def _checksum(path: Path) -> tuple[int, int]:
    """Size and CRC-32 of a file."""
    size = found = 0
    with path.open("rb") as file:
        while piece := file.read(_READ_AT_ONCE):
            found = crc32(piece, found)
            size += len(piece)
    return size, found


def _checksums(
    folder: Path, known: Mapping[str, tuple[int, int]], rewritten: Collection[str]
) -> dict[str, tuple[int, int]]:
    """Of every file below a folder that is not `rewritten`; those that are known are not read again."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in rewritten)
    names = (path.relative_to(folder).as_posix() for path in paths)
    return {name: known[name] if name in known else _checksum(folder / name) for name in names}


class IndexFolder:
    """The generations of an index of one `form`.

    Files named in `rewritten` change under the same name; the engine itself sees whether they are whole.
    """

    def __init__(self, path: Path, form: str, rewritten: Collection[str] = ()) -> None:
        self.path = path
        self.form = form
        self._rewritten = rewritten
        self._live = path / "live.json"
        self._locks: dict[int, FileLock] = {}

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer among all threads and processes; waits until the other is done.

        Who writes already may enter again. The system frees the lock of a process that dies.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with self._lock():
            yield

    def _lock(self) -> FileLock:
        """The lock as this process has it: one that was made before a fork is refused after it."""
        return self._locks.setdefault(os.getpid(), FileLock(self.path / "writer.lock"))

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
            files = {name: (size, checksum) for name, (size, checksum) in live.files.items()}
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise IndexUnusable("the index is missing or damaged") from error
        if live.form != self.form:
            raise IndexUnusable("the index was made by another version")
        return replace(live, files=files)

    def folder(self, live: Live) -> Path:
        """Where the files of a generation are."""
        return self.path / Path(live.generation).name

    def sealed(self, live: Live) -> Live:
        """The same with the checksums of its files: no engine reads them whole to see whether they are."""
        self._flush(live)
        return replace(live, files=_checksums(self.folder(live), live.files, self._rewritten))

    def _flush(self, live: Live) -> None:
        """Have the disk keep what it does not keep since an earlier publication."""
        folder = self.folder(live)
        kept = {folder / name for name in live.files}
        flush(path for path in (folder, *folder.rglob("*")) if path not in kept)

    def verify(self, live: Live, seen: Live | None = None) -> None:
        """Raise IndexUnusable if a file is not as it was published; those that were `seen` are not read.

        A missing file is passed over: a writer that will publish in a moment may have deleted it.
        """
        folder = self.folder(live)
        known = seen.files if seen and seen.generation == live.generation else {}
        for name, published in live.files.items():
            try:
                if known.get(name) != published and _checksum(folder / name) != published:
                    raise IndexUnusable(f"the file {name} of the index is damaged")
            except FileNotFoundError:
                continue

    def fresh(self) -> Live:
        """A new generation beside the live one; it is nobody's until it is published.

        What killed or failed writers left goes first: it may be what the room is missing for.
        """
        try:
            self.sweep(self.live())
        except IndexUnusable:
            self.sweep(None)
        live = Live(uuid4().hex, self.form, 0)
        self.folder(live).mkdir(parents=True)
        return live

    def discard(self, live: Live) -> None:
        """Delete a generation that will not be published."""
        shutil.rmtree(self.folder(live), ignore_errors=True)

    def publish(self, live: Live) -> None:
        """Make a generation the live one, at once and for good, when its files are on disk."""
        self._flush(live)
        temporary = self._live.with_suffix(".new")
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(asdict(live), file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._live)
        flush([self.path])

    def condemn(self, generation: str) -> None:
        """A generation turned out to be damaged: it is live no longer, so that the next drain rebuilds."""
        if self.live().generation == generation:
            self._live.unlink(missing_ok=True)

    def sweep(self, live: Live | None) -> None:
        """Delete all generations but this one. What a reader still holds open (Windows) goes next time."""
        for old in self.path.iterdir():
            if old.is_dir() and not (live and old.name == live.generation):
                shutil.rmtree(old, ignore_errors=True)
