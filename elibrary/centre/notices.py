"""Notices on the home page: publish, list, end, delete."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from catalog.errors import N_, NotFound, Refusal
from catalog.vietnamese import nfc
from elibrary.centre.models import Notice

LISTED = 100
"""Notices on the page of the staff, the newest ones."""


class NoticeAlreadyOver(Refusal):
    """A notice must end in the future."""

    message = N_(
        "Ngày kết thúc đã qua. Hãy chọn ngày kết thúc từ hôm nay trở đi; những gì bạn gõ vẫn còn đây."
    )


class NoticeEndsBeforeItBegins(Refusal):
    """The period is turned round."""

    message = N_("Ngày kết thúc đứng trước ngày bắt đầu. Hãy đổi lại; những gì bạn gõ vẫn còn đây.")


class NoticeNotBegun(Refusal):
    """A notice that nobody has seen cannot be ended, only deleted."""

    message = N_("Thông báo này chưa hiện ra nên không kết thúc được. Nếu không cần nữa, hãy xoá nó.")


class NoticeGone(NotFound):
    """Somebody else has deleted it."""

    message = N_("Thông báo này không còn nữa, có lẽ người khác vừa xoá. Những thông báo khác vẫn còn.")


class Period(NamedTuple):
    """From when and until when a notice is shown, both UTC."""

    start: datetime
    end: datetime


def publish(session: Session, text: str, period: Period, *, now: datetime) -> Notice:
    """Add a notice and return it. Raises NoticeAlreadyOver, NoticeEndsBeforeItBegins."""
    if period.end <= period.start:
        raise NoticeEndsBeforeItBegins
    if period.end <= now:
        raise NoticeAlreadyOver
    lines = (nfc(line) for line in text.splitlines())
    notice = Notice(text="\n".join(lines).strip(), starts_at=period.start, ends_at=period.end, created_at=now)
    session.add(notice)
    session.flush()
    return notice


_VISIBLE = (
    select(Notice.text)
    .where(Notice.ends_at > bindparam("now"), Notice.starts_at <= bindparam("now"))
    .order_by(Notice.ends_at, Notice.id)
)
_LISTED = select(Notice).order_by(Notice.starts_at.desc(), Notice.id.desc()).limit(LISTED)


def visible(session: Session, *, now: datetime) -> Sequence[str]:
    """What the home page says at `now`, the notice that ends first at the top."""
    return session.scalars(_VISIBLE, {"now": now}).all()


def listed(session: Session) -> Sequence[Notice]:
    """All notices of late, the newest first."""
    return session.scalars(_LISTED).all()


def end(session: Session, notice_id: int, *, now: datetime) -> Notice:
    """Show it no longer; one that is over stays as it is. Raises NoticeGone, NoticeNotBegun."""
    notice = _notice(session, notice_id)
    if notice.starts_at >= now:
        raise NoticeNotBegun
    notice.ends_at = min(notice.ends_at, now)
    return notice


def remove(session: Session, notice_id: int) -> None:
    """Delete it. Raises NoticeGone."""
    session.delete(_notice(session, notice_id))


def _notice(session: Session, notice_id: int) -> Notice:
    notice = session.get(Notice, notice_id)
    if notice is None:
        raise NoticeGone
    return notice
