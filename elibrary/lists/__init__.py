"""Reading lists (danh mục): their pages, feeds and posters, and the librarian's desk for them."""

from elibrary.lists import desk_views, poster_views
from elibrary.lists.views import blueprint

__all__ = ["blueprint", "desk_views", "poster_views"]
