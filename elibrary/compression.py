"""Pages are sent compressed to browsers that can read that; a page is a fifth as long so.

How long a compressed page is tells something of what stands in it. Who can make somebody's browser ask again
and again, with guesses in the address, could find out a secret of the page letter by letter (BREACH). So what
is made for somebody signed in, or holds a token against forged forms, is compressed only where nothing of the
request can stand beside it: a found page asked for without parameters. Session cookies are SameSite=Lax, too.
"""

import gzip
from http import HTTPStatus

from flask import Flask, Response, current_app, g, request

from elibrary.security import actor

LEAST = 500
"""Bytes; shorter answers fit into one packet anyway."""
_LEVEL = 5
"""Of 9: the next ones take longer than they save."""

_TYPES = frozenset(
    {
        "application/json",
        "application/ld+json",
        "application/manifest+json",
        "application/problem+json",
        "application/xml",
        "image/svg+xml",
    }
)


def compress(answer: Response) -> Response:
    """After every request: compress what is text and may be."""
    if answer.direct_passthrough or answer.is_streamed or not _is_text(answer.mimetype):
        return answer
    answer.vary.add("Accept-Encoding")
    unfit = "Content-Encoding" in answer.headers or "Content-Range" in answer.headers
    data = b"" if unfit or not request.accept_encodings["gzip"] or not _may_be(answer) else answer.get_data()
    if len(data) >= LEAST:
        answer.set_data(gzip.compress(data, _LEVEL, mtime=0))
        answer.content_encoding = "gzip"
        if etag := answer.get_etag()[0]:
            answer.set_etag(etag, weak=True)
    return answer


def _is_text(mimetype: str | None) -> bool:
    return mimetype is not None and (
        mimetype.startswith("text/") or mimetype in _TYPES or mimetype.endswith("+xml")
    )


def _may_be(answer: Response) -> bool:
    plain_page = answer.status_code == HTTPStatus.OK and request.method == "GET" and not request.query_string
    return plain_page or not (_holds_token() or actor())


def _holds_token() -> bool:
    """Whether Flask-WTF was asked for a token in this request."""
    return current_app.config["WTF_CSRF_FIELD_NAME"] in g


def init_app(app: Flask) -> None:
    """Compress the application's answers; called first, so that it runs last."""
    app.after_request(compress)
