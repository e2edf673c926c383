"""Snippets with the words that were found marked, on the letters as they stand in the text."""

import re
from functools import lru_cache
from html import escape

from catalog.search.query import Query, open_words, positive_words
from catalog.search.terms import typed_forms, word_forms
from catalog.vietnamese import Word, fold, i_normal, nfc

_LONGEST_TEXT = 400_000
"""Characters that are looked through for the best place; a chapter is shorter."""


def mark_html(text: str, query: Query) -> str:
    """The text escaped for HTML, the words of the query in `<mark>`."""
    text = nfc(text)
    return _marked(text, _hits(text, query))


def snippet_html(text: str, query: Query, *, width: int = 240) -> str:
    """About `width` characters around the place where most words of the query stand, escaped and marked.

    Empty if the text is empty; the beginning of the text if no word is found.
    """
    text = nfc(text[:_LONGEST_TEXT])
    hits = _hits(text, query)
    start, end = _window(text, hits, width)
    inside = [Word(h.text, h.start - start, h.end - start) for h in hits if h.start >= start and h.end <= end]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return before + _marked(text[start:end], inside) + after


def _hits(text: str, query: Query) -> list[Word]:
    """The words of the text that the query names; with other marks only where its own marks are nowhere."""
    folded, marked = typed_forms(positive_words(query.tree))
    beginnings = typed_forms(open_words(query.tree))[0]
    if not folded:
        return []
    pattern = _pattern(folded, beginnings)
    found = [Word(m.group(), m.start(), m.end()) for m in pattern.finditer(fold(i_normal(text)))]
    exact = set(marked) - set(folded)
    if not exact:
        return found
    forms = [word_forms(text[word.start : word.end])[1][0] for word in found]
    seen = exact.intersection(forms)
    strict = {plain for plain, mark in zip(folded, marked, strict=True) if mark in seen}
    return [w for w, form in zip(found, forms, strict=True) if w.text not in strict or form in marked]


@lru_cache(maxsize=256)
def _pattern(folded: tuple[str, ...], beginnings: tuple[str, ...]) -> re.Pattern[str]:
    """Finds these words in folded text, and all that begin like the last ones."""
    whole = (re.escape(word) for word in dict.fromkeys(folded))
    longer = (re.escape(word) + r"[^\W_]*" for word in dict.fromkeys(beginnings))
    either = "|".join(sorted((*longer, *whole), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])")


def _window(text: str, hits: list[Word], width: int) -> tuple[int, int]:
    """Start and end of the best window: most different words, then most words, then the earliest."""
    if len(text) <= width:
        return 0, len(text)
    best, start = (0, 0), 0
    last = 0
    for first, hit in enumerate(hits):
        last = max(last, first)
        while last < len(hits) and hits[last].end <= hit.start + width * 3 // 4:
            last += 1
        score = (len({word.text for word in hits[first:last]}), last - first)
        if score > best:
            best, start = score, hit.start
    start = max(0, min(start - width // 8, len(text) - width))
    return _at_words(text, start, min(start + width, len(text)))


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The window moved to white space, so that no word is cut unless it is very long."""
    if start and (space := text.find(" ", start, start + 30)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", end - 30, end)) > start:
        end = space
    return start, end


def _marked(text: str, hits: list[Word]) -> str:
    """Escaped text; hits that only white space parts share one mark."""
    parts: list[str] = []
    at = 0
    open_mark = False
    for hit in hits:
        between = text[at : hit.start]
        if open_mark and between.strip():
            parts.append("</mark>")
            open_mark = False
        parts.append(escape(between))
        if not open_mark:
            parts.append("<mark>")
            open_mark = True
        parts.append(escape(text[hit.start : hit.end]))
        at = hit.end
    return "".join([*parts, "</mark>" if open_mark else "", escape(text[at:])])
