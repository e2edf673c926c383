"""What tantivy keeps of a record and of a section: fields for finding, columns for sorting and counting.

Columns lie in files that the operating system holds in memory as it can; every process shares them.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import chain
from typing import Any

from tantivy import Document as Row
from tantivy import Schema, SchemaBuilder

from catalog.search.engine import Document, SectionText, Sort
from catalog.search.suggest import folded_beginning, marked_beginning
from catalog.search.terms import document_terms, place_terms
from catalog.vietnamese import words

FIELDS = 2
"""Raised with every change here, so that indexes with other fields are rebuilt."""

BETWEEN = "\x1f"
"""Parts the values of a column that holds several: counting one value a record is ten times as quick."""
SHORT_START = 4
"""Letters up to which every beginning of a title is a value of its own; a longer one has few titles."""
LONGEST_START = 200
LARGEST = (1 << 64) - 1
"""Of the numbers in a column."""
KINDS = {"author": "contributors", "subject": "subjects"}
"""Completions that are no titles, and the names of their values in a document."""

_ID_BITS = 24
ONE_WORD = 1 << _ID_BITS + 20 + 13
"""By how much one more word in a title lowers its number in the column `BY_COVERAGE`."""
_LONGEST_SORTED = 500


def records_schema() -> Schema:
    """The fields of a record."""
    builder = SchemaBuilder()
    for name in ("terms", "values", "starts", "names"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("profile", "places", "subject", "author", "sort_title"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("id", "year"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in (
        "fingerprint",
        "same_title",
        "popularity",
        "by_relevance",
        "by_coverage",
        "by_year",
        "by_popularity",
        "by_created",
    ):
        builder.add_unsigned_field(name, fast=True)
    builder.add_bytes_field("text", stored=True)
    return builder.build()


def sections_schema() -> Schema:
    """The fields of a section of a book."""
    builder = SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("id", indexed=True, fast=True)
    for name in ("digital", "position", "by_reading"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


SORT_COLUMNS = {
    Sort.RELEVANCE: "by_relevance",
    Sort.NEWEST: "by_created",
    Sort.TITLE: "sort_title",
    Sort.YEAR: "by_year",
    Sort.POPULAR: "by_popularity",
}
"""All fall, but for the title."""
BY_COVERAGE = "by_coverage"
"""Falls: of titles that hold the same words, those of which they are the most."""


def record_row(document: Document) -> dict[str, Any]:
    """The values of a record."""
    texts = (document.title, *document.contributors, *document.subjects)
    row = {
        "id": document.id,
        "terms": sorted(document_terms(document)),
        "values": list(_values(document)),
        "starts": sorted(_starts(document.title)),
        "names": [f"{kind}{BETWEEN}{key}" for kind, key in _names(document)],
        "profile": BETWEEN.join(
            (",".join(document.forms), document.type, document.language, _flag(document))
        ),
        "subject": list(dict.fromkeys(document.subjects)),
        "author": list(dict.fromkeys(document.contributors)),
        "fingerprint": int(document.fingerprint, 16),
        "same_title": _digest(document.sort_title or document.title),
        "popularity": _bounded(document.popularity, 32),
        "text": BETWEEN.join(texts).encode("utf-8", "replace"),
        **_orders(document),
    }
    if document.locations:
        row["places"] = BETWEEN.join(document.locations)
    if document.year is not None:
        row["year"] = _bounded(document.year, 14)
    return row


def section_row(document: Document, section: SectionText) -> dict[str, Any]:
    """The values of a section."""
    place = _packed((document.id, _ID_BITS), (section.digital_id, 20), (section.position, 20))
    terms = sorted(place_terms("w", section.text))
    own = {"digital": section.digital_id, "position": section.position}
    return {"id": document.id, "terms": terms, "by_reading": place, **own}


def _flag(document: Document) -> str:
    """The value of the facet of what can be had now."""
    return "1" if document.available else ""


def value_term(facet: str, value: str) -> str:
    """The term of a value that can be filtered by."""
    return f"{facet}={value}"


def _values(document: Document) -> Iterator[str]:
    given = {
        "form": document.forms,
        "type": (document.type,),
        "language": (document.language,),
        "location": document.locations,
        "available": (_flag(document),),
    }
    yield from (value_term(facet, value) for facet, values in given.items() for value in values if value)


def _starts(title: str) -> set[str]:
    """How a title begins, folded and with its marks."""
    texts = {folded_beginning(title)[:LONGEST_START], marked_beginning(title)[:LONGEST_START]}
    short = (text[:length] for text in texts for length in range(1, SHORT_START + 1))
    return {text for text in chain(short, texts) if text}


def _names(document: Document) -> Iterator[tuple[str, str]]:
    for kind, name in KINDS.items():
        for text in dict.fromkeys(getattr(document, name)):
            yield kind, f"{folded_beginning(text)}{BETWEEN}{text}"


def _orders(document: Document) -> dict[str, Any]:
    """What is sorted by; the younger record first where all else is equal."""
    own = document.id, _ID_BITS
    year = document.year or 0
    length = (1 << 7) - 1 - min(len(words(document.title)), 127)
    return {
        "by_relevance": _packed((document.popularity, 20), (length, 7), (year, 13), own),
        BY_COVERAGE: _packed((length, 7), (document.popularity, 20), (year, 13), own),
        "by_year": _packed((year, 40), own),
        "by_popularity": _packed((document.popularity, 40), own),
        "by_created": _packed((_moment(document.created), 40), own),
        "sort_title": f"{document.sort_title[:_LONGEST_SORTED]}\0{LARGEST - document.id:020}",
    }


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())


def _moment(created: str) -> int:
    """Seconds since 1970; 0 where the text is no time."""
    try:
        return int(datetime.fromisoformat(created).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return 0


def _bounded(value: int, bits: int) -> int:
    return min(max(value, 0), (1 << bits) - 1)


def _packed(*parts: tuple[int, int]) -> int:
    """Numbers side by side in one, each in so many bits; one that is too large counts as the largest."""
    packed = 0
    for value, bits in parts:
        packed = packed << bits | _bounded(value, bits)
    return packed


def storable(row: Mapping[str, Any], schema: Schema) -> Row:
    """A row as tantivy takes it; it takes no text with halves of characters."""
    try:
        return Row.from_dict(dict(row), schema)
    except ValueError:
        return Row.from_dict({name: _whole(value) for name, value in row.items()}, schema)


def _whole(value: Any) -> Any:
    if isinstance(value, list):
        return [_whole(one) for one in value]
    return whole_characters(value) if isinstance(value, str) else value


def whole_characters(text: str) -> str:
    """A text without halves of characters, which tantivy does not take."""
    return text.encode("utf-8", "replace").decode()
