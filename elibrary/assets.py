"""Static files as they are sent. What a style sheet or module names carries its version too, so that browsers
keep all of it for a year; what every page needs comes joined; text is compressed once and kept.

Everything is read once: who changes a file starts the server anew.
"""

import gzip
import hashlib
import posixpath
import re
from functools import cache
from typing import NamedTuple

from flask import Flask, Response, request, send_from_directory
from werkzeug.exceptions import NotFound

from elibrary.paths import STATIC

A_YEAR = 31536000
"""Seconds."""

_JOINED = {
    "css/site.css": (
        "css/tokens.css",
        "css/colours.css",
        "vendor/be-vietnam-pro/fonts.css",
        "css/base.css",
        "css/records.css",
    )
}
"""Made of the parts in this order; no such file lies on the disk."""

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".wasm": "application/wasm",
}
"""What shrinks when compressed."""
_NAMED = {
    ".css": re.compile(r'(?<=url\(")(?![/#]|data:)([^"?#]+)(?="\))'),
    ".js": re.compile(r'(?:(?<=from ")|(?<=import ")|(?<=import\("))\.{1,2}/[^"?#]+(?=")'),
}
"""How a file of this kind names another one, by its place as seen from the file itself."""


class Sent(NamedTuple):
    """A file as it is sent, plain and compressed."""

    plain: bytes
    packed: bytes


def version(filename: str) -> str:
    """Changes with the file and with whatever it names; empty for what is not there."""
    name = posixpath.normpath(filename)
    return _version(name) if _is_here(name) else ""


def send(filename: str) -> Response:
    """Answer with a static file. Raises NotFound."""
    name = posixpath.normpath(filename)
    if not _is_here(name):
        raise NotFound
    if _kind(name) not in _TYPES:
        return send_from_directory(STATIC, name, max_age=_max_age(), etag=_version(name))
    sent = _sent(name)
    packed = request.accept_encodings["gzip"] > 0
    answer = Response(sent.packed if packed else sent.plain, content_type=_TYPES[_kind(name)])
    if packed:
        answer.content_encoding = "gzip"
    answer.vary.add("Accept-Encoding")
    answer.set_etag(_version(name), weak=True)  # of both forms
    answer.cache_control.public = True
    answer.cache_control.max_age = _max_age()
    answer.make_conditional(request)
    return answer


def _max_age() -> int:
    """Seconds. What is asked for without a version is asked for again every time."""
    return A_YEAR if "v" in request.args else 0


def _is_here(name: str) -> bool:
    inside = not name.startswith(("/", "..")) and "\\" not in name and "\0" not in name
    return inside and (name in _JOINED or (STATIC / name).is_file())


def _kind(name: str) -> str:
    return posixpath.splitext(name)[1]


@cache
def _version(name: str) -> str:
    digest = hashlib.sha256()
    for one in _reached(name):
        digest.update(b"".join((STATIC / part).read_bytes() for part in _parts(one)))
    return digest.hexdigest()[:10]


def _reached(name: str) -> list[str]:
    """The file and all that it names, directly or not; modules may name each other in a circle."""
    reached, waiting = [name], [name]
    while waiting:
        new = [one for one in _named(waiting.pop()) if one not in reached]
        reached += new
        waiting += new
    return reached


def _parts(name: str) -> tuple[str, ...]:
    """Those that are there: the fonts are brought in by scripts/vendor.py."""
    return tuple(part for part in _JOINED.get(name, (name,)) if (STATIC / part).is_file())


def _named(name: str) -> list[str]:
    pattern = _NAMED.get(_kind(name))
    found = pattern.finditer(_source(name)) if pattern else ()
    places = dict.fromkeys(_seen_from(name, match[0]) for match in found)
    return [place for place in places if _is_here(place)]


def _seen_from(name: str, place: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), place))


def _source(name: str) -> str:
    """The file's text; a part of a joined one names others as seen from where the whole stands."""
    here = posixpath.dirname(name)

    def moved(part: str) -> str:
        text = (STATIC / part).read_text(encoding="utf-8")
        if part == name:
            return text
        return _NAMED[_kind(name)].sub(lambda at: posixpath.relpath(_seen_from(part, at[0]), here), text)

    return "\n".join(moved(part) for part in _parts(name))


@cache
def _sent(name: str) -> Sent:
    pattern = _NAMED.get(_kind(name))
    if pattern:
        plain = pattern.sub(lambda at: _with_version(name, at[0]), _source(name)).encode()
    else:
        plain = (STATIC / name).read_bytes()
    return Sent(plain, gzip.compress(plain, 9, mtime=0))


def _with_version(name: str, place: str) -> str:
    found = version(_seen_from(name, place))
    return f"{place}?v={found}" if found else place


def _versioned(endpoint: str, values: dict[str, object]) -> None:
    """Put the file's version into every static URL."""
    if endpoint == "static" and (found := version(str(values.get("filename", "")))):
        values["v"] = found


def init_app(app: Flask) -> None:
    """Serve the static files of the application."""
    app.url_defaults(_versioned)
    app.send_static_file = send  # type: ignore[method-assign]
