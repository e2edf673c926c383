"""A table of contents, the same for every kind of digital book."""

from collections.abc import Iterator
from dataclasses import dataclass

MAX_DEPTH = 12
MAX_ENTRIES = 5_000
TITLE_LIMIT = 500  # characters of one line


@dataclass(frozen=True)
class TocEntry:
    """One line of the contents.

    `position` is a page's place in reading order, from 0, or None for a mere heading; `fragment` is an id
    inside that page, "" for its start.
    """

    title: str
    position: int | None
    fragment: str = ""
    children: tuple["TocEntry", ...] = ()

    def flat(self) -> Iterator["TocEntry"]:
        """This entry and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.flat()
