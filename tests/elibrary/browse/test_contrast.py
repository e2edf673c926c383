"""Every text can be read by weak eyes: at least 6:1 against its ground (WCAG 2.2, 1.4.3 asks 4.5:1)."""

import re

import pytest

from elibrary.paths import STATIC

GROUNDS = ("paper", "surface", "sunken")
WASHES = ("lacquer-wash", "jade-wash", "amber-wash")
PAIRS = [
    *(("ink", ground) for ground in GROUNDS + WASHES),
    *(
        (text, ground)
        for text in ("quiet", "lacquer", "lacquer-deep", "jade")
        for ground in ("paper", "surface")
    ),
    ("quiet", "sunken"),
    ("lacquer", "lacquer-wash"),
    ("on-lacquer", "lacquer"),
    ("on-lacquer", "lacquer-deep"),
    ("on-jade", "jade"),
    ("on-jade", "jade-deep"),
]
EDGES = [("edge", ground) for ground in GROUNDS]
"""The frames of boxes and buttons: 3:1 is enough (1.4.11)."""


def tokens(scheme: str) -> dict[str, str]:
    """The colours of a scheme: name → #rrggbb."""
    css = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return colours if scheme == "light" else colours | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(scheme: str) -> None:
    colours = tokens(scheme)
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 6} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_frame_can_be_seen(scheme: str) -> None:
    colours = tokens(scheme)
    assert [pair for pair in EDGES if contrast(colours[pair[0]], colours[pair[1]]) < 3] == []


def test_no_other_style_sheet_names_a_colour() -> None:
    own = ("base.css", "records.css", "browse.css", "record.css")
    texts = {name: (STATIC / "css" / name).read_text(encoding="utf-8") for name in own}
    named = {name: re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", text) for name, text in texts.items()}
    assert {name: found for name, found in named.items() if found} == {}
