"""A page of a stranger's book as a fragment that our own page may hold.

The tree is prepared here (namespaces, SVG covers, old anchors) and judged last by nh3, which parses as a
browser does: only listed tags and attributes come out, and every URL is one that the caller gave.
"""

import re
from collections.abc import Callable

import nh3
from lxml import etree

from media.text import local_name

ID_PREFIX = "book-"
EXTERNAL = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,5}")
BLANKS = re.compile(r"[ \t]{2,}")
NUMBERS = frozenset({"width", "height", "colspan", "rowspan", "start", "value"})
TAGS_KEPT = """a abbr article aside b bdi bdo big blockquote br caption cite code col colgroup dd del dfn div
dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li mark nav ol p pre q rp
rt ruby s samp section small span strong sub sup table tbody td tfoot th thead time tr u ul var wbr"""
TAGS = set(TAGS_KEPT.split())
TAGS_DROPPED_WHOLE = """script style title template iframe object embed applet noscript noembed noframes svg
math select textarea button audio video canvas frameset xmp plaintext"""
ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
    "li": {"value"},
}

LOWER = {f"h{level}": f"h{level + 1}" for level in range(1, 6)}
"""The page that holds the fragment has a heading of its own above it."""

Address = Callable[[str], str | None]


def own_id(identifier: str) -> str:
    """The id that `identifier` of a book has in our page: it cannot be one of the page's own."""
    return ID_PREFIX + re.sub(r"\s+", "-", identifier.strip())


def fragment(page: etree._Element, *, image: Address, link: Address) -> str:
    """HTML of the page's body, safe to stand in our own page. The tree is changed.

    `image(src)` and `link(href)` give the address to use for a reference inside the book, or None to
    leave it out. Links to http(s) sites stay, marked rel="noopener noreferrer nofollow".
    """
    body = next((element for element in page.iter() if local_name(element) == "body"), page)
    _prepare(body)

    def judged(_tag: str, name: str, value: str) -> str | None:
        if name == "id":
            return own_id(value) if value.strip() else None
        if name == "src":
            return image(value)
        if name == "href":
            outside = EXTERNAL.fullmatch(value.strip())
            return outside[0] if outside else link(value)
        if name in NUMBERS:
            return value if NUMBER.fullmatch(value) else None
        return value

    return nh3.clean(
        _tightened(etree.tostring(body, method="html", encoding="unicode", with_tail=False)),
        tags=TAGS,
        clean_content_tags=set(TAGS_DROPPED_WHOLE.split()),
        attributes=ATTRIBUTES,
        attribute_filter=judged,
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"img": {"loading": "lazy", "decoding": "async"}},
        url_schemes={"http", "https"},
    ).strip()


def _tightened(html: str) -> str:
    """Runs of blanks as one: verse in real books is padded to twice its size. <pre> keeps its own."""
    return html if "<pre" in html else BLANKS.sub(" ", html)


def _prepare(body: etree._Element) -> None:
    """Plain HTML names, headings below ours, <img> for an SVG that only frames one, ids for <a name>."""
    for element in list(body.iter()):
        name = local_name(element)
        if name == "image":
            _as_img(element)
        elif name:
            if "}" in str(element.tag) or name in LOWER:
                element.tag = LOWER.get(name, name)
            language = element.get("{http://www.w3.org/XML/1998/namespace}lang")
            if language and not element.get("lang"):
                element.set("lang", language)
            anchor = element.get("name")
            if name == "a" and anchor and not element.get("id"):
                element.set("id", anchor)
    for element in [element for element in body.iter() if local_name(element) == "svg"]:
        if any(local_name(inside) == "img" for inside in element.iter()):
            _unwrap_pictures(element)
    etree.cleanup_namespaces(body)


def _as_img(element: etree._Element) -> None:
    source = element.get("{http://www.w3.org/1999/xlink}href") or element.get("href") or ""
    for key in list(element.attrib):
        del element.attrib[key]
    element.tag = "img"
    element.set("src", source)
    element.set("alt", "")


def _unwrap_pictures(svg: etree._Element) -> None:
    """Keep of an SVG only its pictures."""
    tail = svg.tail
    pictures = [inside for inside in svg.iter() if local_name(inside) == "img"]
    svg.clear()
    svg.tag = "span"
    svg.tail = tail
    for picture in pictures:
        picture.tail = None
        svg.append(picture)
