"""Draws the app's icons from the design of elibrary/static/favicon.svg: python3 scripts/icons.py

Only what that drawing uses is understood: one rounded <rect> and <path>s of M, c, v and z, filled or stroked.
"""

import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageDraw

STATIC = Path(__file__).resolve().parents[1] / "elibrary" / "static"
SIDE = 40  # units of the drawing
FINER = 4  # drawn so much larger, then reduced: smooth edges
STEPS = 24  # straight pieces of a curve

Point = tuple[float, float]

# Name → (pixels, whether the corners are round). Systems that cut their own shape want the whole square;
# the book keeps within the inner 80 % that no shape cuts off.
ICONS = {
    "icon-192.png": (192, True),
    "icon-512.png": (512, True),
    "maskable-512.png": (512, False),
    "apple-touch-icon.png": (180, False),
}


def draw(size: int, *, rounded: bool) -> Image.Image:
    """The drawing as a square picture of `size` pixels."""
    scale = size * FINER / SIDE
    picture = Image.new("RGBA", (size * FINER, size * FINER))
    pen = ImageDraw.Draw(picture)
    # The drawing is a file of ours, so the plain parser will do.
    for shape in ET.parse(STATIC / "favicon.svg").getroot():  # noqa: S314
        if shape.tag.endswith("rect"):
            radius = float(shape.get("rx", 0)) * scale if rounded else 0
            whole = (0, 0, picture.width - 1, picture.height - 1)
            pen.rounded_rectangle(whole, radius, fill=shape.get("fill"))
            continue
        for line in _lines(shape.get("d", "")):
            _path(pen, [(x * scale, y * scale) for x, y in line], shape, scale)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _path(pen: ImageDraw.ImageDraw, line: list[Point], shape: ET.Element, scale: float) -> None:
    colour = shape.get("stroke")
    if colour is None:
        pen.polygon(line, fill=shape.get("fill"))
        return
    width = float(shape.get("stroke-width", 1)) * scale
    pen.line(line, fill=colour, width=round(width))
    if shape.get("stroke-linecap") == "round":
        for x, y in (line[0], line[-1]):
            pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=colour)


def _lines(path: str) -> list[list[Point]]:
    """The path's strokes as points. `c` and `v` are relative, as lower case means (SVG 2, 9.3)."""
    lines: list[list[Point]] = []
    for command, numbers in re.findall(r"([Mcvz])([^Mcvz]*)", path):
        values = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        if command == "M":
            lines.append([(values[0], values[1])])
        elif command == "v":
            x, y = lines[-1][-1]
            lines[-1] += [(x, y := y + step) for step in values]
        for at in range(0, len(values) if command == "c" else 0, 6):
            lines[-1] += _curve(lines[-1][-1], values[at : at + 6])
    return lines


def _curve(start: Point, values: list[float]) -> list[Point]:
    """A cubic Bézier curve as points, without its first."""
    x, y = start
    corners = [start, *((x + values[at], y + values[at + 1]) for at in (0, 2, 4))]
    points = []
    for step in range(1, STEPS + 1):
        t = step / STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        points.append(
            (
                sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True)),
                sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True)),
            )
        )
    return points


def main() -> int:
    """Write all icons."""
    folder = STATIC / "icons"
    folder.mkdir(exist_ok=True)
    for name, (size, rounded) in ICONS.items():
        draw(size, rounded=rounded).save(folder / name, optimize=True)
        print(folder / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
