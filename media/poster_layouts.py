"""Where things stand on a poster: paper, the head, and a cell for each title. Lengths in millimetres."""

from dataclasses import dataclass

from media.labels import Box

A4_WIDTH, A4_HEIGHT = 210.0, 297.0
MARGIN = 12.0
HEAD_HEIGHT, HEAD_WIDTH = 50.0, 74.0
"""Of the head above the titles, or beside them on paper that lies across; on A4."""
FOOT = 9.0
GAP_X, GAP_Y = 9.0, 7.0
ONE_COLUMN = 4
"""So many titles stand below each other, more in two columns."""


@dataclass(frozen=True)
class Paper:
    """A sheet, upright, and how many titles it has room for."""

    width: float
    height: float
    most: int

    @property
    def scale(self) -> float:
        """How much larger than on A4 everything is."""
        return self.width / A4_WIDTH


PAPERS = {"A4": Paper(A4_WIDTH, A4_HEIGHT, 8), "A3": Paper(A4_HEIGHT, 420.0, 12)}


@dataclass(frozen=True)
class Arrangement:
    """Every page of a poster: how large it is, where the head stands, and the cells of each page's titles."""

    width: float
    height: float
    scale: float
    head: Box
    head_beside: bool
    foot: Box
    pages: tuple[tuple[Box, ...], ...]


def arrange(paper: Paper, count: int, *, across: bool) -> Arrangement:
    """Room for `count` titles (at least one) on as few pages as they need, equally many on each."""
    scale = paper.scale
    width, height = (paper.height, paper.width) if across else (paper.width, paper.height)
    margin, foot = MARGIN * scale, FOOT * scale
    inner = Box(margin, margin, width - 2 * margin, height - 2 * margin - foot)
    gap_x, gap_y = GAP_X * scale, GAP_Y * scale
    if across:
        taken = HEAD_WIDTH * scale
        head = Box(inner.x, inner.y, taken, inner.height + foot)
        grid = Box(inner.x + taken + gap_x, inner.y, inner.width - taken - gap_x, inner.height)
    else:
        taken = HEAD_HEIGHT * scale
        head = Box(inner.x, inner.y, inner.width, taken)
        grid = Box(inner.x, inner.y + taken + gap_y, inner.width, inner.height - taken - gap_y)
    pages = -(-count // paper.most)
    sizes = [count // pages + (page < count % pages) for page in range(pages)]
    cells = _cells(grid, sizes[0], gap_x, gap_y)
    below = Box(grid.x, inner.y + inner.height + foot * 0.5, grid.width, foot * 0.5)
    return Arrangement(width, height, scale, head, across, below, tuple(cells[:size] for size in sizes))


def _cells(grid: Box, count: int, gap_x: float, gap_y: float) -> tuple[Box, ...]:
    """By rows, from the upper left."""
    columns = 1 if count <= ONE_COLUMN else 2
    rows = -(-count // columns)
    width = (grid.width - gap_x * (columns - 1)) / columns
    height = (grid.height - gap_y * (rows - 1)) / rows
    return tuple(
        Box(grid.x + column * (width + gap_x), grid.y + row * (height + gap_y), width, height)
        for row in range(rows)
        for column in range(columns)
    )
