"""The e-library of a community learning centre: people and HTTP, on top of `catalog` and `media`."""

__version__ = "0.1.0"
