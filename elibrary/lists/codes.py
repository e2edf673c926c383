"""Codes of lists and their posters: each poster and place has its own, so that scans are counted by place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.codes import new_code
from catalog.errors import N_, Refusal
from catalog.models import Code, ReadingList
from catalog.vietnamese import nfc

PLACE_LIMIT = 100
"""Characters."""


class PlaceMissing(Refusal):
    """A poster hangs somewhere."""

    status = 422
    message = N_("Hãy ghi nơi treo áp phích, ví dụ: Sảnh UBND phường.")


@dataclass(frozen=True)
class PosterCodes:
    """The codes on the poster of one list in one place: of the whole list, and of each record by its id."""

    whole: str
    records: dict[int, str]


def list_code(session: Session, reading_list: ReadingList, *, now: datetime) -> str:
    """The list's own code, which stands on no poster; made when it is first asked for."""
    own = select(Code.value).where(Code.list_id == reading_list.id, Code.poster_id.is_(None), Code.hung == "")
    found = session.scalar(own.order_by(Code.created_at, Code.value).limit(1))
    return found or _made(session, {"list_id": reading_list.id}, now=now)


def poster_codes(
    session: Session, reading_list: ReadingList, record_ids: Iterable[int], *, hung: str, now: datetime
) -> PosterCodes:
    """The codes of the poster that hangs there; those of an earlier print are used again.

    A place that differs from a known one in capital letters only is that place. Raises PlaceMissing.
    """
    place = _known_place(session, reading_list, nfc(hung)[:PLACE_LIMIT])
    if not place:
        raise PlaceMissing
    printed = select(Code).where(Code.poster_id == reading_list.id, Code.hung == place)
    have = session.scalars(printed.order_by(Code.created_at.desc(), Code.value.desc())).all()
    of_record = {code.record_id: code.value for code in have if code.record_id is not None}
    whole = next((code.value for code in reversed(have) if code.list_id == reading_list.id), None)
    poster = {"poster_id": reading_list.id, "hung": place}
    return PosterCodes(
        whole or _made(session, {"list_id": reading_list.id} | poster, now=now),
        {
            key: of_record.get(key) or _made(session, {"record_id": key} | poster, now=now)
            for key in record_ids
        },
    )


def places(session: Session, reading_list: ReadingList) -> Sequence[str]:
    """Where posters of the list were meant to hang, the latest first."""
    hung = select(Code.hung, Code.created_at).where(Code.poster_id == reading_list.id)
    return list(dict.fromkeys(place for place, _ in session.execute(hung.order_by(Code.created_at.desc()))))


def _known_place(session: Session, reading_list: ReadingList, place: str) -> str:
    alike = (known for known in places(session, reading_list) if known.casefold() == place.casefold())
    return next(alike, place)


def _made(session: Session, values: dict[str, object], *, now: datetime) -> str:
    value = new_code()
    while session.get(Code, value) is not None:
        value = new_code()
    session.add(Code(value=value, created_at=now, **values))
    session.flush()
    return value
