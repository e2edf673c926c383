"""Which record the librarian means who wants to put it into a list: by a number, else by its words."""

import re
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from catalog.codes import normalise
from catalog.identifiers import isbn13
from catalog.models import Code, Copy, Identifier, Record
from catalog.search import SearchEngine
from catalog.vietnamese import nfc
from elibrary.browse.listing import ListedRecord
from elibrary.browse.parameters import Parameters
from elibrary.browse.results import find

OFFERED = 8
"""Titles offered for words."""

_NUMBER = re.compile(r"(?:#\s*|(?:.*/)?records/)(\d{1,9})(?:\?.*)?", re.ASCII)


def numbered(session: Session, text: str) -> Record | None:
    """The record with this number, else None.

    Looked for in this order: barcode, accession number, ISBN, the record's own number (`#12` or the address
    of its page), one of our codes alone or in the address that a QR symbol holds.
    """
    text = nfc(text)
    if not text:
        return None
    of_copy = or_(Copy.barcode == text, Copy.accession_number == text)
    copy = session.scalars(select(Copy).where(of_copy).order_by(Copy.barcode.is_(None), Copy.id)).first()
    if copy is not None:
        return copy.record
    if isbn := isbn13(text):
        return session.scalars(select(Record).join(Identifier).where(Identifier.value == isbn)).first()
    if number := _NUMBER.fullmatch(text):
        return session.get(Record, int(number[1]))
    return _behind_code(session, text.rpartition("/")[2])


def _behind_code(session: Session, text: str) -> Record | None:
    value = normalise(text)
    code = session.get(Code, value) if value else None
    if code is None:
        return None
    form = code.copy or code.digital or code.audiobook
    return form.record if form else code.record


def worded(session: Session, engine: SearchEngine, text: str) -> Sequence[ListedRecord]:
    """The records that a search finds first. Raises IndexUnusable."""
    results = find(session, engine, Parameters(q=nfc(text), per_page=OFFERED))
    return [hit.record for hit in results.hits] or list(results.closest)
