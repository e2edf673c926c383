"""As many records and pages as are wanted, with the vocabulary, lengths and values of real ones.

First every real row and MARC record, in an order that the seed decides; beyond them titles put together from
the first half of one real title and the second half of another.
"""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.typing import has_marks
from catalog.formats.rows import Described
from catalog.importing.items import FileFormat, items
from catalog.models.record import Form
from catalog.search import Document, SectionText
from catalog.vietnamese import nfc, sort_key
from catalog.years import sortable_year
from media.epub import read_epub, sections

FILES = ("bachkhoa-books.xlsx", "bachkhoa-part0.mrc", "tiki-books.csv")
PAGE = 1800
"""Characters of a page."""
PAGES_OF_A_BOOK = 200
_DIGITAL, _AUDIO = 0.10, 0.03
"""Shares of records that are read or heard as well; the real ones are all paper."""


class Rows(NamedTuple):
    """What the real files hold: the rows, and all values of each kind, as often as they stand there."""

    described: Sequence[Described]
    authors: Sequence[str]
    subjects: Sequence[str]
    years: Sequence[int | None]
    locations: Sequence[str]


def read_rows(shared: Path) -> Rows:
    """Every row with a title of the three catalogues, read as an import reads them."""
    found = [
        item.described
        for name in FILES
        for item in items(shared / "catalogue" / name, FileFormat.AUTO)
        if item.described and nfc(item.described.values.title)
    ]
    return Rows(
        found,
        [nfc(name) for row in found for name, _ in row.values.contributors[:1]],
        [nfc(subject) for row in found for subject in row.values.subjects],
        [sortable_year(row.values.year_printed) for row in found],
        [copy.location for row in found for copy in row.copies if copy.location],
    )


def records(rows: Rows, size: int, seed: int) -> Iterator[Document]:
    """`size` documents, the same for the same seed; a smaller collection is the beginning of a larger one."""
    random = Random(seed)  # noqa: S311 - a sample
    shuffled = list(rows.described)
    random.shuffle(shuffled)
    known = [nfc(row.values.title) for row in shuffled]
    titles: Iterator[Described | str] = itertools.chain(shuffled, halves(known, random))
    for key, row in enumerate(itertools.islice(titles, size), 1):
        yield _document(key, row, rows, random)


def halves(known: Sequence[str], random: Random) -> Iterator[str]:
    """Titles of two halves of known ones without end, Vietnamese ones with Vietnamese ones."""
    kinds = [[t for t in known if has_marks(t)], [t for t in known if not has_marks(t)]]
    while True:
        titles = random.choices(kinds, [len(kind) for kind in kinds])[0]
        first, second = random.choice(titles).split(), random.choice(titles).split()
        yield " ".join(first[: (len(first) + 1) // 2] + second[len(second) // 2 :])


def _document(key: int, row: Described | str, rows: Rows, random: Random) -> Document:
    """A real row as it is, but for what its source does not say; a made title with real values."""
    title = row if isinstance(row, str) else nfc(row.values.title)
    forms = [Form.PAPER, *_some(Form.DIGITAL, _DIGITAL, random), *_some(Form.AUDIO, _AUDIO, random)]
    drawn = [random.choice(values or [""]) for values in (rows.authors, rows.subjects, rows.locations)]
    author, subject, location = drawn
    year = random.choice(rows.years)
    subtitle = ""
    keys: tuple[str, ...] = (f"BM{key:07}",)
    people = tuple(filter(None, (author,)))
    places: tuple[str, ...] = (location,)
    if isinstance(row, Described):
        subtitle, year = nfc(row.values.subtitle), sortable_year(row.values.year_printed)
        people = tuple(nfc(name) for name, _ in row.values.contributors)
        places = tuple(dict.fromkeys(copy.location for copy in row.copies if copy.location))
        numbers = (text for copy in row.copies for text in (copy.barcode, copy.call_number))
        keys = (*keys, *filter(None, numbers))
    return Document(
        id=key,
        title=title,
        subtitle=subtitle,
        contributors=people,
        subjects=(subject,) if subject else (),
        identifiers=keys,
        forms=tuple(forms),
        language="vi" if has_marks(title) else "en",
        year=year,
        locations=tuple(filter(None, places)),
        available=True,
        created=f"2026-01-01T{key // 3600 % 24:02}:{key // 60 % 60:02}:{key % 60:02}",
        sort_title=sort_key(title),
    )


def _some(form: Form, share: float, random: Random) -> list[Form]:
    return [form] if random.random() < share else []


def paged_books(shared: Path, pages: int, seed: int) -> Iterator[Document]:
    """Digital books of 200 pages: the real pages first, then pages of real paragraphs in a drawn order."""
    texts = itertools.islice(_pages(shared, seed), pages)
    for key in itertools.count(1):
        inside = list(itertools.islice(texts, PAGES_OF_A_BOOK))
        if not inside:
            return
        yield Document(
            id=key,
            title=f"Sách {key}",
            forms=(Form.DIGITAL,),
            sections=tuple(
                SectionText(digital_id=key, position=place, text=text) for place, text in enumerate(inside)
            ),
        )


def _pages(shared: Path, seed: int) -> Iterator[str]:
    paragraphs = [
        line
        for path in sorted((shared / "epub").glob("*.epub"))
        for section in sections(read_epub(path))
        for line in section.text.splitlines()
        if line.strip()
    ]
    yield from _filled(iter(paragraphs))
    random = Random(seed)  # noqa: S311 - a sample
    yield from _filled(random.choice(paragraphs) for _ in itertools.count())


def _filled(paragraphs: Iterator[str]) -> Iterator[str]:
    """Pages of about 1,800 characters; a longer paragraph goes on on the next page."""
    text = ""
    for paragraph in paragraphs:
        text = f"{text}\n{paragraph}" if text else paragraph
        while len(text) >= PAGE:
            end = text.find(" ", PAGE)
            page, text = (text, "") if end < 0 else (text[:end], text[end + 1 :])
            yield page
    if text:
        yield text
