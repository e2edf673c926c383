"""The title of a PDF that does not tell it: the largest text of its first page."""

import re
from collections.abc import Iterator
from importlib import import_module
from statistics import median
from typing import Any

from media.text import one_line
from media.titles import folded, is_placeholder

CHARACTERS_LOOKED_AT = 3_000
LONGEST_TITLE = 250  # characters
STANDS_OUT = 1.15  # times the usual height
SAME_HEIGHT = 0.95
FEW_CHARACTERS = 200  # a title page may be all in large letters
LEFT_BY_TOOLS = re.compile(
    r"^microsoft (word|powerpoint)|^(document|slide|presentation|layout|book|scan|img|doc)[\s_\-]*\d*$"
    r"|\.(docx?|pdf|tex|dvi|indd|rtf|odt|pptx?|xlsx?|qxd|cdr|p65|jpe?g|tiff?)$"
)
HEADINGS = frozenset(
    {"contents", "table of contents", "muc luc", "abstract", "loi noi dau", "preface", "index"}
)


def sensible(title: str) -> bool:
    """Whether `title` can be the title of a work, not a file name or what a program left there."""
    bare = folded(title)
    return not (is_placeholder(title) or LEFT_BY_TOOLS.search(bare) or bare in HEADINGS or "\ufffd" in title)


def largest_text(document: Any) -> str:
    """The lines in the largest letters of the first page, "" when none stands out."""
    pdfium = import_module("pypdfium2")
    try:
        page = document[0]
        textpage = page.get_textpage()
        found = list(_lines(pdfium, textpage))
    except pdfium.PdfiumError:
        return ""
    heights = [height for text, height in found for _ in text]
    if not heights:
        return ""
    tallest = max(heights)
    if tallest < STANDS_OUT * median(heights) and len(heights) > FEW_CHARACTERS:
        return ""
    first = next(at for at, (_, height) in enumerate(found) if height == tallest)
    last = first
    while last + 1 < len(found) and found[last + 1][1] >= SAME_HEIGHT * tallest:
        last += 1
    title = one_line(" ".join(text for text, _ in found[first : last + 1]))
    return title if len(title) <= LONGEST_TITLE else ""


def _lines(pdfium: Any, textpage: Any) -> Iterator[tuple[str, float]]:
    """(text, height of its letters) of the lines on the page."""
    text, heights = "", [0.0]
    for at in range(min(textpage.count_chars(), CHARACTERS_LOOKED_AT)):
        letter = chr(pdfium.raw.FPDFText_GetUnicode(textpage, at) or 32)
        if letter in "\r\n":
            if text.strip():
                yield text.strip(), round(median(heights), 1)
            text, heights = "", [0.0]
            continue
        if letter.isalnum():
            _, low, _, high = textpage.get_charbox(at, loose=True)
            heights = [*(height for height in heights if height), high - low]
        text += letter
    if text.strip():
        yield text.strip(), round(median(heights), 1)
