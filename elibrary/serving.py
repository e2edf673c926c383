"""The server: waitress, and beside it one thread that indexes what was saved and writes down the counts."""

import logging
import os
import signal
import sys
import threading
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from catalog.base import utcnow
from catalog.models import StoredFile
from elibrary.extensions import config, db, incoming, store
from elibrary.indexing import catch_up
from elibrary.request_limits import MOST_HEADER, channel_of
from elibrary.statistics.counting import flush

log = logging.getLogger(__name__)
logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a line for every waiting request helps nobody

PAUSE = 0.5
"""Seconds between two looks at the outbox: a saved record is found well within two seconds."""

UNCLAIMED = timedelta(hours=24)
"""What was left by a killed upload: a stored file that no row names after this time."""


def clear_leftovers(app: Flask) -> None:
    """Remove what killed work left behind in the data folder."""
    with app.app_context():
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
        channel_timeout=120,
        cleanup_interval=10,
        max_request_header_size=MOST_HEADER,
        max_request_body_size=settings.max_upload,
        clear_untrusted_proxy_headers=not settings.trusted_proxies,
        ident=None,
    )
    for listener in sockets.values():
        if isinstance(listener, BaseWSGIServer):
            listener.channel_class = channel_of(app)
    return server


def serve(app: Flask) -> None:
    """Answer requests until the process is told to stop (Ctrl+C or SIGTERM); what was counted is kept."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    _allow_many_files()
    server = make_server(app)
    background = Background(app)
    background.start()
    try:
        server.run()
    finally:
        background.stop()
        server.close()


def _allow_many_files() -> None:
    """A listener is a connection and an open file: as many as the system grants. Windows has no limit."""
    if os.name != "nt":
        import resource

        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
