"""Makers of digital books and audiobooks whose files no test here opens."""

import hashlib

from sqlalchemy.orm import Session

from catalog.models import (
    Access,
    Audiobook,
    Chapter,
    DigitalKind,
    DigitalObject,
    Record,
    Section,
    StoredFile,
    Track,
)


def _file(session: Session, name: str, content_type: str) -> StoredFile:
    """A row for a file that no test here opens."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    file = StoredFile(sha256=sha256, size=1_234_567, content_type=content_type)
    session.add(file)
    session.flush()
    return file


def add_digital(
    session: Session,
    record: Record,
    *texts: str,
    access: Access = Access.PUBLIC,
    kind: DigitalKind = DigitalKind.EPUB,
) -> DigitalObject:
    """A digital book with one chapter for each text."""
    file = _file(session, f"{record.id} {texts} {kind}", "application/epub+zip")
    sections = [Section(position=i, title=f"Chương {i + 1}", text=text) for i, text in enumerate(texts)]
    book = DigitalObject(
        record_id=record.id, kind=kind, access=access, sha256=file.sha256, pages=len(texts), sections=sections
    )
    session.add(book)
    session.commit()
    return book


def add_audiobook(session: Session, record: Record, *, access: Access = Access.PUBLIC) -> Audiobook:
    """An audiobook of an hour and five minutes in two chapters."""
    file = _file(session, f"{record.id} sound", "audio/mpeg")
    book = Audiobook(
        record_id=record.id,
        access=access,
        duration=3900,
        narrator="Hồng Vân",
        tracks=[Track(position=0, duration=3900, sha256=file.sha256)],
        chapters=[
            Chapter(position=i, title=f"Hồi {i + 1}", start=i * 1950, end=(i + 1) * 1950) for i in range(2)
        ],
    )
    session.add(book)
    session.commit()
    return book
