"""The papers of the reader: text on each of them is measured as the page's own colours are."""

import re

import pytest

from elibrary.paths import STATIC

TEXT = ("ink", "quiet", "lacquer")
GROUND = ("paper", "surface", "sunken")


def channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance."""
    red, green, blue = (channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("paper", ["light", "sepia", "dark"])
def test_text_stands_out_on_every_paper(paper: str) -> None:
    css = (STATIC / "css" / "reader.css").read_text()
    block = re.search(rf"\.paper-{paper} \{{(.*?)\}}", css, re.DOTALL)
    assert block
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block[1]))
    pairs = [(text, ground) for text in TEXT for ground in GROUND]
    pairs += [("on-lacquer", "lacquer"), ("ink", "amber-wash"), ("ink", "jade-wash")]
    low = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: round(value, 2) for pair, value in low.items() if value < 5.9} == {}
