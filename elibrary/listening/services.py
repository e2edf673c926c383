"""Rules of listening: which recording, where on its time line."""

from dataclasses import dataclass
from itertools import accumulate

from sqlalchemy.orm import Session

from catalog.errors import N_, NotFound
from catalog.models import Audiobook, Chapter, Track


class NoSuchAudiobook(NotFound):
    """There is no recording of this number."""

    message = N_(
        "Thư viện không có sách nói này. Có thể nó vừa được thay bản khác; hãy tìm lại theo tên sách."
    )


@dataclass(frozen=True)
class Spot:
    """A place in a recording: `offset` seconds into `track`, which begins `start` seconds into the book."""

    track: Track
    start: float
    offset: float


def audiobook(session: Session, audiobook_id: int) -> Audiobook:
    """The recording of this number. Raises NoSuchAudiobook."""
    found = session.get(Audiobook, audiobook_id)
    if found is None or not found.tracks:
        raise NoSuchAudiobook
    return found


def track(session: Session, track_id: int) -> Track:
    """The track of this number. Raises NoSuchAudiobook."""
    found = session.get(Track, track_id)
    if found is None:
        raise NoSuchAudiobook
    return found


def track_starts(book: Audiobook) -> list[float]:
    """Where each track begins on the time line of the book, in seconds."""
    return [0.0, *accumulate(track.duration for track in book.tracks)][:-1]


def spot_at(book: Audiobook, seconds: float) -> Spot:
    """The place `seconds` into the book; what lies outside is moved to its beginning or last second."""
    seconds = min(max(0.0, seconds), max(0.0, book.duration - 1))
    placed = list(zip(book.tracks, track_starts(book), strict=True))
    found, start = next(((t, at) for t, at in reversed(placed) if at <= seconds), placed[0])
    return Spot(found, start, seconds - start)


def chapter_at(book: Audiobook, seconds: float) -> Chapter | None:
    """The chapter that plays `seconds` into the book; None before the first one or without chapters."""
    return next((chapter for chapter in reversed(book.chapters) if chapter.start <= seconds), None)
