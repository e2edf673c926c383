"""What the pages of other features, which lie below this one, show of a shelf: functions of templates."""

import json
from collections.abc import Sequence

from flask import Flask, url_for
from flask_babel import gettext
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from catalog.base import utcnow
from catalog.models import Audiobook, DigitalKind, Record
from elibrary.browse.holdings import cover_version
from elibrary.browse.lines import full_title
from elibrary.extensions import db
from elibrary.my_shelf import history_signal, places, saved
from elibrary.my_shelf.models import KeptPlace
from elibrary.my_shelf.places import Book, GoingOn
from elibrary.patrons.models import Patron
from elibrary.patrons.session import this_device
from elibrary.security import actor

ON_HOME = 3
SMALL_COVER = 160


def patron() -> Patron | None:
    """Whose shelf it is; None for visitors and staff, whose places stay on the device."""
    who = actor()
    return who if isinstance(who, Patron) else None


def shelf_meta() -> Markup:
    """For the head of a signed-in patron's pages: whose entries on this device are meant, and the token.

    `data-trusted` only on the patron's own phone: elsewhere nothing stays on the device.
    """
    who = patron()
    if who is None:
        return Markup()
    trusted = Markup(" data-trusted") if this_device().trusted else ""
    return Markup('<meta name="shelf" content="{}" data-token="{}"{}>').format(
        who.id, generate_csrf(), trusted
    )


def kept_here(book: Book) -> Markup:
    """Attributes of a player's or reader's root: what a list says of the book, and the place of the card."""
    record = book.record
    told = {
        "record": record.id,
        "book-title": full_title(record),
        "book-cover": url_for("browse.cover", record_id=record.id, v=cover_version(record), w=SMALL_COVER),
        "book-length": book.duration if isinstance(book, Audiobook) else book.pages,
        "book-kind": "audio" if isinstance(book, Audiobook) else book.kind.value,
    }
    who = patron()
    place = places.place_in(db.session, who.id, book) if who else None
    if place is not None:
        told["kept"] = json.dumps(place_told(place, book), ensure_ascii=False)
    return Markup().join(Markup(' data-{}="{}"').format(name, value) for name, value in told.items())


def place_told(place: KeptPlace, book: Book) -> dict[str, object]:
    """A place as scripts read it: its age, because a device's clock may be wrong, and the time as a mark by
    which a device that knows this place already, or a later one, tells it from a newer one."""
    ago = max(0.0, (utcnow() - place.at).total_seconds())
    where = {name: getattr(place, name) for name in ("position", "character", "seconds", "share")}
    named = {"name": place.name or _number_word(place, book)}
    return where | named | {"ago": round(ago, 3), "stamp": int(place.at.timestamp() * 1000)}


def _number_word(place: KeptPlace, book: Book) -> str:
    """What a page or a chapter without a title is called."""
    if isinstance(book, Audiobook):
        return ""
    number = place.position + 1
    if book.kind is DigitalKind.PDF:
        return gettext("Trang %(number)s", number=number)
    return gettext("Phần %(number)s", number=number)


def is_saved(record: Record) -> bool:
    """Whether the patron has put this title aside; no question to the database for others."""
    who = patron()
    return who is not None and saved.is_saved(db.session, who.id, record.id)


def going_on_now() -> Sequence[GoingOn]:
    """The few books at the top of a patron's home page."""
    who = patron()
    return places.going_on(db.session, who.id, most=ON_HOME) if who else ()


def init_app(app: Flask) -> None:
    """Give templates these functions, and listen to what patrons open."""
    app.jinja_env.globals.update(shelf_meta=shelf_meta, kept_here=kept_here, is_saved=is_saved)
    app.jinja_env.globals.update(going_on_now=going_on_now, shelf_owner=patron)
    history_signal.init_app(app)
