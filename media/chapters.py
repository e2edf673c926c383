"""Chapters on a time line in seconds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

MILLISECONDS = 3  # decimal places kept


@dataclass(frozen=True)
class Chapter:
    """A stretch of sound, in seconds from the beginning; `title` may be empty."""

    title: str
    start: float
    end: float

    def moved(self, seconds: float) -> "Chapter":
        """The same stretch where `seconds` of other sound go before it."""
        start, end = self.start + seconds, self.end + seconds
        return replace(self, start=round(start, MILLISECONDS), end=round(end, MILLISECONDS))


def in_order(chapters: Iterable[Chapter], duration: float) -> tuple[Chapter, ...]:
    """The chapters without gaps or overlaps: each ends where the next begins, the last with the sound.

    Those that begin behind the end of the sound or have no length are dropped; of a part and its first
    chapter, which begin together, the shorter is kept.
    """
    inside = (chapter for chapter in chapters if 0 <= chapter.start < duration)
    ordered = sorted(inside, key=lambda chapter: (chapter.start, -chapter.end))
    ends = [chapter.start for chapter in ordered[1:]] + [duration]
    ended = [replace(chapter, end=end).moved(0) for chapter, end in zip(ordered, ends, strict=False)]
    return tuple(chapter for chapter in ended if chapter.end > chapter.start)
