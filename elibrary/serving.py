"""The server: waitress, and beside it one thread that indexes what was saved and writes down the counts.

Several processes may serve on the same sockets; one of them keeps the index, each writes its own counts.
"""

import gc
import logging
import os
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from flask import Flask
from sqlalchemy import select
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from catalog.base import utcnow
from catalog.models import StoredFile
from elibrary.extensions import config, db, incoming, store
from elibrary.indexing import catch_up
from elibrary.processes import Crew, can_fork, end_on_sigterm
from elibrary.request_limits import MOST_HEADER, channel_of
from elibrary.statistics.counting import flush

log = logging.getLogger(__name__)
logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a line for every waiting request helps nobody

PAUSE = 0.5
"""Seconds between two looks at the outbox: a saved record is found well within two seconds."""

_TURN = 0.02
"""Seconds that a thread may keep the interpreter while others want it: most pages are done in one turn."""

_NEW_OBJECTS = 20_000
"""After so many, Python looks for garbage in circles: once in some pages, not several times in each."""

UNCLAIMED = timedelta(hours=24)
"""What was left by a killed upload: a stored file that no row names after this time."""


_FIRST_PAGES = ("/", "/search?q=a", "/search?q=sahc", "/search?q=a&sort=title", "/api/v1/suggest?q=a")
"""Between them they need every table that the index keeps in memory, that of slips of the pen too."""


def clear_leftovers(app: Flask) -> None:
    """Remove what killed work left behind in the data folder."""
    with app.app_context():
        known = set(db.session.scalars(select(StoredFile.sha256)))
        store().sweep(known, older_than=utcnow() - UNCLAIMED)
        incoming().clear(older_than=utcnow() - UNCLAIMED)


class Background(threading.Thread):
    """Does what must not keep a page waiting, until told to stop; a failure is logged and tried again."""

    def __init__(self, app: Flask, *, indexes: bool) -> None:
        super().__init__(name="background", daemon=True)
        self._app = app
        self._works = (self._index, self._count) if indexes else (self._count,)
        self._over = threading.Event()

    def run(self) -> None:
        """Work until `stop`."""
        while not self._over.wait(PAUSE):
            self._turn()

    def stop(self) -> None:
        """Keep the counts at once, for indexing may be cut short; finish the turn, do one last, and end."""
        self._over.set()
        self._try(self._count)
        self.join()
        self._turn()

    def _turn(self) -> None:
        for work in self._works:
            self._try(work)

    def _try(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:
            log.exception("background work failed and will be tried again")

    def _index(self) -> None:
        with self._app.app_context():
            catch_up()

    def _count(self) -> None:
        flush(self._app)


def bound(host: str, port: int) -> list[socket.socket]:
    """A socket for each address that the host name has, IPv4 and IPv6; nobody listens yet. Raises OSError."""
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    sockets = []
    for family, kind, protocol, _, address in found:
        one = socket.socket(family, kind, protocol)
        if os.name != "nt":  # there it would let another program take the port
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        one.bind(address)
        sockets.append(one)
    return sockets


def make_server(app: Flask, listening: Sequence[socket.socket]) -> BaseWSGIServer | MultiSocketServer:
    """A waitress server that listens on these sockets, not yet running.

    No worker is held by a listener: a sound file's body is handed over as a file, and the one network thread
    sends it. `poll` and a high limit let some thousand phones stay connected.
    """
    with app.app_context():
        settings = config()
    sockets: dict[int, Any] = {}
    server = create_server(
        app,
        map=sockets,
        sockets=listening,
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


def serve(app: Flask, processes: int) -> None:
    """Answer requests until told to stop (Ctrl+C or SIGTERM); what was counted is kept. Raises OSError."""
    settings = app.extensions["elibrary_config"]
    _allow_many_files()
    listening = bound(settings.host, settings.port)
    if processes == 1 or not can_fork():
        end_on_sigterm()
        _serve_alone(app, listening, 0)
        return
    _let_go()
    Crew(partial(_serve_alone, app, listening), processes).run()


def _serve_alone(app: Flask, listening: Sequence[socket.socket], place: int) -> None:
    """One process's work: the one in place 0 keeps the index."""
    _warm(app)
    sys.setswitchinterval(_TURN)
    server = make_server(app, listening)
    background = Background(app, indexes=place == 0)
    background.start()
    try:
        server.run()
    finally:
        background.stop()
        server.close()


def _let_go() -> None:
    """Close every connection to the database before processes are made: none may share one."""
    db.session.close()
    db.engine.dispose()
    gc.collect()
    gc.freeze()  # what lies in memory now is shared by all processes as long as nobody touches it


def _warm(app: Flask) -> None:
    """Ask what the first visitors will ask, so that none of them waits for the index and the templates."""
    visitor = app.test_client()
    for page in _FIRST_PAGES:
        visitor.get(page, headers={"User-Agent": ""})  # nobody: not counted
    gc.collect()
    gc.freeze()  # the index stays: looking through it for garbage would take longer than a page
    gc.set_threshold(_NEW_OBJECTS)


def _allow_many_files() -> None:
    """A listener is a connection and an open file: as many as the system grants. Windows has no limit."""
    if os.name != "nt":
        import resource

        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
