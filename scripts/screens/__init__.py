"""Pictures of pages, for people who look at them (scripts/shots.py)."""
