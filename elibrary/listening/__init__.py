"""Listening: the audiobook player and its sound."""
