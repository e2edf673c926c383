"""Reading the live generation of an index while others write it: what is published is taken in aside.

Opening a large index takes seconds. Whoever searches goes on with what is open until the new is ready.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, RLock, Thread
from typing import Generic, Protocol, TypeVar

from catalog.search.engine import IndexUnusable
from catalog.search.folder import IndexFolder, Live

_TRIES = 5
"""How often a generation is opened that another process replaces at the same time."""
_MOMENT = 0.3
"""Seconds that a search waits for what was just published; small changes are taken in long before."""


class Opened(Protocol):
    """A generation, open for reading."""

    def prepare(self) -> Callable[[], None]:
        """Open what was committed meanwhile; calling the answer shows it. Raises IndexUnusable."""

    def close(self) -> None:
        """Let go of all files."""


Generation = TypeVar("Generation", bound=Opened)


class Generations(Generic[Generation]):
    """The generations of a folder, of which one is open; `make` opens a folder of files."""

    def __init__(self, folder: IndexFolder, make: Callable[[Path], Generation]) -> None:
        self._folder = folder
        self._make = make
        self._reading = RLock()
        self._taking_in = Lock()
        self._stamp: tuple[int, int, int] | None = None
        self._live: Live | None = None
        self._opened: Generation | None = None

    @contextmanager
    def reading(self) -> Iterator[Generation]:
        """What was last published, as far as it is open already; one reader at a time.

        Damage that is met while reading condemns the generation, so that the next drain rebuilds.
        """
        self._follow()
        with self._reading:
            live, opened = self._live, self._opened
            if live is None or opened is None:
                raise IndexUnusable("the index is damaged")
            try:
                yield opened
            except IndexUnusable:
                self.close()
                self._folder.condemn(live.generation)
                raise

    def _follow(self) -> None:
        """Have what was published taken in by a thread of its own, and wait for it a moment."""
        if self._opened is None:
            self.take_in()
        elif not self._taking_in.locked() and self._is_behind():
            helper = Thread(target=self._take_in_if_possible, daemon=True)
            helper.start()
            helper.join(_MOMENT)

    def _is_behind(self) -> bool:
        """A folder that is gone leaves what is open readable: the drain makes a new one."""
        with suppress(IndexUnusable):
            return self._folder.stamp() != self._stamp
        return False

    def _take_in_if_possible(self) -> None:
        with suppress(IndexUnusable):
            self.take_in()

    def take_in(self) -> None:
        """Open what was last published. Raises IndexUnusable."""
        with self._taking_in:
            self._take_in()

    def publish(self, live: Live) -> None:
        """Make it the live generation; who reads here reads it from now on, and waits for nothing."""
        with self._taking_in:
            self._folder.publish(self._folder.sealed(live))
            if self._opened is not None:
                self._take_in()

    def _take_in(self) -> None:
        for _ in range(_TRIES):
            stamp = self._folder.stamp()
            if self._opened is not None and stamp == self._stamp:
                return
            try:
                self._open(stamp)
            except IndexUnusable:
                if stamp == self._folder.stamp():
                    raise
                # Another process put a new generation in its place meanwhile.
        raise IndexUnusable("the index changes faster than it can be opened")

    def _open(self, stamp: tuple[int, int, int]) -> None:
        live = self._folder.live()
        self._folder.verify(live, self._live)
        old = self._opened
        same = old is not None and self._live is not None and self._live.generation == live.generation
        opened = old if same and old is not None else self._make(self._folder.folder(live))
        try:
            show = opened.prepare()
        except BaseException:
            if opened is not old:
                opened.close()
            raise
        with self._reading:
            show()
            self._stamp, self._live, self._opened = stamp, live, opened
            if old is not None and old is not opened:
                old.close()

    def close(self) -> None:
        """Let go of all files."""
        with self._reading:
            if self._opened is not None:
                self._opened.close()
            self._live = self._opened = None
