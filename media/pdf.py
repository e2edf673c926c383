"""PDF files (ISO 32000-2): what they are, their text page by page, pictures of their pages.

PDFium reads from the file as it goes, so a 300 MB scan shows its first page at once. It is not safe for
threads: every call is made under one lock, and every object is closed under it. Positions count from 0.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from io import BytesIO
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Any, Literal

from media.contents import MAX_DEPTH, MAX_ENTRIES, TITLE_LIMIT, TocEntry
from media.errors import N_, DamagedFile, EmptyFile, MediaRefusal, PasswordProtected, RightsProtected
from media.language import detect
from media.pdf_title import largest_text, sensible
from media.text import lines, one_line
from media.titles import is_placeholder, mend_name, mend_title, plain, title_from_name

MAX_PAGES = 20_000
MIN_WIDTH, MAX_WIDTH = 32, 2_400  # pixels
MAX_HEIGHT = 8_000  # pixels
QUALITY = 80
COVER_WIDTH = 800  # pixels
PAGES_SAMPLED = 20
PAGES_AT_ONCE = 50  # PDFium keeps what it has read until the document is closed
MAX_AUTHORS = 30
LETTERS_OF_A_PAGE = 20
TEXT_PAGE_SHARE = 0.2
PASSWORD_ERROR, SECURITY_ERROR = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

# PDFium writes U+FFFE (older ones 0x02) where a line ends in a hyphen, and no line break.
LINE_END_HYPHEN = re.compile("(?<=\\w)(?:[\ufffe\x02]\r?\n?|[-\u2010\u00ad]\r?\n)(?=\\w)")
NAMELESS = frozenset(
    {"admin", "administrator", "user", "windows user", "author", "owner", "dell", "hp", "pc"}
)

_lock = RLock()


class TooManyPages(MediaRefusal):
    """More pages than any book has."""

    status = 413
    message = N_("Tập tin PDF có quá nhiều trang (tối đa %(limit)s). Hãy chia thành nhiều tập rồi gửi lại.")


class NoSuchPage(MediaRefusal):
    """The document has no page of this number."""

    status = 404
    message = N_("Tài liệu không có trang này. Hãy trở về trang đầu rồi chọn lại.")


@dataclass(frozen=True)
class Section:
    """The text of one page; `title` is its page label ("iv", "12"), "" when it has none."""

    position: int
    title: str
    text: str


@dataclass(frozen=True)
class Pdf:
    """A PDF document. `has_text` is False for scans without a text layer."""

    path: Path
    title: str
    authors: tuple[str, ...]
    year: int | None
    pages: int
    language: str | None
    outline: tuple[TocEntry, ...]
    has_text: bool


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The PDFium document, closed afterwards. The caller holds the lock where it uses it."""
    if path.stat().st_size == 0:
        raise EmptyFile
    pdfium = import_module("pypdfium2")
    with _lock:
        try:
            document = pdfium.PdfDocument(path)
            pages = len(document)
        except pdfium.PdfiumError as error:
            if error.err_code == PASSWORD_ERROR:
                raise PasswordProtected from error
            raise (RightsProtected if error.err_code == SECURITY_ERROR else DamagedFile) from error
    try:
        if pages > MAX_PAGES:
            raise TooManyPages(limit=MAX_PAGES)
        yield document
    finally:
        with _lock:
            document.close()


