"""Trees from strangers' XML and HTML: no entities of their own, no DTD, no network, broken markup mended.

`resolve_entities=False` and `no_network=True` alone would do; the DOCTYPE is taken out as well because
libxml2 still expands entities inside attribute values.
"""

import codecs
import re
from html.entities import html5

from lxml import etree

from media.errors import DamagedFile
from media.text import UNPRINTABLE

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ENCODING = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z][A-Za-z0-9._-]{1,30})""")
XML_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>")
DOCTYPE_START = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
PROLOG = 4096  # characters in which a DOCTYPE begins
DOCTYPE = re.compile(r"<!DOCTYPE\b[^>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
NAMED_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
XML_OWN = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
TAG = re.compile(r"""<([A-Za-z][\w:.-]{0,60})(?:[^>"']++|"[^"]*+"|'[^']*+')*+""")
SEPARATOR = re.compile(r"[\s/='\"]+")
MAX_SEPARATORS = 400
SELF_CLOSED = re.compile(r"<([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]*)?)/>")
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905


def decoded(data: bytes) -> str:
    """`data` as text: by byte order mark, by its own declaration, else UTF-8. Never fails."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = ENCODING.search(data[:1024])
    if declared:
        name = declared[1].decode("ascii")
        try:
            if codecs.lookup(name).name not in {"utf-16", "utf-32", "utf-7", "idna", "punycode"}:
                return data.decode(name)
        except (LookupError, UnicodeError):
            pass  # a wrong declaration is common; UTF-8 is the better guess
    return data.decode("utf-8", "replace")


def _source(data: bytes) -> str:
    """The document without what only a DTD could explain."""
    text = UNPRINTABLE.sub("", decoded(data))
    text = XML_DECLARATION.sub("", text, count=1)
    start = DOCTYPE_START.search(text, 0, PROLOG)
    doctype = (
        DOCTYPE.match(text, start.start()) if start else None
    )  # one try: searching on would be quadratic
    if doctype:
        text = text[: doctype.start()] + text[doctype.end() :]
    text = TAG.sub(_bounded, text)
    return NAMED_ENTITY.sub(lambda m: m[0] if m[1] in XML_OWN else html5.get(m[1], m[0]), text)


def _bounded(tag: re.Match[str]) -> str:
    """A tag with hundreds of attributes bare: libxml2 takes minutes for 100,000 of them."""
    return f"<{tag[1]} " if len(SEPARATOR.findall(tag[0])) > MAX_SEPARATORS else tag[0]


def _xml(text: str, *, recover: bool) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        encoding="utf-8",
    )
    try:
        return etree.fromstring(text.strip().encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def xml_tree(data: bytes) -> etree._Element:
    """The root of an XML document, mended where it is not well-formed. Raises DamagedFile."""
    text = _source(data)
    for recover in (False, True):
        root = _xml(text, recover=recover)
        if root is not None:
            return root
    raise DamagedFile


def page_tree(data: bytes) -> etree._Element:
    """The root of an XHTML or HTML page: as XML when it is well-formed, else as a browser would mend it.

    Never fails: a page without any element is an empty <html>.
    """
    text = _source(data)
    root = _xml(text, recover=False)
    if root is not None:
        return root
    opened = SELF_CLOSED.sub(_open_and_close, text)
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(opened, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return etree.Element("html") if root is None else root


def _open_and_close(tag: re.Match[str]) -> str:
    """<title/> is whole in XML, but to an HTML parser it swallows the rest of the page."""
    return tag[0] if tag[1].lower() in VOID else f"<{tag[1]}{tag[2]}></{tag[1]}>"
