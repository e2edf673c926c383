"""The sample collection that a new library opens with: `collection.py` reads it, `making` made it."""
