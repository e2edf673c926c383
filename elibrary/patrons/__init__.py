"""Patrons: library cards, families, and signing in with a card."""

from elibrary.patrons import account_views, desk_views, family_views
from elibrary.patrons.views import blueprint

__all__ = ["account_views", "blueprint", "desk_views", "family_views"]
