"""Text as people see it: clean Unicode, plain spaces, one line per block of a page."""

import re
import unicodedata

from lxml import etree

HIDDEN = frozenset({"head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object"})
INLINE_TAGS = """a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q ruby s samp small span
strike strong sub sup time tt u var wbr"""
INLINE = frozenset(INLINE_TAGS.split())
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphen, zero-width space, joiner, BOM
SPACES = re.compile(r"[^\S\n]+")
LINE_END = re.compile(r" ?\n ?")
MOST_MARKS = 30
_LONG_RUN = re.compile(rf"[^\w\s]{{{MOST_MARKS + 1},}}")  # of marks or other signs


def clean(text: str) -> str:
    """`text` in NFC without control, unassigned or invisible characters. Line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return composed(INVISIBLE.sub("", UNPRINTABLE.sub("", text)))


def composed(text: str) -> str:
    """`text` in NFC, of more than 30 marks in a row the first 30.

    So many the Stream-Safe Text Format allows (UAX #15 §13); to bring a run of them into order takes the
    square of its length, for 100,000 marks minutes in which no other thread runs.
    """
    return unicodedata.normalize("NFC", _LONG_RUN.sub(_few_marks, text))


def _few_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def one_line(text: str) -> str:
    """`text` cleaned, every run of white space one space, none at the ends."""
    return " ".join(clean(text).split())


def lines(text: str) -> str:
    """`text` cleaned, spaces collapsed within lines, blank lines dropped."""
    text = LINE_END.sub("\n", SPACES.sub(" ", clean(text)))
    return re.sub(r"\n{2,}", "\n", text).strip()


def local_name(element: etree._Element) -> str:
    """The tag in lower case without its namespace; "" for comments and processing instructions."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def visible_text(tree: etree._Element) -> str:
    """The text of an HTML or XHTML tree as `lines`: each block element and each <br> begins a new line.

    White space in the source is one space, as a browser shows it. Scripts, styles and the head are left out.
    """
    pieces: list[str] = []
    hidden_inside: etree._Element | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        name = local_name(element)
        if event == "start":
            if hidden_inside is None and name in HIDDEN:
                hidden_inside = element
            if hidden_inside is None:
                pieces.append("" if name in INLINE else "\n")
                pieces.append(_flat(element.text))
            continue
        if element is hidden_inside:
            hidden_inside = None
        elif hidden_inside is None and event == "end":
            pieces.append("" if name in INLINE or name == "br" else "\n")
        if hidden_inside is None and element is not tree:
            pieces.append(_flat(element.tail))
    return lines("".join(pieces))


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""
