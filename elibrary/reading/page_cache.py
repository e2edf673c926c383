"""Rendered pages kept on disk, so that the second reader of a page does not wait; the oldest go first."""

import os
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

LIMIT = 512 * 2**20  # bytes
SWEPT_AFTER = 16  # a sweep each time a sixteenth of the limit was written
KEPT_BY_A_SWEEP = 0.9


class PageCache:
    """Files under `root`, about `limit` bytes of them. Several threads and processes may share the folder."""

    def __init__(self, root: Path, limit: int = LIMIT) -> None:
        self.root = root
        self.limit = limit
        self._written = limit  # what an earlier process left is looked at on the first write

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The bytes kept as `name` (a plain file name), else made now and kept. Raises what `make` raises."""
        path = self.root / name
        with suppress(OSError):  # not there, or swept at this moment
            content = path.read_bytes()
            with suppress(OSError):
                os.utime(path)  # young again
            return content
        content = make()
        with suppress(OSError):  # a full disk must not keep anybody from reading
            self._keep(path, content)
        return content

    def _keep(self, path: Path, content: bytes) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(uuid.uuid4().hex)
        try:
            temporary.write_bytes(content)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        self._written += len(content)
        if self._written >= self.limit / SWEPT_AFTER:
            self._written = 0
            self._sweep()

    def _sweep(self) -> None:
        """Remove the pages that were not read for longest, until nine tenths of the limit are left."""
        kept = []
        for path in self.root.iterdir():
            with suppress(FileNotFoundError):  # swept by another process
                about = path.stat()
                kept.append((about.st_mtime_ns, about.st_size, path))
        total = sum(size for _, size, _ in kept)
        if total <= self.limit:
            return
        for _, size, path in sorted(kept, key=lambda one: one[0]):
            path.unlink(missing_ok=True)
            total -= size
            if total <= KEPT_BY_A_SWEEP * self.limit:
                return
