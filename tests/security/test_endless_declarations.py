"""What a book's package repeats without end is read a few times: every repetition may cost the whole book."""

from pathlib import Path
from time import perf_counter

from media.epub import read_epub
from media.epub_metadata import MAX_CONTRIBUTORS
from tests.media.documents import PROSE, dublin_core, epub, page

REPEATED = 20_000
MOST_SECONDS = 8
LONG_PAGE = page(f"<p>{PROSE}</p>" * 2_000)


def test_a_book_that_names_its_cover_page_without_end_is_read(tmp_path: Path) -> None:
    guide = '<reference type="cover" href="p.xhtml"/>' * REPEATED
    book = epub(tmp_path / "covers.epub", {"p.xhtml": LONG_PAGE}, guide=guide)
    started = perf_counter()
    read_epub(book)
    assert perf_counter() - started < MOST_SECONDS


def test_a_book_of_countless_authors_keeps_the_first(tmp_path: Path) -> None:
    names = "; ".join(f"Nguyễn Văn {number}" for number in range(REPEATED))
    book = epub(tmp_path / "authors.epub", {"p.xhtml": LONG_PAGE}, metadata=dublin_core(creators=[names]))
    started = perf_counter()
    found = read_epub(book)
    assert len(found.authors) == MAX_CONTRIBUTORS
    assert perf_counter() - started < MOST_SECONDS
