"""What the administrator says about the centre: read for every page, kept in one row."""

from dataclasses import asdict, dataclass, fields
from io import BytesIO
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from catalog.errors import N_, Refusal
from catalog.models import StoredFile
from catalog.vietnamese import nfc
from elibrary.centre.colours import COLOURS, LACQUER
from elibrary.centre.models import ONLY, Centre
from media.images import thumbnail
from media.store import Store

NAME = N_("Thư viện Phường 13")
"""The library's name until the administrator gives it one."""

LARGEST_LOGO = 5_000_000
"""Bytes of the picture that is sent."""
LOGO_WIDTH = 192
"""Pixels of the one that is kept."""


class CentreChanged(Refusal):
    """Two administrators edited the centre at once."""

    message = N_(
        "Người khác vừa lưu trang này trước bạn, nên chưa lưu. Chữ bạn gõ còn nguyên dưới đây: bấm Lưu lần "
        "nữa để thay bản của họ, hoặc mở lại trang để xem bản của họ. Biểu trưng thì hãy chọn lại."
    )


class LogoTooLarge(Refusal):
    """The picture has too many bytes."""

    status = 413
    message = N_("Ảnh biểu trưng quá lớn (tối đa 5 MB). Hãy thu nhỏ ảnh rồi gửi lại; chưa có gì bị thay đổi.")


@dataclass(frozen=True)
class Description:
    """The centre as every page may show it; the columns of `Centre`."""

    name: str = NAME
    organisation: str = ""
    welcome: str = ""
    about: str = ""
    address: str = ""
    directions: str = ""
    phone: str = ""
    email: str = ""
    hours_note: str = ""
    colour: str = LACQUER
    logo_sha256: str | None = None
    version: int = 0
    """0: nobody has described the centre yet."""


_COLUMNS = tuple(getattr(Centre, field.name) for field in fields(Description))
_CENTRE = select(*_COLUMNS).where(Centre.id == ONLY)
_TEXTS = tuple(field.name for field in fields(Description) if field.type is str)


def centre(session: Session) -> Description:
    """The centre as it was last described, in one query."""
    row = session.execute(_CENTRE).one_or_none()
    return Description(*row) if row else Description()


def describe(session: Session, values: Description) -> None:
    """Keep what the administrator wrote; `values.version` is the one that he saw. Raises CentreChanged."""
    row = session.get(Centre, ONLY, populate_existing=True)
    if (row.version if row else 0) != values.version:
        raise CentreChanged
    if row is None:
        row = Centre(id=ONLY)
        session.add(row)
    for name, value in asdict(values).items():
        if name != "version":
            setattr(row, name, _clean(value) if name in _TEXTS else value)
    if row.colour not in COLOURS:
        row.colour = LACQUER
    flag_modified(row, "name")  # counts as a save of the hours too, which stand in rows of their own
    session.flush()


def _clean(text: str) -> str:
    """NFC, line by line."""
    return "\n".join(nfc(line) for line in text.splitlines()).strip()


def keep_logo(session: Session, store: Store, sent: BinaryIO) -> str:
    """Make the picture small, keep it, and return its digest.

    Raises LogoTooLarge, and what `media.images` says of a picture that is none.
    """
    data = sent.read(LARGEST_LOGO + 1)
    if len(data) > LARGEST_LOGO:
        raise LogoTooLarge
    kept = store.add(BytesIO(thumbnail(data, LOGO_WIDTH)))
    if session.get(StoredFile, kept.sha256) is None:
        session.add(
            StoredFile(sha256=kept.sha256, size=kept.size, content_type="image/webp", name="logo.webp")
        )
        session.flush()
    return kept.sha256
