"""A patron's own history: the switch, and erasing."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalog.database import overwrite_deleted
from elibrary.extensions import db
from elibrary.my_shelf import history
from elibrary.my_shelf.views import back_to, blueprint, owner
from elibrary.security import allowed


@blueprint.post("/history")
@allowed("keep", "MyShelf")
def switch_history() -> ResponseReturnValue:
    """Begin or stop writing down what the patron opens."""
    owner().keeps_history = request.form.get("on") == "1"
    db.session.commit()
    flash(
        _("Từ bây giờ, những gì bạn mở được ghi lại cho riêng bạn.")
        if owner().keeps_history
        else _("Từ bây giờ không ghi thêm gì. Những dòng đã ghi vẫn còn cho đến khi bạn xoá.")
    )
    return back_to("history")


@blueprint.post("/history/erase")
@allowed("keep", "MyShelf")
def erase_history() -> ResponseReturnValue:
    """Erase the whole history; no copy of it is left."""
    history.erase(db.session, owner().id)
    db.session.commit()
    overwrite_deleted(db.session)
    flash(_("Đã xoá hết lịch sử của bạn. Thư viện không còn giữ dòng nào."), "success")
    return back_to("history")


@blueprint.post("/history/<int:number>/delete")
@allowed("keep", "MyShelf")
def erase_line(number: int) -> ResponseReturnValue:
    """Erase one line."""
    history.erase(db.session, owner().id, number)
    db.session.commit()
    overwrite_deleted(db.session)
    flash(_("Đã xoá một dòng trong lịch sử."))
    return back_to("history")
