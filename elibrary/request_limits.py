"""What the server takes in before Flask sees a request: how long a header, how large a body, of whom."""

import json
from contextlib import suppress
from copy import copy
from http import HTTPStatus
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import ErrorTask
from waitress.utilities import Error
from werkzeug.http import parse_cookie

from elibrary.errors import sentence_for_status
from media.errors import StorageFull
from media.store import NO_ROOM

MOST_HEADER = 32 * 1024
"""Bytes of a request's head."""

MOST_PLAIN = 4 * 1024 * 1024
"""Bytes of a body that is no upload: the longest form that a librarian can fill in, and some more."""

UPLOADS = "/staff/upload"
"""Where books and recordings are sent."""

CENTRE, MOST_CENTRE = "/staff/centre", 16 * 1024 * 1024
"""Where the library's sign is sent, and bytes of that body: its own rule says what is too large, in words."""


class _NoRoom(Error):
    """The disk has no room for the body of a request."""

    code = StorageFull.status
    reason = "Insufficient Storage"


class _Request(HTTPRequestParser):
    """Spools the body of a request to disk: a small one of anybody, a large one only where staff upload."""

    app: Flask
    path: str

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        most = self._most()
        if most < self.adj.max_request_body_size:
            self.adj = copy(self.adj)
            self.adj.max_request_body_size = most

    def _most(self) -> int:
        """Bytes that this request may send: of files, the staff's only."""
        sends_files = self.path in (UPLOADS, CENTRE)
        if not (sends_files and _is_signed_in(self.app, self.headers.get("COOKIE", ""))):
            return MOST_PLAIN
        return MOST_CENTRE if self.path == CENTRE else int(self.adj.max_request_body_size)

    def received(self, data: bytes) -> int:
        if self.error is None:
            try:
                return int(super().received(data))
            except OSError as error:
                if error.errno not in NO_ROOM:
                    raise
            self.error = _NoRoom("no room for the body")
            self.close()
        return self._let_pass(data)

    def _let_pass(self, data: bytes) -> int:
        """Read on and keep nothing: a browser hears an answer only when it has sent everything."""
        self.body_bytes_received += len(data)
        self.completed = self.chunked or self.body_bytes_received >= self.content_length
        return len(data)

    def close(self) -> None:
        with suppress(OSError):  # what could not be written is tried once more on closing
            super().close()


class _Refused(ErrorTask):
    """Waitress refuses a request before Flask sees it (too large, malformed): say it in our own words."""

    def execute(self) -> None:
        request: Any = self.request
        error = request.error
        text = sentence_for_status(error.code)
        kind, body = (
            "text/html",
            f"<!doctype html><meta charset=utf-8><title>{error.code}</title><p>{text}</p>",
        )
        if request.headers.get("ACCEPT", "").startswith("application/json"):
            kind, body = "application/json", json.dumps({"status": "refused", "reason": text})
        self._answer(f"{error.code} {HTTPStatus(error.code).phrase}", f"{kind}; charset=utf-8", body.encode())

    def _answer(self, status: str, content_type: str, body: bytes) -> None:
        self.status = status
        self.response_headers = [
            ("Content-Type", content_type),
            ("Content-Length", str(len(body))),
            ("Content-Security-Policy", "default-src 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "same-origin"),
            ("Connection", "close"),
        ]
        self.close_on_finish = True
        self.content_length = len(body)
        self.write(body)


class _Channel(HTTPChannel):
    error_task_class = _Refused

    def service(self) -> None:
        """Answer one request. What was sent on behind it is dropped and the connection closed after it.

        No browser does that (RFC 9112 §9.3.2 lets a client ask again); answers that nobody reads would each
        keep a file open.
        """
        channel: Any = self
        with channel.requests_lock:
            first, *others = channel.requests
            if others:
                first.headers["CONNECTION"] = "close"
                for request in others:
                    request.close()
                del channel.requests[1:]
        super().service()


def channel_of(app: Flask) -> type[HTTPChannel]:
    """The kind of connection that `app` is served on."""
    request = type("Request", (_Request,), {"app": app})
    return type("Channel", (_Channel,), {"parser_class": request})


def _is_signed_in(app: Flask, cookies: str) -> bool:
    """Whether a cookie signed by this library says that one of the staff signed in; the view asks who."""
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    if serializer is None:
        return False
    try:
        said = serializer.loads(parse_cookie(cookies).get(app.config["SESSION_COOKIE_NAME"], ""))
    except BadSignature:
        return False
    return str(said.get("_user_id", "")).partition(":")[0].isdecimal()  # a patron's begins with "p:"
