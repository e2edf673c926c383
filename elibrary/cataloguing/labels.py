"""Labels: which things the librarian named, and what stands on the label of each."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.errors import N_, Refusal
from catalog.models import Audiobook, Copy, DigitalObject, Record, Shelf
from catalog.vietnamese import nfc
from elibrary.browse.codes import Labelled, code_for
from media.labels import Label
from media.qr import symbol_url

MOST = 2000
"""Labels in one sheet run; more would be a mistyped range."""

LATEST = 100
"""How many of the latest are printed when none are named."""

_RECORD = re.compile(r"#\s*(?P<number>\d{1,9})")
_RECORDS = re.compile(r"#?\s*(?P<first>\d{1,9})(?:\s*[-–]\s*#?(?P<last>\d{1,9}))?")


class TooManyLabels(Refusal):
    """A range that is too long."""

    status = 422
    message = N_("Mỗi lần in được nhiều nhất %(most)s nhãn. Hãy chia thành nhiều lần.")


class UnknownLabelTarget(Refusal):
    """A number that no copy, record or shelf has."""

    status = 422
    message = N_(
        "Không tìm thấy “%(text)s”. Hãy kiểm tra lại số đăng ký cá biệt, mã vạch, số biểu ghi hoặc tên kệ."
    )


def targets(session: Session, of: str, which: str) -> list[Labelled]:
    """The things to print labels for: the named ones in order, or the latest where none is named.

    `of` is copy, record, digital, audiobook or shelf; `which` has one name a line or by comma: an accession
    number or barcode or `#12` for all copies of a record, a record's number or a range of them (`12-40`),
    a shelf as `location / shelf`.
    Raises UnknownLabelTarget, TooManyLabels.
    """
    names = [name for part in which.replace(",", "\n").splitlines() if (name := nfc(part))]
    if not names:
        return _latest(session, of)
    found: list[Labelled] = []
    for name in names:
        found += _named(session, of, name)
        if len(found) > MOST:
            raise TooManyLabels(most=MOST)
    return found


def _latest(session: Session, of: str) -> list[Labelled]:
    kinds: dict[str, Any] = {
        "copy": Copy,
        "record": Record,
        "digital": DigitalObject,
        "audiobook": Audiobook,
        "shelf": Shelf,
    }
    kind = kinds[of]
    newest: Sequence[Labelled] = session.scalars(select(kind).order_by(kind.id.desc()).limit(LATEST)).all()
    return list(reversed(newest))


def _named(session: Session, of: str, name: str) -> list[Labelled]:
    if of == "shelf":
        found = _shelves(session, name)
    elif of == "copy":
        found = _copies(session, name)
    else:
        found = _of_records(session, of, name)
    if not found:
        raise UnknownLabelTarget(text=name)
    return found


def _copies(session: Session, name: str) -> list[Labelled]:
    if (whole := _RECORD.fullmatch(name)) is not None:
        which = Copy.record_id == int(whole["number"])
    else:
        which = (Copy.barcode == name) | (Copy.accession_number == name)
    return list(session.scalars(select(Copy).where(which).order_by(Copy.id)))


def _shelves(session: Session, name: str) -> list[Labelled]:
    location, _, shelf = name.rpartition("/")
    query = select(Shelf).where(Shelf.name == shelf.strip()).order_by(Shelf.id)
    wanted = location.strip()
    return [found for found in session.scalars(query) if wanted in ("", found.location.name)]


def _of_records(session: Session, of: str, name: str) -> list[Labelled]:
    named = _RECORDS.fullmatch(name)
    if named is None:
        return []
    bounds = Record.id.between(int(named["first"]), int(named["last"] or named["first"]))
    records = session.scalars(select(Record).where(bounds).order_by(Record.id).limit(MOST + 1)).all()
    if of == "digital":
        return [item for record in records for item in record.digital]
    if of == "audiobook":
        return [item for record in records for item in record.audiobooks]
    return list(records)


def label_of(session: Session, target: Labelled, base_url: str, *, now: datetime) -> Label:
    """What stands on the label; the thing gets its permanent code now if it has none."""
    url = symbol_url(base_url, code_for(session, target, now=now).value)
    if isinstance(target, Shelf):
        return Label(url, title=target.name, location=target.location.name)
    if isinstance(target, Record):
        return Label(url, title=target.title, call_number=target.call_number)
    if isinstance(target, Copy):
        return _copy_label(url, target)
    return Label(url, title=target.record.title, call_number=target.record.call_number)


def _copy_label(url: str, copy: Copy) -> Label:
    place = [part.name for part in (copy.location, copy.shelf) if part is not None]
    return Label(
        url,
        title=copy.record.title,
        call_number=copy.call_number or copy.record.call_number,
        accession_number=copy.accession_number,
        location=" / ".join(place),
    )
