"""A reading list as a poster: which words and pictures stand on it, and the codes of its symbols."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalog.models import ReadingList, Record
from elibrary.browse.covers import cover_bytes
from elibrary.browse.holdings import usable_forms
from elibrary.browse.lines import full_title, people
from elibrary.config import Config
from elibrary.lists.codes import poster_codes
from elibrary.wording import label
from media.posters import Poster, PosterTitle
from media.qr import symbol_url
from media.store import Store

COVER_WIDTH = 640
"""Pixels of the covers that are printed."""


@dataclass(frozen=True)
class PosterWords:
    """What is printed that no list says itself."""

    library: str
    invitation: str
    whole: str
    sheet: Callable[[int, int], str]


@dataclass(frozen=True)
class Pictures:
    """Where covers come from."""

    store: Store
    config: Config

    def of(self, record: Record) -> bytes:
        """The cover of a record."""
        return cover_bytes(record, self.store, self.config.cache, width=COVER_WIDTH)


def poster_of(
    session: Session,
    reading_list: ReadingList,
    words: PosterWords,
    pictures: Pictures,
    *,
    address: str,
    hung: str,
    now: datetime,
) -> Poster:
    """The poster that will hang there; its codes are made now where an earlier print made none.

    Raises PlaceMissing.
    """
    titles = _records(session, reading_list)
    codes = poster_codes(session, reading_list, [record.id for record in titles], hung=hung, now=now)
    return Poster(
        title=reading_list.title,
        library=words.library,
        description=reading_list.description,
        url=symbol_url(address, codes.whole),
        url_words=words.whole,
        invitation=words.invitation,
        sheet=words.sheet,
        titles=[
            PosterTitle(
                url=symbol_url(address, codes.records[record.id]),
                title=full_title(record),
                author=people(record),
                forms=[label(form) for form in usable_forms(record)],
                cover=pictures.of(record),
            )
            for record in titles
        ],
    )


def _records(session: Session, reading_list: ReadingList) -> list[Record]:
    """The list's records in order, with all that a poster says of them."""
    ids = [entry.record_id for entry in reading_list.entries]
    hang_on = (Record.contributors, Record.copies, Record.digital, Record.audiobooks)
    whole = select(Record).where(Record.id.in_(ids)).options(*(selectinload(parts) for parts in hang_on))
    loaded = {record.id: record for record in session.scalars(whole)}
    return [loaded[key] for key in ids if key in loaded]
