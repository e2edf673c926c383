"""How a reader likes the text on this device: size of type and colour of paper, kept in a cookie."""

from dataclasses import dataclass, replace
from typing import Self

COOKIE = "reading"
SIZES = 7
PAPERS = ("auto", "light", "sepia", "dark")


@dataclass(frozen=True)
class Look:
    """`size` from 0 to SIZES − 1, 2 being the page's own; `paper` one of PAPERS ("auto": the phone's)."""

    size: int = 2
    paper: str = "auto"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The look that a cookie or a link holds, `3.sepia`; what makes no sense is the plain look."""
        size, _, paper = text.partition(".")
        known = size.isascii() and size.isdecimal() and len(size) == 1 and int(size) < SIZES
        return cls(int(size), paper) if known and paper in PAPERS else cls()

    def __str__(self) -> str:
        """The cookie's value."""
        return f"{self.size}.{self.paper}"

    @property
    def smaller(self) -> Self:
        """One size down, if there is one."""
        return replace(self, size=max(0, self.size - 1))

    @property
    def larger(self) -> Self:
        """One size up, if there is one."""
        return replace(self, size=min(SIZES - 1, self.size + 1))

    def on(self, paper: str) -> Self:
        """The same type on another paper."""
        return replace(self, paper=paper)
