"""Sheets of labels on the market: where each label stands on an A4 page, in millimetres.

Figures are the makers' own. Sheets of another brand with the same label size and count have the same
margins, because the rows and columns stand centred on the page.
"""

from dataclasses import dataclass

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
# No common printer reaches nearer to the paper's edge than about 4.2 mm.
UNPRINTABLE = 4.5
# Within the label: what a sheet may shift in the printer before ink meets the edge.
SAFETY = 1.5
# Large labels get an edge in proportion, as a part of their height.
EDGE = 0.06


@dataclass(frozen=True)
class Layout:
    """One kind of sheet: its labels, the margins at the left and the top, the gaps between labels."""

    name: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap_x: float
    gap_y: float

    @property
    def per_sheet(self) -> int:
        return self.columns * self.rows

    @property
    def inset_x(self) -> float:
        """From a label's left or right edge to its print, the same on all labels of the sheet."""
        return max(SAFETY, EDGE * self.height, UNPRINTABLE - self.left)

    @property
    def inset_y(self) -> float:
        """From a label's upper or lower edge to its print."""
        return max(SAFETY, EDGE * self.height, UNPRINTABLE - self.top)

    def corner(self, position: int) -> tuple[float, float]:
        """Upper left corner (x, y) of the label at `position`, counted from 1 by rows."""
        row, column = divmod(position - 1, self.columns)
        return self.left + column * (self.width + self.gap_x), self.top + row * (self.height + self.gap_y)


LAYOUTS = {
    layout.name: layout
    for layout in (
        Layout("L7160", 3, 7, 63.5, 38.1, left=7.25, top=15.15, gap_x=2.5, gap_y=0),
        Layout("L7163", 2, 7, 99.1, 38.1, left=4.65, top=15.15, gap_x=2.5, gap_y=0),
        Layout("L7165", 2, 4, 99.1, 67.7, left=4.65, top=13.1, gap_x=2.5, gap_y=0),
        Layout("L7651", 5, 13, 38.1, 21.2, left=4.75, top=10.7, gap_x=2.5, gap_y=0),
        Layout("3474", 3, 8, 70, 37, left=0, top=0.5, gap_x=0, gap_y=0),
    )
}
"""By name (Avery's numbers, which other brands quote as compatible)."""
