"""What is worked out once and then remembered for a while by this process."""

from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MINUTE = 60.0
"""Seconds after which it is worked out anew."""


class Remembered(Generic[Key, Value]):
    """Values with the moment until which they hold. Two threads may work out the same; the last one stays."""

    def __init__(self, seconds: float = MINUTE) -> None:
        self._seconds = seconds
        self._kept: dict[Key, tuple[float, Value]] = {}

    def get(self, key: Key, make: Callable[[], Value], *, now: float) -> Value:
        """The value, made if there is none that still holds; `now` on the clock that only goes forward."""
        kept = self._kept.get(key)
        if kept and now < kept[0]:
            return kept[1]
        made = make()
        self._kept[key] = (now + self._seconds, made)
        return made
