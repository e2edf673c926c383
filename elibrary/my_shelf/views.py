"""My shelf: its page, and the titles put aside."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalog.base import utcnow
from catalog.services import get_record
from elibrary.extensions import db
from elibrary.my_shelf import history, marks, places, saved
from elibrary.my_shelf.page_parts import patron
from elibrary.patrons.models import Patron
from elibrary.patrons.session import this_device
from elibrary.security import NotAllowed, allowed, own_path, require

blueprint = Blueprint("my_shelf", __name__, url_prefix="/account")

SHOWN = 50
"""Books to go on with that the page shows; nobody reads more at a time."""


def owner() -> Patron:
    """Whose shelf is changed. Raises NotAllowed where nobody has one; the guard has asked before."""
    who = patron()
    if who is None:
        raise NotAllowed
    return who


def back_to(part: str) -> ResponseReturnValue:
    """The shelf's page at one of its parts, or the page of the library that was asked for."""
    return redirect(own_path(request.form.get("next", "")) or url_for("my_shelf.shelf", _anchor=part))


@blueprint.get("/shelf")
@allowed("look at", "MyShelf")
def shelf() -> ResponseReturnValue:
    """What somebody goes on with and has saved: on this device, and with a card on all of theirs."""
    who = patron()
    if who is None:
        return render_template("my_shelf/device.html")
    return render_template(
        "my_shelf/shelf.html",
        owner=who,
        trusted=this_device().trusted,
        going=places.going_on(db.session, who.id, most=SHOWN),
        saved=saved.titles(db.session, who.id),
        marks=marks.marked(db.session, who.id),
        lines=history.lines(db.session, who.id),
    )


@blueprint.post("/saved/<int:record_id>")
@allowed("keep", "MyShelf")
def save(record_id: int) -> ResponseReturnValue:
    """Put a title aside."""
    record = get_record(db.session, record_id)
    require("read", record)
    saved.save(db.session, owner().id, record.id, now=utcnow())
    db.session.commit()
    flash(_("Đã lưu “%(title)s” vào Kệ của tôi.", title=record.title), "success")
    return redirect(url_for("browse.record", record_id=record_id))


@blueprint.post("/saved/<int:record_id>/delete")
@allowed("keep", "MyShelf")
def unsave(record_id: int) -> ResponseReturnValue:
    """Take a title off again; it may have become one that this patron does not see any more."""
    saved.remove(db.session, owner().id, record_id)
    db.session.commit()
    flash(_("Đã bỏ khỏi danh sách đã lưu."))
    return back_to("saved")
