"""Putting marks into order takes the square of their number: a run of them must not stop the library."""

from pathlib import Path
from time import perf_counter
from unicodedata import normalize

from catalog.vietnamese import MOST_MARKS, nfc, tone_normal
from media.epub import read_epub, sections
from media.titles import folded
from tests.media.documents import epub, page

MARKS = "\u0323\u0301" * 50_000
MOST_SECONDS = 3


def test_a_field_of_marks_is_read_at_once() -> None:
    started = perf_counter()
    assert len(nfc("a" + MARKS)) <= MOST_MARKS + 1
    assert len(tone_normal("a" + MARKS)) <= MOST_MARKS + 1
    folded("a" + MARKS)
    assert perf_counter() - started < MOST_SECONDS


def test_marks_parted_by_signs_that_are_no_letters_stay() -> None:
    written = "-" * 50 + "e\u0323\u0302" + "…" * 50
    assert nfc(written) == normalize("NFC", written)


def test_a_book_of_marks_is_read_at_once(tmp_path: Path) -> None:
    book = epub(tmp_path / "marks.epub", {"p.xhtml": page(f"<p>a{MARKS}</p>")})
    started = perf_counter()
    assert len(list(sections(read_epub(book)))) == 1
    assert perf_counter() - started < MOST_SECONDS
