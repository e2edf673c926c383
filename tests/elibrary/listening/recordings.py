"""Audiobooks in the database and the store, for tests."""

from collections.abc import Sequence
from io import BytesIO

from sqlalchemy.orm import Session

from catalog.models import Access, Audiobook, Chapter, StoredFile, Track
from elibrary.extensions import store
from tests import factories


def stored(session: Session, content: bytes, content_type: str = "audio/mpeg") -> StoredFile:
    """A file in the store with its row."""
    kept = store().add(BytesIO(content))
    row = StoredFile(sha256=kept.sha256, size=kept.size, content_type=content_type, created_at=factories.NOW)
    session.add(row)
    return row


def audiobook(
    session: Session,
    sounds: Sequence[bytes] = (b"sound of track one", b"sound of track two"),
    *,
    seconds: float = 60.0,
    chapters: Sequence[tuple[str, float, float]] = (("Hồi 1", 0, 45), ("Hồi 2", 45, 120)),
    access: Access = Access.PUBLIC,
    content_type: str = "audio/mpeg",
) -> Audiobook:
    """A saved recording of Truyện Kiều; each of `sounds` is a track of `seconds`."""
    record = factories.record(session)
    book = Audiobook(record=record, access=access, duration=seconds * len(sounds), narrator="Giọng đọc thử")
    book.tracks = [
        Track(
            position=position,
            title=f"Tập {position + 1}",
            duration=seconds,
            file=stored(session, sound, content_type),
        )
        for position, sound in enumerate(sounds)
    ]
    book.chapters = [
        Chapter(position=position, title=title, start=start, end=end)
        for position, (title, start, end) in enumerate(chapters)
    ]
    session.add(book)
    session.commit()
    return book
