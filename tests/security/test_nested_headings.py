"""Headings inside each other each hold the whole page: their text is not put together again and again."""

from pathlib import Path
from time import perf_counter

from media.epub import read_epub
from tests.media.documents import epub, page

MOST_SECONDS = 8


def test_a_page_inside_hundreds_of_headings_is_read(tmp_path: Path) -> None:
    body = "<h1>" * 240 + "".join(f"{number:x} " for number in range(600_000)) + "</h1>" * 240
    book = epub(tmp_path / "nested.epub", {"p.xhtml": page(body)})
    started = perf_counter()
    read_epub(book)
    assert perf_counter() - started < MOST_SECONDS
