"""The least that a page can cost here: one line of a bare Flask application, served as the library is.

`python -m benchmarks.bare`, told by ELIBRARY_PORT where; the reference for the pages of the library.
"""

import os
import socket
from collections.abc import Sequence
from functools import partial

from flask import Flask

from elibrary.config import Config
from elibrary.processes import Crew, can_fork, end_on_sigterm
from elibrary.serving import bound, make_server

PAGE = "<!doctype html><title>.</title><p>Xin chào</p></html>"


def main() -> None:
    """Serve one page on as many processes as the library would have."""
    settings = Config.from_environment(os.environ)
    app = Flask("bare")
    app.extensions["elibrary_config"] = settings
    app.add_url_rule("/", view_func=lambda: PAGE)
    listening = bound(settings.host, settings.port)
    if settings.serving_processes == 1 or not can_fork():
        end_on_sigterm()
        _serve(app, listening, 0)
        return
    Crew(partial(_serve, app, listening), settings.serving_processes).run()


def _serve(app: Flask, listening: Sequence[socket.socket], _place: int) -> None:
    make_server(app, listening).run()


if __name__ == "__main__":
    main()
