"""Browse: search, record pages, shelves, and where QR codes lead."""

from elibrary.browse import code_views, record_views
from elibrary.browse.views import blueprint

__all__ = ["blueprint", "code_views", "record_views"]
