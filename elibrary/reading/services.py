"""Rules of reading: which digital book, which of its chapters or pages, what its contents are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.errors import N_, NotFound
from catalog.models import DigitalKind, DigitalObject, Section
from media import pdf
from media.archive import SafeArchive
from media.contents import TocEntry
from media.epub_contents import contents
from media.epub_package import read_package
from media.sanitise import own_id

BOOKS_REMEMBERED = 64
LONGEST_CONTENTS = 1000
"""Lines of a table of contents that a page shows."""


class NoSuchBook(NotFound):
    """There is no digital object of this number."""

    message = N_(
        "Thư viện không có sách số này. Có thể nó vừa được thay bản khác; hãy tìm lại theo tên sách."
    )


class NoSuchChapter(NotFound):
    """The book ends before this chapter or page."""

    message = N_("Sách này không có phần được yêu cầu. Hãy mở lại sách và chọn trong mục lục.")


@dataclass(frozen=True)
class Line:
    """One line of the contents: `position` counts chapters or pages from 0, `depth` levels from 0."""

    title: str
    position: int | None
    anchor: str
    depth: int


def digital_object(session: Session, digital_id: int) -> DigitalObject:
    """The digital book of this number. Raises NoSuchBook."""
    found = session.get(DigitalObject, digital_id)
    if found is None:
        raise NoSuchBook
    return found


def section(session: Session, digital: DigitalObject, position: int) -> Section:
    """The chapter or page at `position`; without text where none was extracted. Raises NoSuchChapter."""
    if not 0 <= position < digital.pages:
        raise NoSuchChapter
    found = session.scalar(
        select(Section).where(Section.digital_id == digital.id, Section.position == position)
    )
    return found or Section(position=position, title="", text="")


def contents_of(session: Session, digital: DigitalObject, path: Path) -> Sequence[Line]:
    """The contents: the book's own, else its titled chapters; empty for a PDF without an outline."""
    own = _own_contents(path, digital.kind)
    if own or digital.kind is DigitalKind.PDF:
        return own
    titled = (
        select(Section.title, Section.position)
        .where(Section.digital_id == digital.id, Section.title != "")
        .order_by(Section.position)
        .limit(LONGEST_CONTENTS)
    )
    return [Line(title, position, "", 0) for title, position in session.execute(titled)]


@lru_cache(maxsize=BOOKS_REMEMBERED)
def _own_contents(path: Path, kind: DigitalKind) -> Sequence[Line]:
    """Remembered: a path of the store always names the same bytes."""
    if kind is DigitalKind.PDF:
        tops = pdf.outline(path)
    else:
        with SafeArchive(path) as archive:
            tops = contents(archive, read_package(archive))
    return tuple(_lines(tops, 0))[:LONGEST_CONTENTS]


def _lines(entries: Sequence[TocEntry], depth: int) -> list[Line]:
    found = []
    for entry in entries:
        anchor = own_id(entry.fragment) if entry.fragment else ""
        found.append(Line(entry.title, entry.position, anchor, depth))
        found.extend(_lines(entry.children, depth + 1))
    return found
