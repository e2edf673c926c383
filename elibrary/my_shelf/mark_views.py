"""Bookmarks: marking a place in player and reader, and taking marks out."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalog.base import utcnow
from catalog.models import Audiobook
from elibrary.extensions import db, limiter
from elibrary.my_shelf import marks
from elibrary.my_shelf.place_views import OFTEN, open_book, whose
from elibrary.my_shelf.places import Book, Spot, spot_of
from elibrary.my_shelf.views import back_to, blueprint, owner
from elibrary.security import allowed


def _told() -> Spot:
    """The place in the form's hidden fields; whole seconds do for a bookmark."""
    names = ("position", "character", "seconds")
    return spot_of({name: request.form.get(name, 0, type=int) for name in names})


def _address(book: Book, spot: Spot) -> str:
    if isinstance(book, Audiobook):
        return url_for("listening.listen", audiobook_id=book.id, t=int(spot.seconds))
    return url_for("reading.chapter", digital_id=book.id, position=spot.position)


@blueprint.post("/bookmarks/<any(digital, audio):kind>/<int:book_id>")
@limiter.limit(OFTEN, key_func=whose)
@allowed("keep", "MyShelf")
def mark(kind: str, book_id: int) -> ResponseReturnValue:
    """Mark a place. A script that asks for JSON gets a bare yes: the sound must go on."""
    book, spot = open_book(kind, book_id), _told()
    marks.mark(db.session, owner().id, book, spot, note=request.form.get("note", ""), now=utcnow())
    db.session.commit()
    if request.accept_mimetypes.best == "application/json":
        return "", 204
    flash(_("Đã đánh dấu chỗ này. Bạn tìm lại ở Kệ của tôi."), "success")
    return redirect(_address(book, spot))


@blueprint.post("/bookmarks/<int:number>/delete")
@allowed("keep", "MyShelf")
def unmark(number: int) -> ResponseReturnValue:
    """Take a bookmark out."""
    marks.remove(db.session, owner().id, number)
    db.session.commit()
    flash(_("Đã bỏ dấu trang."))
    return back_to("bookmarks")
