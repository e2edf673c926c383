"""From text to index terms: the one analysis that documents and queries share.

A term is a sign and a word. The sign says where the word stands:

    t title   s title with subtitle, series   p people   j subjects   n publisher, summary   w inside the text
    a any of the first five

Small signs carry folded syllables (`tkieu`) and pairs of neighbours (` ttruyen kieu`): most Vietnamese words
have two syllables, so a pair finds in one short list what two long lists would have to be cut for. Pairs have
a space before their sign, so that the words of a place stand together in the order of terms. Capital signs
carry words with their marks (`Tkiều`), only where there are marks. Then there are `=` a whole title, `^` how
a title begins, `k` an identifier and `#` the id of the record.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from stdnum import isbn

from catalog.search.engine import Document
from catalog.vietnamese import fold, i_normal, tone_normal, words

ANALYSIS = 4
"""Raised with every change here, so that indexes made by another analysis are rebuilt."""

_LONGEST_WORD = 60


def word_forms(text: str) -> tuple[list[str], list[str]]:
    """The words of a text folded, and the same in lower case with marks: one tone placement, i for y."""
    text = i_normal(tone_normal(text))
    folded = fold(text)
    found = words(text)
    return (
        [folded[start:end][:_LONGEST_WORD] for _, start, end in found],
        [word.lower()[:_LONGEST_WORD] for word, _, _ in found],
    )


@lru_cache(maxsize=1024)
def typed_forms(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """`word_forms` of the words of a query, which are asked for many times in one search."""
    folded, exact = word_forms(" ".join(words))
    return tuple(folded), tuple(exact)


def place_terms(sign: str, text: str) -> set[str]:
    """The terms of a text that stands at the place `sign`."""
    return _placed(sign, *word_forms(text))


def _placed(sign: str, folded: Sequence[str], exact: Sequence[str]) -> set[str]:
    """The terms of words at a place, given as `word_forms` gives them."""
    terms = {sign + word for word in folded}
    terms.update(pairs(sign, folded))
    capital = sign.upper()
    terms.update(capital + word for word, plain in zip(exact, folded, strict=True) if word != plain)
    return terms


@lru_cache(maxsize=2048)
def _named(sign: str, text: str) -> frozenset[str]:
    """The terms of a name, which many records have, at the place `sign` and at any place."""
    terms = place_terms(sign, text)
    return frozenset(terms.union("a" + term[1:] for term in terms if term[0] == sign))


def pairs(sign: str, folded: Sequence[str]) -> list[str]:
    """The terms of each word with its neighbour."""
    return [f" {sign}{first} {second}" for first, second in pairwise(folded)]


def beginning(folded: Sequence[str]) -> str:
    """The term of a title that begins with these words, of which two count."""
    return pairs("^", folded[:2])[0] if len(folded) > 1 else "^" + folded[0]


def title_key(folded: Sequence[str]) -> str:
    """The term of a whole title, whatever its length."""
    return "=" + blake2b(" ".join(folded).encode("utf-8", "replace"), digest_size=8).hexdigest()


def identifier_key(text: str) -> str:
    """An identifier without hyphens, spaces and case; an ISBN of ten digits in its form of thirteen."""
    plain = "".join(c for c in fold(text) if c.isalnum())[:_LONGEST_WORD]
    if len(plain) == 10 and isbn.is_valid(plain):  # noqa: PLR2004 - ISBN-10
        plain = str(isbn.to_isbn13(plain))
    return "k" + plain


def document_terms(document: Document) -> set[str]:
    """All terms of a record but those of the text inside it."""
    title = word_forms(document.title)
    whole = tuple(t + s for t, s in zip(title, word_forms(document.subtitle), strict=True))
    terms = {f"#{document.id}", title_key(title[0]), title_key(whole[0])}
    terms.update(beginning(title[0][:words]) for words in (1, 2) if title[0])
    terms.update(identifier_key(value) for value in document.identifiers if value)
    terms |= _placed("t", *title)
    if document.subtitle:
        terms |= _placed("s", *whole)
    terms.update("a" + word for word in whole[0])
    for sign, text in (("t", document.volume), ("s", document.series), ("n", document.summary)):
        placed = place_terms(sign, text) if text else ()
        terms.update(placed)
        terms.update("a" + term[1:] for term in placed if term[0] == sign)
    for sign, names in (
        ("p", document.contributors),
        ("j", document.subjects),
        ("n", (document.publisher,)),
    ):
        for name in filter(None, names):
            terms |= _named(sign, name)
    return terms
