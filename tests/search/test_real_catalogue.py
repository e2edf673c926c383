"""Titles of a real catalogue are found by typing them without marks."""

import random
from pathlib import Path

import pytest
from openpyxl import load_workbook

from catalog.search import Document, SearchEngine, SearchRequest, parse
from catalog.vietnamese import fold, nfc


@pytest.mark.shared_data
def test_a_title_without_marks_is_among_the_first_three(index: SearchEngine, shared_data: Path) -> None:
    sheet = load_workbook(shared_data / "catalogue" / "bachkhoa-books.xlsx", read_only=True).active
    assert sheet
    rows = sheet.iter_rows(min_row=2, max_row=4000, min_col=3, max_col=5, values_only=True)
    titles = {nfc(str(title)): nfc(str(author or "")) for title, _, author in rows if title}
    shelf = [
        Document(id=key, title=title, contributors=(author,) if author else ())
        for key, (title, author) in enumerate(titles.items())
    ]
    index.rebuild(shelf)
    drawn = random.Random(7).sample(shelf, 100)  # noqa: S311 - a sample
    found = [
        document.id in index.search(SearchRequest(query=parse(fold(document.title)), per_page=3)).ids
        for document in drawn
    ]
    assert sum(found) >= 99
