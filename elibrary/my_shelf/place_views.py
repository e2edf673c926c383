"""Kept places, for scripts: what a card brings to a device, and what a device tells the card."""

from flask import abort, flash, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from catalog.base import utcnow
from catalog.database import write_if_free
from elibrary.extensions import db, limiter
from elibrary.listening.services import audiobook
from elibrary.my_shelf import places
from elibrary.my_shelf.page_parts import place_told
from elibrary.my_shelf.places import BadPlace, Book
from elibrary.my_shelf.views import back_to, blueprint, owner
from elibrary.reading.services import digital_object
from elibrary.security import allowed, require

LONGEST = 1000
"""Bytes of a place; JSON takes many times its size in memory."""
OFTEN = "120 per minute"
"""Of one card: several devices, and what a phone has kept while it had no network."""


def whose() -> str:
    """The key of the limits: a family behind one address has several cards."""
    return f"shelf {owner().id}"


def open_book(kind: str, book_id: int) -> Book:
    """The audiobook or digital book, if the patron may open it. Raises NotFound, NotAllowed."""
    find = audiobook if kind == "audio" else digital_object
    book: Book = find(db.session, book_id)
    require("read", book)
    return book


@blueprint.get("/places")
@limiter.limit(OFTEN, key_func=whose)
@allowed("keep", "MyShelf")
def token() -> ResponseReturnValue:
    """For a page kept for reading without network: whether somebody is signed in, and their token."""
    return jsonify(token=generate_csrf())


@blueprint.get("/places/<any(digital, audio):kind>/<int:book_id>")
@limiter.limit(OFTEN, key_func=whose)
@allowed("keep", "MyShelf")
def place(kind: str, book_id: int) -> ResponseReturnValue:
    """Where the patron stopped in this book on any of their devices."""
    book = open_book(kind, book_id)
    return _told(book)


def _told(book: Book) -> ResponseReturnValue:
    kept = places.place_in(db.session, owner().id, book)
    if kept is None:
        raise places.NothingKept
    return jsonify(place_told(kept, book))


@blueprint.put("/places/<any(digital, audio):kind>/<int:book_id>")
@limiter.limit(OFTEN, key_func=whose)
@allowed("keep", "MyShelf")
def keep(kind: str, book_id: int) -> ResponseReturnValue:
    """A device tells where somebody is; the answer is the place that counts now (see `places.py`)."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        abort(403)
    if (request.content_length or LONGEST + 1) > LONGEST:
        raise BadPlace
    spot = places.spot_of(request.get_json(silent=True))
    book = open_book(kind, book_id)
    change = places.change_for(db.session, owner().id, book, spot, now=utcnow())
    if change is not None and not write_if_free(db.session, change):
        raise places.NotNow
    return _told(book)


@blueprint.post("/places/<int:number>/delete")
@allowed("keep", "MyShelf")
def forget(number: int) -> ResponseReturnValue:
    """Take a book off the list of those to go on with."""
    places.forget(db.session, owner().id, number)
    db.session.commit()
    flash(_("Đã bỏ khỏi danh sách đang đọc, đang nghe."))
    return back_to("going-on")
