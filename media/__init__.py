"""Bytes: files kept whole, and what can be read out of them. Knows no database and no web framework."""
