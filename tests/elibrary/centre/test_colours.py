"""Whatever colour an administrator chooses, weak eyes can read: at least 6:1, light and dark."""

import re

import pytest

from elibrary.centre.colours import COLOURS
from elibrary.paths import STATIC
from tests.elibrary.browse.test_contrast import contrast, tokens

CSS = (STATIC / "css" / "colours.css").read_text(encoding="utf-8")
PAIRS = [
    *(
        (text, ground)
        for text in ("lacquer", "lacquer-deep")
        for ground in ("paper", "surface", "lacquer-wash")
    ),
    ("on-lacquer", "lacquer"),
    ("on-lacquer", "lacquer-deep"),
    ("ink", "lacquer-wash"),
]


def blocks(colour: str) -> list[dict[str, str]]:
    """What the file says for this colour: light, dark as the phone says, dark by choice."""
    rules = re.findall(r"([^{}]+)\{([^{}]+)\}", CSS)
    own = [body for selectors, body in rules if f'data-colour="{colour}"' in selectors]
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", body)) for body in own]


def test_every_colour_that_is_offered_has_its_values_and_no_other() -> None:
    assert set(re.findall(r'data-colour="(\w+)"', CSS)) == set(COLOURS)
    assert set(re.findall(r'data-swatch="(\w+)"', CSS)) == set(COLOURS)


@pytest.mark.parametrize("colour", COLOURS)
def test_dark_is_the_same_whoever_asked_for_it(colour: str) -> None:
    light, by_phone, by_choice = blocks(colour)
    assert by_phone == by_choice
    assert set(light) == set(by_phone) == {"lacquer", "lacquer-deep", "on-lacquer", "lacquer-wash"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", COLOURS)
def test_every_text_stands_out(colour: str, scheme: str) -> None:
    colours = tokens(scheme) | blocks(colour)[scheme == "dark"]
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 6} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_went_wrong_can_be_read_and_stays_red(scheme: str) -> None:
    colours = tokens(scheme)
    for ground in ("paper", "surface", "danger-wash"):
        assert contrast(colours["danger"], colours[ground]) >= 6


def test_the_tokens_of_the_dark_are_the_same_whoever_asked_for_it() -> None:
    css = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    by_phone, by_choice = re.findall(
        r':root(?::not\(\[data-theme="light"\]\)|\[data-theme="dark"\]) \{([^}]+)\}', css
    )
    said = [
        re.sub(r"\s+", " ", block).replace("color-scheme: dark; ", "").strip()
        for block in (by_phone, by_choice)
    ]
    assert said[0] == said[1]
