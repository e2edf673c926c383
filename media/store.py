"""Files kept whole: written to a temporary name, flushed to disk, renamed to their SHA-256.

A file's place is `root/ab/cdef…`, the 64 hexadecimal digits of its content's SHA-256 split after two. What
stands there is complete at every moment; unfinished files lie in `root/incoming`.
"""

import errno
import hashlib
import os
from collections.abc import Iterator, Set
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from media.errors import N_, EmptyFile, FileTooLarge, MediaRefusal, StorageFull
from media.incoming import Incoming

CHUNK = 1024 * 1024
DIGITS = frozenset("0123456789abcdef")
SHA256_DIGITS = 64
# A full disk, a full quota, and a file beyond what the file system or the account may hold.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NotStored(MediaRefusal):
    """No file of this name is in the store."""

    status = 404
    message = N_("Tập tin này không còn trong kho lưu trữ. Hãy báo cho thủ thư để tải lên lại.")


@dataclass(frozen=True)
class StoredFile:
    """What a database row keeps of a file: its name in the store and its length in bytes."""

    sha256: str
    size: int


class Store(Protocol):
    """Where files are kept; `path`, `open` and `delete` raise NotStored where no file has that name."""

    def add(self, stream: BinaryIO, *, limit: int | None = None) -> StoredFile:
        """Keep the bytes of `stream`. Raises EmptyFile, FileTooLarge (over `limit` bytes), StorageFull."""

    def add_path(self, path: Path, *, limit: int | None = None) -> StoredFile:
        """Keep a copy of the file at `path`; errors as for `add`."""

    def path(self, sha256: str) -> Path:
        """A readable file on this machine; never to be written to."""

    def open(self, sha256: str) -> BinaryIO:
        """The file opened for reading."""

    def exists(self, sha256: str) -> bool:
        """Whether the file is here."""

    def delete(self, sha256: str) -> None:
        """Remove the file."""

    def sweep(self, known: Set[str], *, older_than: datetime) -> list[str]:
        """Remove what a killed process left: unfinished files, and whole ones outside `known`.

        Of the whole ones only those last added before `older_than` (aware) go, since a younger file may be
        waiting for the commit of its row. Returns their names.
        """


class FileStore:
    """A Store in a local folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._incoming = Incoming(root / "incoming")

    def add(self, stream: BinaryIO, *, limit: int | None = None) -> StoredFile:
        """See Store.add. Adding the same bytes again, or at the same moment, keeps one file."""
        try:
            return self._add(stream, limit)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise StorageFull from error
            raise

    def add_path(self, path: Path, *, limit: int | None = None) -> StoredFile:
        """See Store.add_path."""
        with path.open("rb") as stream:
            return self.add(stream, limit=limit)

    def path(self, sha256: str) -> Path:
        """See Store.path."""
        place = self._place(sha256)
        if not place.is_file():
            raise NotStored
        return place

    def open(self, sha256: str) -> BinaryIO:
        """See Store.open."""
        return self.path(sha256).open("rb")

    def exists(self, sha256: str) -> bool:
        """See Store.exists."""
        return _is_name(sha256) and self._place(sha256).is_file()

    def delete(self, sha256: str) -> None:
        """See Store.delete."""
        try:
            self._place(sha256).unlink()
        except FileNotFoundError as error:
            raise NotStored from error

    def sweep(self, known: Set[str], *, older_than: datetime) -> list[str]:
        """See Store.sweep."""
        self._incoming.clear(older_than=older_than)
        orphans = [name for name in self._names() if name not in known]
        return [name for name in orphans if self._remove_orphan(name, older_than.timestamp())]

    def _add(self, stream: BinaryIO, limit: int | None) -> StoredFile:
        with self._incoming.place() as folder:
            stored = _write(stream, folder / "file", limit)
            self._keep(folder / "file", stored)
        return stored

    def _keep(self, temporary: Path, stored: StoredFile) -> None:
        place = self._place(stored.sha256)
        try:
            if place.stat().st_size == stored.size:
                os.utime(place)  # young again, so that a sweep leaves it to its new row
                return
        except FileNotFoundError:
            place.parent.mkdir(exist_ok=True)
            _flush_folder(self.root)
        temporary.replace(place)
        _flush_folder(place.parent)

    def _remove_orphan(self, name: str, moment: float) -> bool:
        """Move the file aside before looking at its age: an `add` at the same moment is then never lost."""
        place = self._place(name)
        with self._incoming.place() as folder, suppress(FileNotFoundError):  # deleted in this moment
            if place.stat().st_mtime >= moment:
                return False
            aside = folder / "orphan"
            place.rename(aside)
            if aside.stat().st_mtime < moment:
                return True
            aside.replace(place)
        return False

    def _names(self) -> Iterator[str]:
        for folder in self.root.glob("[0-9a-f][0-9a-f]"):
            for file in folder.iterdir():
                if _is_name(folder.name + file.name):
                    yield folder.name + file.name

    def _place(self, sha256: str) -> Path:
        if not _is_name(sha256):
            raise NotStored
        return self.root / sha256[:2] / sha256[2:]


def _is_name(text: str) -> bool:
    return len(text) == SHA256_DIGITS and DIGITS.issuperset(text)


def _write(stream: BinaryIO, target: Path, limit: int | None) -> StoredFile:
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if limit is not None and size > limit:
                raise FileTooLarge(limit=f"{limit / 2**20:g} MB")
            digest.update(chunk)
            out.write(chunk)
        if size == 0:
            raise EmptyFile
        out.flush()
        os.fsync(out.fileno())
    return StoredFile(digest.hexdigest(), size)


def _flush_folder(folder: Path) -> None:
    """Make a rename survive a power cut. Windows has no such call and keeps its folders itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
