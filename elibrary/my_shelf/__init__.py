"""My shelf (Kệ của tôi): what a patron goes on with, has saved and marked, and may have written down."""

from elibrary.my_shelf import data_views, history_views, mark_views, place_views
from elibrary.my_shelf.views import blueprint

__all__ = ["blueprint", "data_views", "history_views", "mark_views", "place_views"]
