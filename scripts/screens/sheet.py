"""All pictures of a page beside each other, small: a person looks at one sheet a page."""

from pathlib import Path

from PIL import Image, ImageDraw

from screens.taking import LOOKS, SIZES, folder_of

_SHOWN = {360: 300, 390: 300, 768: 380, 1440: 620}
"""Width of the screen → width on the sheet, in pixels."""
_TALLEST = 640
_GAP, _HEAD = 16, 22
_BEHIND, _INK = "#808080", "#ffffff"


def sheet(out: Path, name: str) -> Path:
    """One row a look, from the narrowest screen to the widest. Returns OUT/<page>.png."""
    folder = folder_of(out, name)
    rows = [[_small(folder / f"{size.width}-{look}.png", size.width) for size in SIZES] for look in LOOKS]
    width = _GAP + sum(shown + _GAP for shown in _SHOWN.values())
    heights = [_HEAD + max(picture.height for picture in row) + _GAP for row in rows]
    whole = Image.new("RGB", (width, sum(heights)), _BEHIND)
    pen = ImageDraw.Draw(whole)
    top = 0
    for look, row, height in zip(LOOKS, rows, heights, strict=True):
        left = _GAP
        for size, picture in zip(SIZES, row, strict=True):
            pen.text((left, top + 4), f"{name}, {size.width} x {size.height}, {look}", fill=_INK)
            whole.paste(picture, (left, top + _HEAD))
            left += picture.width + _GAP
        top += height
    path = folder.with_suffix(".png")
    whole.save(path)
    return path


def _small(path: Path, width: int) -> Image.Image:
    """The picture at its width on the sheet, its end cut off where it is too tall."""
    with Image.open(path) as picture:
        scale = _SHOWN[width] / picture.width
        small = picture.convert("RGB").resize(
            (_SHOWN[width], max(1, round(picture.height * scale))), Image.Resampling.LANCZOS
        )
    return small.crop((0, 0, small.width, min(small.height, _TALLEST)))
