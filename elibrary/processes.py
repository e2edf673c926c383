"""Several processes that do the same work: one parent watches, its children work (pre-fork).

The parent opens nothing that a child would have to share but the listening sockets. A child lives as long as
the parent: it holds one end of a pipe (the lifeline) whose other end closes when the parent ends, however
that happens.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

log = logging.getLogger(__name__)

Work = Callable[[int], None]
"""What a child does, given its place (from 0), until SystemExit is raised in its main thread."""

WATCH = 0.2
"""Seconds between two looks at the children."""
SOONEST, LATEST = 0.5, 60.0
"""Seconds until a child that ended is started again: the pause doubles while it keeps ending soon."""
STEADY = 60.0
"""Seconds after which a child counts as having worked well."""
GRACE = 15.0
"""Seconds that children get to end by themselves; an index being made anew takes longer, and can wait."""


def can_fork() -> bool:
    """Whether this system knows processes that begin as a copy of another; Windows does not."""
    return hasattr(os, "fork")


def end_on_sigterm() -> None:
    """Let SIGTERM end the main thread in order, once: a second one must not disturb what is being kept."""

    def end(*_: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sys.exit(0)

    signal.signal(signal.SIGTERM, end)


@dataclass
class _Place:
    """One child, or the pause before it is started again."""

    number: int
    pid: int | None = None
    started: float = 0.0
    """When, on the clock that only goes forward; also `due`."""
    due: float = 0.0
    pause: float = SOONEST


class Crew:
    """As many children as places, each started again when it ends."""

    def __init__(self, work: Work, places: int) -> None:
        self._work = work
        self._places = [_Place(number) for number in range(places)]
        self._lifeline = os.pipe()
        self._over = False

    def run(self) -> None:
        """Keep every place taken until SIGTERM or Ctrl+C; return when all children have ended."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self._over:
            for place in self._places:
                if place.pid is not None:
                    self._look_after(place)
                elif time.monotonic() >= place.due:
                    self._start(place)
            time.sleep(WATCH)
        self._end()

    def _stop(self, *_: object) -> None:
        self._over = True

    def _start(self, place: _Place) -> None:
        place.started = time.monotonic()
        place.pid = os.fork() or self._become(place)

    def _become(self, place: _Place) -> NoReturn:
        """The child's whole life. It must not return into what the parent was doing."""
        status = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the parent too, which ends all
            end_on_sigterm()
            reading, writing = self._lifeline
            os.close(writing)
            threading.Thread(target=_end_with_parent, args=(reading,), daemon=True).start()
            self._work(place.number)
            status = 0
        except SystemExit:
            status = 0
        except BaseException:
            log.exception("a server process failed")
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _look_after(self, place: _Place) -> None:
        status = _status(place)
        if status is None:
            return
        now = time.monotonic()
        steady = now - place.started >= STEADY
        place.due = now + place.pause
        log.warning(
            "server process %s ended (%s); another starts in %.1f s", place.number, status, place.pause
        )
        place.pause = SOONEST if steady else min(place.pause * 2, LATEST)

    def _end(self) -> None:
        os.close(self._lifeline[1])
        deadline = time.monotonic() + GRACE
        while any(_status(place) is None for place in self._places if place.pid is not None):
            if time.monotonic() > deadline:
                _kill(self._places)
            time.sleep(WATCH / 4)


def _status(place: _Place) -> int | None:
    """How the child ended, minus the signal's number if by one; None while it lives."""
    if place.pid is None:
        return None
    pid, status = os.waitpid(place.pid, os.WNOHANG)
    if pid == 0:
        return None
    place.pid = None
    return os.waitstatus_to_exitcode(status)


def _kill(places: list[_Place]) -> None:
    for place in places:
        if place.pid is not None:
            os.kill(place.pid, signal.SIGKILL)


def _end_with_parent(lifeline: int) -> None:
    """Nothing is ever written into the lifeline: it can be read from when the parent is gone."""
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)
