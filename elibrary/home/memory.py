"""What is worked out once and then remembered for a while by this process."""

from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session

Key = TypeVar("Key")
Value = TypeVar("Value")

MINUTE = 60.0


class _Saves:
    """Tells whether this process has saved something since, so that who saves sees it at once."""

    last = object()

    def note(self, _session: Session) -> None:
        """Something was saved now."""
        self.last = object()


_saves = _Saves()
event.listen(Session, "after_commit", _saves.note)


class Remembered(Generic[Key, Value]):
    """Values that hold for some seconds; `until_saved`: and only until this process saves something.

    Two threads may work out the same; the last one stays.
    """

    def __init__(self, seconds: float = MINUTE, *, until_saved: bool = False) -> None:
        self._seconds = seconds
        self._until_saved = until_saved
        self._kept: dict[Key, tuple[float, object, Value]] = {}

    def get(self, key: Key, make: Callable[[], Value], *, now: float) -> Value:
        """The value, made if there is none that still holds; `now` on the clock that only goes forward."""
        saved = _saves.last if self._until_saved else None  # before it is made
        kept = self._kept.get(key)
        if kept and now < kept[0] and kept[1] is saved:
            return kept[2]
        made = make()
        self._kept[key] = (now + self._seconds, saved, made)
        return made
