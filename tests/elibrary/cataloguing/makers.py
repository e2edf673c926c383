"""What a librarian's browser sends."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Record

TYPED = {
    "title": "Dế Mèn phiêu lưu ký",
    "type": "book",
    "language": "vi",
    "contributors-0-name": "Tô Hoài",
    "contributors-0-role": "author",
    "contributors-1-name": "Tạ Huy Long",
    "contributors-1-role": "illustrator",
    "publisher": "Kim Đồng",
    "year_printed": "[1992?]",
    "isbns": "978-604-2-08231-0",
    "subjects": "Văn học thiếu nhi\nTruyện loài vật",
    "summary": "Chuyện một chú dế.\n\nKể lại cho các em.",
    "call_number": "895.9223 T450H",
}
"""Every field that the form of a record needs, and some more."""


def only_record(session: Session) -> Record:
    session.expire_all()
    return session.scalars(select(Record)).one()
