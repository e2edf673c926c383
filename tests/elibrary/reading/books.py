"""Digital books in the database and the store, for tests."""

from pathlib import Path

from sqlalchemy.orm import Session

from catalog.models import Access, DigitalKind, DigitalObject, Section, StoredFile
from elibrary.extensions import store
from media import epub as epubs
from media import pdf as pdfs
from media.detect import EPUB_TYPE
from tests import factories
from tests.media import documents

VERSES = "Trăm năm trong cõi người ta, chữ tài chữ mệnh khéo là ghét nhau."


def epub(session: Session, folder: Path, *, access: Access = Access.PUBLIC) -> DigitalObject:
    """A saved book of three chapters; the second has a picture, a script, and links to the others."""
    second = (
        '<h1>Hồi hai</h1><p id="sau">Ngày xuân con én đưa thoi</p><script>alert(1)</script>'
        '<p onclick="alert(1)"><img src="bia.png" alt="Bìa"/><a href="p3.xhtml#cuoi">Sang hồi ba</a></p>'
    )
    pages = {
        "p1.xhtml": documents.page(f"<h1>Hồi một</h1><p>{VERSES}</p>"),
        "p2.xhtml": documents.page(second),
        "p3.xhtml": documents.page('<h1>Hồi ba</h1><p id="cuoi">Mua vui cũng được một vài trống canh</p>'),
    }
    files = {"bia.png": documents.picture(), "xau.svg": b"<svg onload='alert(1)'/>"}
    return saved_epub(session, documents.epub(folder / "kieu.epub", pages, files=files), access=access)


def saved_epub(session: Session, path: Path, *, access: Access = Access.PUBLIC) -> DigitalObject:
    """The EPUB at `path`, saved."""
    sections = [
        Section(position=part.position, title=part.title, text=part.text)
        for part in epubs.sections(epubs.read_epub(path))
    ]
    return _saved(session, path, DigitalKind.EPUB, sections, access)


def pdf(session: Session, folder: Path, pages: int = 3, *, access: Access = Access.PUBLIC) -> DigitalObject:
    """A saved document whose pages say their numbers."""
    path = documents.pdf(folder / "so.pdf", [f"This is page {number + 1}" for number in range(pages)])
    sections = [Section(position=part.position, text=part.text) for part in pdfs.sections(path)]
    return _saved(session, path, DigitalKind.PDF, sections, access)


def _saved(
    session: Session, path: Path, kind: DigitalKind, sections: list[Section], access: Access
) -> DigitalObject:
    kept = store().add_path(path)
    content_type = EPUB_TYPE if kind is DigitalKind.EPUB else "application/pdf"
    file = StoredFile(sha256=kept.sha256, size=kept.size, content_type=content_type, created_at=factories.NOW)
    book = DigitalObject(
        record=factories.record(session),
        kind=kind,
        access=access,
        file=file,
        pages=len(sections),
        sections=sections,
    )
    session.add(book)
    session.commit()
    return book
