"""A file arrives, a record gains a form: joins `media` (what a file is) and `catalog` (what the library has).

A file is read, checked and stored before the session hears of it, so a refusal leaves nothing behind; a row
is added only for a file that is whole. What the library already has is looked up when no other can add to it
(`take_turn`). Nothing is committed here.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog import services
from catalog.database import take_turn
from catalog.errors import Refusal
from catalog.formats.languages import from_name
from catalog.formats.marc21.relators import role_of
from catalog.identifiers import isbn13
from catalog.keys import work_key
from catalog.models import (
    Audiobook,
    Chapter,
    DigitalKind,
    DigitalObject,
    Identifier,
    MaterialType,
    Record,
    Role,
    Section,
    StoredFile,
    Track,
)
from catalog.values import RecordValues
from catalog.vietnamese import nfc, sort_key
from media import epub, pdf
from media.audio import AudiobookSource, audiobook, read_track
from media.audio import Track as SoundFile
from media.detect import CONTENT_TYPES, Kind, kind_of
from media.errors import N_, MediaRefusal, UnknownFormat
from media.images import check_image
from media.language import detect
from media.store import Store
from media.store import StoredFile as KeptFile

_COVER_TYPES = {b"\xff\xd8": "image/jpeg", b"\x89P": "image/png", b"GI": "image/gif", b"RI": "image/webp"}


log = logging.getLogger(__name__)


class NotReadable(MediaRefusal):
    """The operating system does not let the file or folder be read: rights, or a failing disk."""

    message = N_("Không mở được tập tin hoặc thư mục này. Hãy kiểm tra quyền đọc và ổ đĩa rồi thử lại.")


@dataclass(frozen=True)
class Outcome:
    """What became of one file, or of the files of one audiobook together."""

    path: str
    status: str
    """added | updated | unchanged | refused; updated: a record that was there has gained this form."""
    record_id: int | None = None
    kind: str | None = None
    refusal: MediaRefusal | Refusal | None = None


@dataclass(frozen=True)
class Book:
    """What a file says about the work it holds."""

    values: RecordValues
    cover: bytes | None


def together(paths: Sequence[Path]) -> list[list[Path]]:
    """Group files into books: the tracks of one audiobook belong together, everything else stands alone.

    Sound files of one folder are one audiobook when none has chapters of its own, none is an M4B, and all
    name the same album. A file that cannot be read stands alone and is refused on its own.
    """
    groups: dict[tuple[Path, str], list[Path]] = {}
    for path in paths:
        groups.setdefault((path.parent, _album(path) or str(path)), []).append(path)
    return list(groups.values())


def _album(path: Path) -> str:
    try:
        if path.suffix.lower() == ".m4b" or not kind_of(path, path.name).is_audio:
            return ""
        track = read_track(path)
    except (MediaRefusal, OSError):
        return ""
    return "" if track.chapters else track.album


def files_below(path: Path) -> Iterator[Path]:
    """The file itself, or every plain file below a folder; hidden ones, links and devices are left out.

    A folder that may not be looked into is yielded itself, to be refused with a reason.
    """
    if not path.is_dir():
        yield path
        return
    try:
        children = sorted(path.iterdir())
    except OSError:
        yield path
        return
    for child in children:
        if not child.name.startswith(".") and not child.is_symlink() and (child.is_dir() or child.is_file()):
            yield from files_below(child)


def receive(
    session: Session, store: Store, paths: Sequence[Path], *, record: Record | None = None, now: datetime
) -> Outcome:
    """Take in one book: a file, or the tracks of one audiobook.

    A refusal is an outcome, not an error; the caller then rolls the session back before it commits anything.
    """
    name = str(paths[0]) if len(paths) == 1 else str(paths[0].parent)
    try:
        if len(paths) == 1 and not kind_of(paths[0], paths[0].name).is_audio:
            return _receive_digital(session, store, name, paths[0], record=record, now=now)
        tracks = [read_track(path) for path in paths]
        return _receive_audiobook(session, store, name, tracks, record=record, now=now)
    except (MediaRefusal, Refusal) as refusal:
        return Outcome(name, "refused", refusal=refusal)
    except OSError:
        log.info("%s could not be read", name, exc_info=True)
        return Outcome(name, "refused", refusal=NotReadable())


def _receive_digital(
    session: Session, store: Store, name: str, path: Path, *, record: Record | None, now: datetime
) -> Outcome:
    kind = kind_of(path, path.name)
    if kind is Kind.EPUB:
        book, sections = _read_epub(path)
    elif kind is Kind.PDF:
        book, sections = _read_pdf(path)
    else:
        raise UnknownFormat
    stored = store.add_path(path)
    take_turn(session)
    kept = _row_of(session, stored, CONTENT_TYPES[kind], path.name)
    same = select(DigitalObject).where(DigitalObject.sha256 == kept.sha256).order_by(DigitalObject.id)
    known = next((item for item in session.scalars(same) if record in (None, item.record)), None)
    if known is not None:
        return Outcome(name, "unchanged", known.record_id, kind.value)
    target, status = _target(session, book, record, now=now)
    target.digital.append(
        DigitalObject(
            kind=DigitalKind(kind.value), file=kept, pages=len(sections), sections=sections, created_at=now
        )
    )
    _give_cover(session, store, target, book.cover)
    session.flush()
    return Outcome(name, status, target.id, kind.value)


def _read_epub(path: Path) -> tuple[Book, list[Section]]:
    found = epub.read_epub(path)
    contributors = [(name, Role.AUTHOR) for name in found.authors]
    contributors += [(c.name, role_of([c.role], []) or Role.CONTRIBUTOR) for c in found.contributors]
    values = RecordValues(
        title=found.title[: services.TITLE_LIMIT],
        subtitle=found.subtitle[: services.TITLE_LIMIT],
        language=found.language or "",
        publisher=(found.publisher or "")[:500],
        year_printed=str(found.year or ""),
        summary=found.description,
        contributors=tuple(contributors),
        subjects=found.subjects,
        isbns=(found.isbn,) if found.isbn else (),
    )
    sections = [
        Section(position=part.position, title=nfc(part.title)[:500], text=part.text)
        for part in epub.sections(found)
    ]
    return Book(values, found.cover), sections


def _read_pdf(path: Path) -> tuple[Book, list[Section]]:
    found = pdf.read_pdf(path)
    values = RecordValues(
        title=found.title[: services.TITLE_LIMIT],
        language=found.language or "",
        year_printed=str(found.year or ""),
        extent=f"{found.pages} tr.",
        contributors=tuple((name, Role.AUTHOR) for name in found.authors),
    )
    sections = [Section(position=page.position, text=page.text) for page in pdf.sections(path)]
    return Book(values, pdf.cover(path)), sections


def _receive_audiobook(
    session: Session,
    store: Store,
    name: str,
    files: Sequence[SoundFile],
    *,
    record: Record | None,
    now: datetime,
) -> Outcome:
    source = audiobook(files)
    kind = files[0].content_type.removeprefix("audio/")
    stored = [store.add_path(track.path) for track in source.tracks]
    take_turn(session)
    kept = [
        _row_of(session, file, track.content_type, track.path.name)
        for file, track in zip(stored, source.tracks, strict=True)
    ]
    known = _recording(session, [file.sha256 for file in kept], record)
    if known is not None:
        return Outcome(name, "unchanged", known.record_id, kind)
    target, status = _target(session, _described(source), record, now=now)
    target.audiobooks.append(_audiobook(source, kept, now))
    _give_cover(session, store, target, source.cover)
    session.flush()
    return Outcome(name, status, target.id, kind)


def _audiobook(source: AudiobookSource, kept: Sequence[StoredFile], now: datetime) -> Audiobook:
    return Audiobook(
        duration=source.duration,
        narrator=source.narrator[:300],
        created_at=now,
        tracks=[
            Track(position=position, title=track.name[:500], duration=track.duration, file=file)
            for position, (track, file) in enumerate(zip(source.tracks, kept, strict=True))
        ],
        chapters=[
            Chapter(position=position, title=chapter.title[:500], start=chapter.start, end=chapter.end)
            for position, chapter in enumerate(source.chapters)
        ],
    )


def _described(source: AudiobookSource) -> Book:
    contributors = [(name, Role.AUTHOR) for name in source.authors]
    if source.narrator:
        contributors.append((source.narrator, Role.NARRATOR))
    values = RecordValues(
        title=source.title[: services.TITLE_LIMIT],
        type=MaterialType.AUDIOBOOK,
        language=_spoken(source),
        year_printed=str(source.year or ""),
        contributors=tuple(contributors),
    )
    return Book(values, source.cover)


def _spoken(source: AudiobookSource) -> str:
    """The language that titles are written in, else the one that the tags name; empty where neither tells."""
    titles = ". ".join([source.title, *(chapter.title for chapter in source.chapters)])
    return detect(titles) or from_name(source.language or "")


def _recording(session: Session, sha256s: Sequence[str], record: Record | None) -> Audiobook | None:
    """The audiobook made of exactly these files, if the library (or `record`, where given) has it."""
    first = select(Audiobook).join(Track).where(Track.position == 0, Track.sha256 == sha256s[0])
    for candidate in session.scalars(first.order_by(Audiobook.id)):
        same = [track.sha256 for track in candidate.tracks] == list(sha256s)
        if same and record in (None, candidate.record):
            return candidate
    return None


def _row_of(session: Session, kept: KeptFile, content_type: str, name: str) -> StoredFile:
    """The row of a file in the store, the present one if the same bytes are known."""
    row = session.get(StoredFile, kept.sha256)
    if row is None:
        row = StoredFile(sha256=kept.sha256, size=kept.size, content_type=content_type, name=nfc(name)[:400])
        session.add(row)
        session.flush()
    return row


def _target(session: Session, book: Book, record: Record | None, *, now: datetime) -> tuple[Record, str]:
    """The record that gains the form: the one asked for, the one that matches, or a new one."""
    target = record or matching(session, book.values)
    if target is None:
        return services.create_record(session, book.values, now=now), "added"
    if not target.language:
        target.language = book.values.language
    if not target.summary:
        target.summary = book.values.summary
    target.updated_at = now
    return target, "updated"


def matching(session: Session, values: RecordValues) -> Record | None:
    """The record of the same edition or work: by ISBN, then by title and author, then by a title alone.

    A title alone is enough only where the file names no author and the library has just one such title.
    """
    isbns = [isbn for isbn in map(isbn13, values.isbns) if isbn]
    if isbns:
        same_isbn = select(Record).join(Identifier).where(Identifier.value.in_(isbns)).order_by(Record.id)
        if (found := session.scalars(same_isbn).first()) is not None:
            return found
    authors = [name for name, role in values.contributors if role is Role.AUTHOR]
    if authors:
        same_work = select(Record).where(Record.work_key == work_key(values.title, authors))
        return session.scalars(same_work.order_by(Record.id)).first()
    same_title = session.scalars(
        select(Record).where(Record.sort_title == sort_key(values.title)).limit(2)
    ).all()
    return same_title[0] if len(same_title) == 1 else None


def _give_cover(session: Session, store: Store, record: Record, cover: bytes | None) -> None:
    """Keep the file's cover for a record that has none. A broken cover is no reason to refuse a book."""
    if cover is None or record.cover_sha256 is not None:
        return
    try:
        check_image(cover)
    except MediaRefusal:
        return
    kept = store.add(BytesIO(cover))
    _row_of(session, kept, _COVER_TYPES.get(cover[:2], "image/jpeg"), "cover")
    record.cover_sha256 = kept.sha256
