"""Stored files over HTTP: ranges of RFC 9110 §14, conditions of §13, and no worker held by a slow listener.

Waitress sends a `wsgi.file_wrapper` body from its own loop: it starts where the file stands, ends at
Content-Length, and the worker is free at once.
"""

import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from flask import Response, request

from catalog.models import StoredFile
from elibrary.extensions import store
from media import ranges

CHUNK = 64 * 1024
UNKNOWN_TYPE = "application/octet-stream"
_STROKED = str.maketrans("đĐ", "dD")
# What a browser may be told that a file is. All else is saved, never shown: it cannot become a page of ours.
KNOWN_TYPES = frozenset(
    {
        "application/epub+zip",
        "application/pdf",
        "audio/aac",
        "audio/flac",
        "audio/mp4",
        "audio/mpeg",
        "audio/ogg",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/webp",
    }
)


def send_stored(file: StoredFile, *, download_name: str | None = None, inline: bool = True) -> Response:
    """The answer to a GET or HEAD for a stored file: 200, 206, 304, 412 or 416. Raises NotStored.

    Several ranges are answered as the one that covers them; Content-Range says which that is (§15.3.7).
    With `inline=False` the browser saves the file as `download_name`.
    """
    path = store().path(file.sha256)
    size = path.stat().st_size
    response = Response()
    response.accept_ranges = "bytes"
    response.set_etag(file.sha256)
    response.last_modified = file.created_at
    response.cache_control.private = True
    response.cache_control.max_age = 3600
    status = _condition(file.sha256, file.created_at)
    if status is not None:
        response.status_code = status
        del response.headers["Content-Type"]
        return response
    asked = _asked(file, size)
    if isinstance(asked, ranges.Unsatisfiable):
        response.status_code = 416
        response.headers["Content-Range"] = ranges.content_range(None, size)
        return response
    _describe(response, file, download_name, inline=inline)
    return _with_bytes(response, path, asked, size)


def _condition(etag: str, modified: datetime) -> int | None:
    """412 or 304 where a precondition of §13.2.2 decides the answer, else None."""
    if request.if_match:
        if etag not in request.if_match:
            return 412
    elif request.if_unmodified_since and modified.replace(microsecond=0) > request.if_unmodified_since:
        return 412
    if request.if_none_match:
        return 304 if request.if_none_match.contains_weak(etag) else None
    since = request.if_modified_since
    return 304 if since and modified.replace(microsecond=0) <= since else None


def _asked(file: StoredFile, size: int) -> ranges.ByteRange | ranges.Unsatisfiable | None:
    """The one range to send; None for the whole file. A Range header counts for GET only (§14.2)."""
    if_range = request.headers.get("If-Range")
    if request.method != "GET" or not ranges.if_range_matches(if_range, f'"{file.sha256}"', file.created_at):
        return None
    asked = ranges.parse(request.headers.get("Range"), size)
    if isinstance(asked, ranges.Parts):
        return ranges.ByteRange(
            min(part.first for part in asked.ranges), max(part.last for part in asked.ranges)
        )
    return asked if isinstance(asked, ranges.Unsatisfiable) else None


def _describe(response: Response, file: StoredFile, name: str | None, *, inline: bool) -> None:
    known = file.content_type in KNOWN_TYPES
    response.content_type = file.content_type if known else UNKNOWN_TYPE
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; media-src 'self'; sandbox"
    if name or not (inline and known):
        disposition = "inline" if inline and known else "attachment"
        response.headers.set("Content-Disposition", disposition, **(_names(name) if name else {}))


def _names(name: str) -> dict[str, str]:
    """The parameters of RFC 6266 §4.3: the name for every browser, and without marks for the oldest."""
    plain = unicodedata.normalize("NFKD", name.translate(_STROKED)).encode("ascii", "ignore").decode()
    return {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"}


def _with_bytes(response: Response, path: Path, part: ranges.ByteRange | None, size: int) -> Response:
    if part is not None:
        response.status_code = 206
        response.headers["Content-Range"] = ranges.content_range(part, size)
    first, length = (part.first, part.length) if part else (0, size)
    response.headers["Content-Length"] = str(length)
    response.direct_passthrough = True  # the server must see the wrapper itself, and Flask leave the length
    if request.method == "GET":
        response.response = _body(path, first, length)
    return response


def _body(path: Path, first: int, length: int) -> Any:
    """The bytes, by the server's own wrapper where it has one."""
    stream = path.open("rb")
    stream.seek(first)
    wrapper = request.environ.get("wsgi.file_wrapper")
    return wrapper(stream) if wrapper else FilePart(stream, length)


class FilePart:
    """The next `length` bytes of an open file, for servers without `wsgi.file_wrapper`."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream = stream
        self._left = length

    def __iter__(self) -> Iterator[bytes]:
        """Yield the bytes in chunks; the file is closed after the last."""
        with self._stream:
            while self._left and (chunk := self._stream.read(min(CHUNK, self._left))):
                self._left -= len(chunk)
                yield chunk

    def close(self) -> None:
        """Close the file; the server calls this when the answer is broken off."""
        self._stream.close()
