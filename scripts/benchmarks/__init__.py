"""The measurements of `scripts/bench.py`, one file for each, and what they share."""
