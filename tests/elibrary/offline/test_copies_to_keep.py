"""What a phone fetches to keep is made for nobody, in the language it names, and is not counted as read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from elibrary.localisation import KEEP_IN
from elibrary.usage import Use, used
from tests.conftest import Visitor
from tests.elibrary.reading import books


@pytest.fixture
def uses(app: Flask) -> Callable[[], int]:
    """How many uses were told so far."""
    told: list[Use] = []

    def note(_sender: object, use: Use, **_: object) -> None:
        told.append(use)

    used.connect(note, app, weak=False)
    return lambda: len(told)


@pytest.mark.parametrize(("language", "word"), [("en", "Next chapter"), ("vi", "Chương sau")])
def test_it_speaks_the_language_that_was_named(
    client: Visitor, session: Session, tmp_path: Path, language: str, word: str
) -> None:
    book = books.epub(session, tmp_path)
    assert word in client.get(f"/read/{book.id}", headers={KEEP_IN: language}).text


@pytest.mark.parametrize("language", ["xx", "", "\u00e9" * 10, "en" * 5000])
def test_a_language_that_is_none_is_vietnamese(client: Visitor, language: str) -> None:
    assert '<html lang="vi"' in client.get("/downloads", headers={KEEP_IN: language}).text


def test_it_is_not_counted(
    client: Visitor, session: Session, tmp_path: Path, uses: Callable[[], int]
) -> None:
    book = books.epub(session, tmp_path)
    client.get(f"/read/{book.id}", headers={KEEP_IN: "vi"})
    assert uses() == 0
    client.get(f"/read/{book.id}")
    assert uses() == 1
