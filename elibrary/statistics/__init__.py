"""Counts of what is used, by day; nothing in them points to a person."""

from elibrary.statistics import poster_views
from elibrary.statistics.counting import init_app
from elibrary.statistics.views import blueprint

__all__ = ["blueprint", "init_app", "poster_views"]
