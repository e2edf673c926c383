"""Search: one query tree, one engine interface, an index that can be thrown away and built anew.

The embedded engine is `catalog.search.whoosh.WhooshEngine`; it is imported by whoever chooses the engine.
"""

from catalog.search.documents import documents
from catalog.search.engine import (
    Deletion,
    Document,
    Filters,
    IndexUnusable,
    InsideHit,
    InsideRequest,
    SearchEngine,
    SearchRequest,
    SearchResult,
    SectionText,
    Sort,
    Suggestion,
)
from catalog.search.highlight import mark_html, snippet_html
from catalog.search.indexing import Agreement, check, drain, rebuild, waiting
from catalog.search.outbox import OutboxEntry, register, touch
from catalog.search.query import Query, parse

__all__ = [
    "Agreement",
    "Deletion",
    "Document",
    "Filters",
    "IndexUnusable",
    "InsideHit",
    "InsideRequest",
    "OutboxEntry",
    "Query",
    "SearchEngine",
    "SearchRequest",
    "SearchResult",
    "SectionText",
    "Sort",
    "Suggestion",
    "check",
    "documents",
    "drain",
    "mark_html",
    "parse",
    "rebuild",
    "register",
    "snippet_html",
    "touch",
    "waiting",
]
