"""Patrons: library cards, families, and signing in with a card."""
