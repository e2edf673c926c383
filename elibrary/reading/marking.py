"""Marks what somebody searched for in a chapter: <mark> around words, in HTML that the sanitiser wrote."""

import re
from collections.abc import Iterator

from catalog.vietnamese import Word, composed, fold, tone_normal, words

# The sanitiser quotes every attribute with `"` and escapes `"` inside it. Entities are left whole.
_NOT_TEXT = re.compile(r"(<[^\"<>]*(?:\"[^\"]*\"[^\"<>]*)*>|&[#\w]+;)")
MOST_WORDS = 12


def mark(html: str, query: str) -> str:
    """`html` with the words of `query` marked: where they stand together, else each of them.

    A word typed without marks finds every word of these letters (`tram` finds trăm). The HTML is text
    that was escaped, or what `media.sanitise.fragment` writes.
    """
    sought = [word.text for word in words(tone_normal(query).lower())][:MOST_WORDS]
    if not sought:
        return html
    pieces = _NOT_TEXT.split(html)  # text at even places, tags and entities at odd ones
    texts = [composed(text) for text in pieces[::2]]
    marked = [_mark_runs(text, sought) for text in texts]
    if marked == texts:
        marked = [_mark_each(text, sought) for text in texts]
    pieces[::2] = marked
    return "".join(pieces)


def _mark_runs(text: str, sought: list[str]) -> str:
    """Mark where all sought words follow each other."""
    found = words(text)
    spans = []
    at = 0
    while at + len(sought) <= len(found):
        run = found[at : at + len(sought)]
        if all(_is(word, want) for word, want in zip(run, sought, strict=True)):
            spans.append((run[0].start, run[-1].end))
            at += len(sought)
        else:
            at += 1
    return "".join(_with_marks(text, spans))


def _mark_each(text: str, sought: list[str]) -> str:
    spans = [(word.start, word.end) for word in words(text) if any(_is(word, want) for want in sought)]
    return "".join(_with_marks(text, spans))


def _is(word: Word, want: str) -> bool:
    return fold(word.text) == want or tone_normal(word.text).lower() == want


def _with_marks(text: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in spans:
        yield f"{text[at:start]}<mark>{text[start:end]}</mark>"
        at = end
    yield text[at:]
