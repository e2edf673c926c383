"""The server: waitress, and beside it one thread that indexes what was saved and writes down the counts."""

import json
import logging
import signal
import sys
import threading
from contextlib import suppress
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import flask_migrate
from flask import Flask
from sqlalchemy import select
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server
from waitress.task import ErrorTask
from waitress.utilities import Error

from catalog.base import utcnow
from catalog.models import StoredFile
from elibrary.errors import sentence_for_status
from elibrary.extensions import config, db, incoming, store
from elibrary.indexing import catch_up
from elibrary.statistics.counting import flush
from media.errors import StorageFull
from media.store import NO_ROOM

log = logging.getLogger(__name__)
logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a line for every waiting request helps nobody

PAUSE = 0.5
"""Seconds between two looks at the outbox: a saved record is found well within two seconds."""

UNCLAIMED = timedelta(hours=24)
"""What was left by a killed upload: a stored file that no row names after this time."""


def prepare_data(app: Flask) -> None:
    """Bring the data folder up to date: tables migrated, what killed work left behind removed."""
    with app.app_context():
        flask_migrate.upgrade()
        known = set(db.session.scalars(select(StoredFile.sha256)))
        store().sweep(known, older_than=utcnow() - UNCLAIMED)
        incoming().clear(older_than=utcnow() - UNCLAIMED)


class Background(threading.Thread):
    """Does what must not keep a page waiting, until told to stop; a failure is logged and tried again."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="background", daemon=True)
        self._app = app
        self._over = threading.Event()

    def run(self) -> None:
        """Work until `stop`."""
        while not self._over.wait(PAUSE):
            self._turn()

    def stop(self) -> None:
        """Finish the present turn, do one last, and end."""
        self._over.set()
        self.join()
        self._turn()

    def _turn(self) -> None:
        for work in (self._index, lambda: flush(self._app)):
            try:
                work()
            except Exception:
                log.exception("background work failed and will be tried again")

    def _index(self) -> None:
        with self._app.app_context():
            catch_up()


class _NoRoom(Error):
    """The disk has no room for the body of a request."""

    code = StorageFull.status
    reason = "Insufficient Storage"


class _Request(HTTPRequestParser):
    """Spools the body of a request to disk, and finds it refused when the disk is full."""

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
            ("Connection", "close"),
        ]
        self.close_on_finish = True
        self.content_length = len(body)
        self.write(body)


class _Channel(HTTPChannel):
    error_task_class = _Refused
    parser_class = _Request


def make_server(app: Flask) -> BaseWSGIServer | MultiSocketServer:
    """A waitress server bound to the configured address, not yet running.

    No worker is held by a listener: a sound file's body is handed over as a file, and the one network thread
    sends it. `poll` and a high limit let some thousand phones stay connected.
    """
    with app.app_context():
        settings = config()
    sockets: dict[int, Any] = {}
    server = create_server(
        app,
        map=sockets,
        host=settings.host,
        port=settings.port,
        threads=settings.threads,
        connection_limit=4000,
        asyncore_use_poll=True,
        outbuf_high_watermark=2**50,  # bodies are files or small: a worker never waits for a slow phone
        channel_timeout=120,
        cleanup_interval=10,
        max_request_body_size=settings.max_upload,
        clear_untrusted_proxy_headers=not settings.trusted_proxies,
        ident=None,
    )
    for listener in sockets.values():
        if isinstance(listener, BaseWSGIServer):
            listener.channel_class = _Channel
    return server


def serve(app: Flask) -> None:
    """Answer requests until the process is told to stop (Ctrl+C or SIGTERM); what was counted is kept."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = make_server(app)
    background = Background(app)
    background.start()
    try:
        server.run()
    finally:
        background.stop()
        server.close()
