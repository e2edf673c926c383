"""The pictures of the help for print: the same macros, with colours and icons put in as values."""

import re
from functools import cache

from flask import get_template_attribute
from lxml import etree

from elibrary.paths import STATIC, VENDOR

SVG = "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


def for_print(name: str, font: str) -> bytes:
    """A picture of templates/help/pictures.html as an SVG document by itself, in the light colours.

    `font` is the family in which the document that takes it up sets its words.
    """
    drawn = get_template_attribute("help/picture.html", "picture")(name, "x")
    root = etree.fromstring(str(drawn).encode())
    for use in root.iter(f"{SVG}use"):
        _draw_icon(use)
    for words in root.iter(f"{SVG}text"):
        words.set("font-family", font)
    style = etree.Element(f"{SVG}style")
    style.text = "".join(
        f".f-{name}{{fill:{hue}}}.s-{name}{{stroke:{hue}}}" for name, hue in _colours().items()
    )
    root.insert(0, style)
    return etree.tostring(root)


def _draw_icon(use: etree._Element) -> None:
    """Turn a reference into the sprite into the lines of the icon."""
    colour = _colours()[_taken(use, "class").removeprefix("c-")]
    icon = _icons()[_taken(use, "href").rpartition("#")[2]]
    x, y, size, _ = (float(_taken(use, name)) for name in ("x", "y", "width", "height"))
    use.tag = f"{SVG}g"
    use.set("transform", f"translate({x:g} {y:g}) scale({size / 24:g})")
    for name, value in icon.items():
        if name not in ("id", "viewBox"):
            use.set(name, str(value).replace("currentColor", colour))
    use.extend(etree.fromstring(etree.tostring(icon)))


def _taken(element: etree._Element, name: str) -> str:
    """The value of an attribute, which the element has no more."""
    return str(element.attrib.pop(name))


@cache
def _icons() -> dict[str, etree._Element]:
    sprite = etree.parse(str(VENDOR / "icons.svg")).getroot()
    return {str(symbol.get("id")): symbol for symbol in sprite.iter(f"{SVG}symbol")}


@cache
def _colours() -> dict[str, str]:
    """The light scheme of tokens.css, and what help.css adds for pictures."""
    light = (
        (STATIC / "css" / "tokens.css").read_text("utf-8").partition("@media (prefers-color-scheme: dark)")[0]
    )
    found: list[tuple[str, str]] = _TOKEN.findall(light + (STATIC / "css" / "help.css").read_text("utf-8"))
    return dict(found)
