"""Puts one of everything that pages can show into a library that holds the sample collection.

`python -m tests.web.everything` on the data folder named by ELIBRARY_DATA. What it makes has fixed names and
numbers, which `routes.py` uses: the browser tests, `scripts/shots.py` and `scripts/bench.py portal` share it.
"""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from argon2 import PasswordHasher
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.codes import new_code
from catalog.models import Audiobook, Code, Copy, DigitalObject, Form, ListEntry, ReadingList, Record
from elibrary.app import create_app
from elibrary.centre.models import Centre, Notice, OpenHours
from elibrary.extensions import db
from elibrary.my_shelf.models import Bookmark, KeptPlace, Opened, SavedRecord
from elibrary.patrons.models import Patron
from elibrary.statistics.models import MissedSearch

CARD, PIN = "250417386", "274951"
LIST, DRAFT = "he-nay-doc-gi", "dang-soan"
_NOTE = "Ngắn, dễ đọc, hợp với cả nhà trong một buổi tối."


def code(number: int) -> str:
    """The code of this number; these are made in order, not at random, so that tests know them."""
    return new_code(lambda length: number.to_bytes(length, "big"))


RECORD_CODE, COPY_CODE, READ_CODE, LISTEN_CODE, SHELF_CODE, LIST_CODE, POSTER_CODE = map(code, range(1, 8))


def fill(session: Session, *, now: datetime) -> None:
    """A centre with hours and a notice, lists, a family with cards and shelves, codes, a missed search."""
    _centre(session, now)
    reading_list = _lists(session)
    patron = _family(session)
    _shelf(session, patron, now)
    _codes(session, reading_list)
    session.add(
        MissedSearch(month=date(now.year, now.month, 1), folded="tho", text="thơ Đường", times=3, wishes=1)
    )


def _centre(session: Session, now: datetime) -> None:
    if session.get(Centre, 1) is None:
        session.add(Centre(name="Thư viện Phường 13", organisation="Trung tâm học tập cộng đồng Phường 13"))
    centre = session.get(Centre, 1)
    assert centre is not None
    centre.address = "27 đường số 4, Phường 13, quận Phú Nhuận, Thành phố Hồ Chí Minh"
    centre.directions = "Tầng 2, lối cổng sau, cạnh phòng tiếp dân"
    centre.phone = "028 0000 0013"
    if not session.scalar(select(func.count(OpenHours.id))):
        for weekday in range(6):
            session.add(OpenHours(weekday=weekday, opens=time(7, 30), closes=time(11, 30)))
            session.add(OpenHours(weekday=weekday, opens=time(13, 30), closes=time(17)))
    text = (
        "Thư viện nghỉ lễ Quốc khánh từ ngày 1 đến ngày 3 tháng 9. Sách số và sách nói vẫn mở như mọi ngày."
    )
    session.add(Notice(text=text, starts_at=now - timedelta(days=1), ends_at=now + timedelta(days=30)))


def _lists(session: Session) -> ReadingList:
    shown = ReadingList(slug=LIST, title="Hè này đọc gì", published=True, on_home=True)
    shown.description = (
        "Mười hai cuốn cho cả nhà trong ba tháng hè, có cuốn để đọc, có cuốn để nghe trên đường."
    )
    ids = session.scalars(select(Record.id).order_by(Record.id).limit(12)).all()
    for position, key in enumerate(ids):
        note = _NOTE if position % 3 == 0 else ""
        shown.entries.append(ListEntry(record_id=key, position=position, note=note))
    session.add_all([shown, ReadingList(slug=DRAFT, title="Danh mục đang soạn cho ngày hội đọc sách")])
    session.flush()
    return shown


def _family(session: Session) -> Patron:
    secret = PasswordHasher().hash(PIN)
    patron = Patron(card_number=CARD, pin_hash=secret, name="Nguyễn Thị Thanh Hương", keeps_history=True)
    patron.children.append(Patron(name="Bé Bống", reading_age=8))
    session.add(patron)
    session.flush()
    return patron


def _shelf(session: Session, patron: Patron, now: datetime) -> None:
    read, heard = session.get_one(DigitalObject, 1), session.get_one(Audiobook, 4)
    own = {"patron_id": patron.id}
    session.add_all(
        (
            KeptPlace(**own, digital_id=read.id, position=1, share=0.4, name="Chương 2", at=now),
            KeptPlace(**own, audiobook_id=heard.id, seconds=42.0, share=0.1, name="Phần 1", at=now),
            SavedRecord(**own, record_id=2),
            SavedRecord(**own, record_id=19),
            Bookmark(**own, digital_id=read.id, position=1, name="Chương 2", note="Đọc lại cho mẹ nghe"),
            Opened(**own, record_id=read.record_id, form=Form.DIGITAL, at=now),
            Opened(**own, record_id=heard.record_id, form=Form.AUDIO, at=now),
        )
    )


def _codes(session: Session, reading_list: ReadingList) -> None:
    copy = session.get_one(Copy, 1)
    hung = "Sảnh nhà văn hóa phường"
    targets: list[dict[str, int | str]] = [
        {"record_id": 4},
        {"copy_id": copy.id},
        {"digital_id": 1},
        {"audiobook_id": 4},
        {"shelf_id": copy.shelf_id or 1},
        {"list_id": reading_list.id},
        {"record_id": 2, "poster_id": reading_list.id, "hung": hung},
    ]
    for number, target in zip(count(1), targets, strict=False):
        session.add(Code(value=code(number), **target))


def main() -> None:
    """Fill the library of this data folder."""
    with create_app().app_context():
        fill(db.session, now=datetime.now(UTC))
        db.session.commit()


if __name__ == "__main__":
    main()
