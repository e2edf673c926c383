"""The base of every form: CSRF token inside, typed for our own code (Flask-WTF ships no types)."""

from typing import Any

from flask_wtf import FlaskForm


class LibraryForm(FlaskForm):
    """A form of the library."""

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)

    def is_sent(self) -> bool:
        """Whether the browser sent the form now."""
        return bool(super().is_submitted())

    def is_good(self) -> bool:
        """Whether it was sent and every field holds what it may hold."""
        return self.is_sent() and bool(super().validate())
