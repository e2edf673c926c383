"""The application of a test on a real waitress, and a phone's browser to open it with."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import waitress
from flask import Flask
from playwright.sync_api import Page, sync_playwright
from waitress import wasyncore

from tests.web.conftest import PHONE, QUIETLY, executable

PATIENCE = 15.0  # seconds


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve `app` from a thread; yields its address.

    The thread that waits for the sockets also closes them: another one would take them away under it.
    """
    sockets: dict[int, Any] = {}
    server = waitress.create_server(app, map=sockets, host="127.0.0.1", port=0, threads=2)
    over = threading.Event()

    def run() -> None:
        while not over.is_set():
            wasyncore.loop(timeout=0.2, map=sockets, count=1)
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        over.set()
        thread.join(timeout=10)


@contextmanager
def phone_at(address: str, *, worker: bool = False) -> Iterator[Page]:
    """A tab of a phone's browser that has never been there; `worker`: with the service worker."""
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIETLY))
        context = browser.new_context(
            viewport=PHONE,
            device_scale_factor=2,
            is_mobile=True,
            has_touch=True,
            base_url=address,
            service_workers="allow" if worker else "block",
        )
        context.set_default_timeout(PATIENCE * 1000)
        yield context.new_page()
        browser.close()


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something is so; the pages' policy forbids the browser's own way of waiting for a script."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it never came to be so"
        page.wait_for_timeout(50)