def read_pdf(path: Path) -> Pdf:
    """Read a document. Raises EmptyFile, DamagedFile, PasswordProtected, RightsProtected, TooManyPages."""
    with _lock, _opened(path) as document:
        info = {key: plain(value) for key, value in document.get_metadata_dict(skip_empty=True).items()}
        pages = len(document)
        sampled = range(0, pages, max(1, pages // PAGES_SAMPLED))
        texts = [_page_text(document, position) for position in sampled]
        largest = largest_text(document)
        outline = _outline(document)
    with_text = sum(sum(map(str.isalpha, text)) >= LETTERS_OF_A_PAGE for text in texts)
    language = detect("\n".join(texts))
    vietnamese = language in ("vi", None)
    found = next((text for text in (info.get("Title", ""), largest) if sensible(text)), None)
    names = re.split(r"\s*;\s*|\s+(?:and|và|&)\s+", info.get("Author", ""))
    known = [name for name in names if not is_placeholder(name) and name.lower() not in NAMELESS]
    return Pdf(
        path=path,
        title=mend_title(found or title_from_name(path.name), texts[:3], vietnamese=vietnamese),
        authors=tuple(mend_name(name, texts[:3], vietnamese=vietnamese) for name in known[:MAX_AUTHORS]),
        year=_year(info.get("CreationDate", "")),
        pages=pages,
        language=language,
        outline=outline,
        has_text=with_text >= max(1, TEXT_PAGE_SHARE * len(texts)),
    )


def sections(path: Path) -> Iterator[Section]:
    """The text of each page in order; a page that cannot be read has none. Raises what `read_pdf` raises."""
    with _lock, _opened(path) as document:
        pages = len(document)
    for first in range(0, pages, PAGES_AT_ONCE):
        with _opened(path) as document:
            for position in range(first, min(first + PAGES_AT_ONCE, pages)):
                with _lock:
                    label = one_line(document.get_page_label(position))
                    text = _page_text(document, position)
                yield Section(position, label, text)


def outline(path: Path) -> tuple[TocEntry, ...]:
    """The document outline alone, without reading any page. Raises what `read_pdf` raises."""
    with _lock, _opened(path) as document:
        return _outline(document)


def render_page(path: Path, position: int, width: int, *, format: Literal["webp", "jpeg"]) -> bytes:  # noqa: A002
    """A picture of one page, `width` pixels wide or less where the page would become too high.

    `width` is kept between 32 and 2400. Raises NoSuchPage and what `read_pdf` raises.
    """
    pdfium = import_module("pypdfium2")
    with _lock, _opened(path) as document:
        if not 0 <= position < len(document):
            raise NoSuchPage
        try:
            page = document[position]
            across, down = page.get_size()
            wanted = max(MIN_WIDTH, min(width, MAX_WIDTH)) - 0.5  # PDFium rounds up
            scale = min(wanted / across, (MAX_HEIGHT - 0.5) / down)
            bitmap = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True)
            picture = bitmap.to_pil().convert("RGB")
            bitmap.close()
        except (pdfium.PdfiumError, ZeroDivisionError, ValueError) as error:
            raise DamagedFile from error
    out = BytesIO()
    picture.save(out, format.upper(), quality=QUALITY)
    return out.getvalue()


def cover(path: Path) -> bytes:
    """The first page as a JPEG, fit for a cover. Raises what `read_pdf` raises."""
    return render_page(path, 0, COVER_WIDTH, format="jpeg")


def _page_text(document: Any, position: int) -> str:
    """Clean text of a page, words that a line end cut in two joined; "" when the page cannot be read."""
    pdfium = import_module("pypdfium2")
    try:
        page = document[position]
    except pdfium.PdfiumError:
        return ""
    try:
        text: str = page.get_textpage().get_text_bounded()
    except pdfium.PdfiumError:
        return ""
    finally:
        page.close()
    return lines(LINE_END_HYPHEN.sub(_joined, text))


def _joined(hyphen: re.Match[str]) -> str:
    """Nothing inside a word; the hyphen itself before a capital or a figure ("Phi-Líp", "T-1")."""
    return "" if hyphen.string[hyphen.end()].islower() else "-"


def _year(pdf_date: str) -> int | None:
    """The year of a PDF date (ISO 32000-2 §7.9.4: `D:YYYYMMDD…`)."""
    match = re.match(r"(?:D:)?(\d{4})", pdf_date)
    year = int(match[1]) if match else 0
    return year if 1970 <= year <= date.max.year and year < 2100 else None  # noqa: PLR2004


def _outline(document: Any) -> tuple[TocEntry, ...]:
    """The document outline (ISO 32000-2 §12.3.3) as a tree."""
    flat = []
    for bookmark in islice(document.get_toc(max_depth=MAX_DEPTH), MAX_ENTRIES):
        target = bookmark.get_dest()
        position = target.get_index() if target else None
        title = one_line(bookmark.get_title())[:TITLE_LIMIT]
        if title:
            flat.append((bookmark.level, TocEntry(title, position)))
    return _nested(flat)


def _nested(flat: list[tuple[int, TocEntry]]) -> tuple[TocEntry, ...]:
    """The tree of a list of (level, entry)."""
    tree = []
    at = 0
    while at < len(flat):
        level, entry = flat[at]
        end = next((i for i in range(at + 1, len(flat)) if flat[i][0] <= level), len(flat))
        tree.append(TocEntry(entry.title, entry.position, children=_nested(flat[at + 1 : end])))
        at = end
    return tuple(tree)
