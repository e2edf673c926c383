"""Figures as tables that are read on a terminal."""

from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]
"""Heading → value. Nothing (None) is shown as a dash."""


def table(title: str, rows: Sequence[Row]) -> str:
    """The rows below their headings, numbers to the right; `title` above."""
    headings = list(rows[0]) if rows else []
    cells = [headings, *([_cell(row[name]) for name in headings] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(headings))]
    left = [all(isinstance(row[name], str) for row in rows) for name in headings]
    lines = [
        "  ".join(
            text.ljust(width) if to_left else text.rjust(width)
            for text, width, to_left in zip(line, widths, left, strict=True)
        ).rstrip()
        for line in cells
    ]
    return "\n".join([title, *lines, ""])


def _cell(value: Any) -> str:
    if value is None:
        return "—"
    return f"{value:,.2f}" if isinstance(value, float) else str(value)


def verdict(good: bool) -> str:
    """How a figure stands to what is asked of it."""
    return "ok" if good else "SHORT"
