"""The drawings of the help: their colours are known on screens and in print."""

import re

import pytest
from flask import Flask, get_template_attribute
from lxml import etree

from elibrary.help.pictures import for_print
from elibrary.help.topics import TOPICS
from elibrary.paths import STATIC

NAMES = [name for topic in TOPICS for name in topic.pictures]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(name: str) -> str:
    return str(get_template_attribute("help/picture.html", "picture")(name, "x"))


@pytest.mark.parametrize("name", NAMES)
def test_every_colour_of_a_picture_is_named_in_the_style_sheet(app: Flask, name: str) -> None:
    css = (STATIC / "css" / "help.css").read_text(encoding="utf-8")
    with app.test_request_context():
        classes = set(re.findall(r'class="([^"]*)"', drawn(name)))
    used = {one for names in classes for one in names.split()} - {"help-picture"}
    assert {one for one in used if f".{one} {{" not in css} == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_for_print_stands_by_itself(app: Flask, name: str) -> None:
    """Nothing is left that only a page could resolve: no reference, no colour without a value."""
    with app.test_request_context():
        picture = etree.fromstring(for_print(name, "poster"))
    assert not list(picture.iter(f"{SVG}use"))
    text = etree.tostring(picture, encoding="unicode")
    assert "currentColor" not in text
    assert "href" not in text
    assert "var(" not in text
    style = picture.findtext(f"{SVG}style") or ""
    used = {one for element in picture.iter() for one in (element.get("class") or "").split()}
    assert {one for one in used - {"help-picture"} if f".{one}{{" not in style} == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_used_once(name: str) -> None:
    assert NAMES.count(name) == 1
