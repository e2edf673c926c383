"""What QR codes lead to. A code is made on first use, stays for ever and is never given to another thing."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.codes import new_code, normalise
from catalog.errors import N_, Refusal
from catalog.models import Audiobook, Code, Copy, DigitalObject, ReadingList, Record, Shelf

Labelled = Record | Copy | DigitalObject | Audiobook | Shelf
"""What carries a label."""
Target = Labelled | ReadingList

_COLUMNS: dict[type[Target], str] = {
    Record: "record_id",
    Copy: "copy_id",
    DigitalObject: "digital_id",
    Audiobook: "audiobook_id",
    Shelf: "shelf_id",
    ReadingList: "list_id",
}


class UnknownCode(Refusal):
    """No code of this library reads so."""

    status = 404
    message = N_(
        "Thư viện không có mã này. Hãy quét lại cho rõ, hoặc gõ nhan đề vào ô tìm; "
        "mã in trên bìa sau của sách (mã vạch ISBN) không phải mã của thư viện."
    )


class RetiredCode(Refusal):
    """The code was ours; what it led to is gone."""

    status = 410
    message = N_(
        "Tài liệu mang mã này không còn trong thư viện. Hãy tìm theo nhan đề: có thể thư viện có bản khác."
    )


def code_for(session: Session, target: Target, *, now: datetime) -> Code:
    """The code that leads to `target`, which has its id: the oldest if it has several, a new one if none.

    Codes on posters are counted by poster, so they are not given out for anything else.
    """
    column = _COLUMNS[type(target)]
    leads_here = select(Code).where(getattr(Code, column) == target.id, Code.poster_id.is_(None))
    leads_here = leads_here.where(Code.hung == "")  # a poster that still hangs when its list is gone
    code = session.scalar(leads_here.order_by(Code.created_at, Code.value).limit(1))
    return code or _new(session, {column: target.id}, now=now)


def _new(session: Session, target: dict[str, int], *, now: datetime) -> Code:
    value = new_code()
    while session.get(Code, value) is not None:
        value = new_code()
    code = Code(value=value, created_at=now, **target)
    session.add(code)
    session.flush()
    return code


def is_known(session: Session, code: str) -> bool:
    """Whether the library has ever issued this code (in its one form)."""
    return session.get(Code, code) is not None


def target_of(session: Session, text: str) -> Target:
    """What the code leads to, however it was typed. Raises UnknownCode, RetiredCode."""
    return followed(session, text)[1]


def followed(session: Session, text: str) -> tuple[str, Target]:
    """A code in its one form, however it was typed, and what it leads to. Raises UnknownCode, RetiredCode."""
    value = normalise(text)
    code = session.get(Code, value) if value else None
    if code is None:
        raise UnknownCode
    target = code.record or code.copy or code.digital or code.audiobook or code.shelf or code.reading_list
    if target is None:
        raise RetiredCode
    return code.value, target
