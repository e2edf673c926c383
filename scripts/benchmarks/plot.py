"""Curves as SVG: one small panel for each kind of query, both axes logarithmic and shared by all panels."""

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10
from typing import NamedTuple

_WIDTH, _HEIGHT = 300, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 50, 12, 34, 34
_IN_A_ROW = 3
_COLOURS = ("#A4243B", "#5F584E")
_DASHES = ("none", "5 4")


class Line(NamedTuple):
    """One curve: its name and its points, all above zero."""

    name: str
    points: Sequence[tuple[float, float]]


class Panel(NamedTuple):
    """One small picture."""

    name: str
    lines: Sequence[Line]


class _Axis(NamedTuple):
    """Whole powers of ten from `low` to `high`, drawn from `start` to `end` (pixels)."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def _axis(values: Sequence[float], start: float, end: float) -> _Axis:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return _Axis(low, max(high, low + 1), start, end)


def svg(title: str, across: str, upward: str, panels: Sequence[Panel]) -> str:
    """The picture; `across` and `upward` name the units of the axes."""
    points = [point for panel in panels for line in panel.lines for point in line.points] or [(1.0, 1.0)]
    horizontal = _axis([x for x, _ in points], _LEFT, _WIDTH - _RIGHT)
    vertical = _axis([y for _, y in points], _HEIGHT - _BOTTOM, _TOP)
    width, height = _IN_A_ROW * _WIDTH, -(-len(panels) // _IN_A_ROW) * _HEIGHT + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="sans-serif" font-size="11" fill="#22201C">',
        f'<rect width="{width}" height="{height}" fill="#FBF8F3"/>',
        f'<text x="12" y="24" font-size="14">{escape(title)}</text>',
    ]
    for place, panel in enumerate(panels):
        left, top = place % _IN_A_ROW * _WIDTH, place // _IN_A_ROW * _HEIGHT + 40
        parts.append(f'<g transform="translate({left} {top})">')
        parts += _frame(panel.name, across, upward, horizontal, vertical)
        for number, line in enumerate(panel.lines):
            parts += _curve(line, number, horizontal, vertical)
        parts.append("</g>")
    return "\n".join([*parts, "</svg>", ""])


def _frame(name: str, across: str, upward: str, horizontal: _Axis, vertical: _Axis) -> list[str]:
    """Name, grid, and the numbers of both axes."""
    parts = [f'<text x="{_LEFT}" y="{_TOP - 12}" font-weight="bold">{escape(name)}</text>']
    for tick in vertical.ticks():
        y = vertical.at(tick)
        parts.append(f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#DDD6CA"/>')
        label = f"{tick:g} {escape(upward)}"
        parts.append(f'<text x="{_LEFT - 4}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    for tick in horizontal.ticks():
        x = horizontal.at(tick)
        parts.append(f'<path d="M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="#DDD6CA"/>')
        label = f"{tick:,.0f}"
        parts.append(f'<text x="{x:.1f}" y="{_HEIGHT - 18}" text-anchor="middle">{label}</text>')
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{_HEIGHT - 5}" text-anchor="middle">{escape(across)}</text>')
    return parts


def _curve(line: Line, number: int, horizontal: _Axis, vertical: _Axis) -> list[str]:
    """The curve with a dot at every point, and its name beside the last."""
    places = [(horizontal.at(x), vertical.at(y)) for x, y in sorted(line.points)]
    colour, dash = _COLOURS[number % 2], _DASHES[number % 2]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in places]
    x, y = places[0]
    return [
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-dasharray="{dash}"/>',
        *dots,
        f'<text x="{x + 4:.1f}" y="{y - 5:.1f}" fill="{colour}">{escape(line.name)}</text>',
    ]
