"""Patrons at the desk: registering, finding, new PINs, cards to print."""

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalog.base import utcnow
from catalog.database import overwrite_deleted
from elibrary.centre.views import shown
from elibrary.extensions import config, db
from elibrary.paths import FONT_BOLD, FONT_REGULAR
from elibrary.patrons import guessing, registry, services
from elibrary.patrons.forms import PatronForm, SearchForm, patron_form
from elibrary.patrons.models import Patron
from elibrary.patrons.numbers import grouped
from elibrary.patrons.views import blueprint
from elibrary.security import allowed
from media.cards import Card, sheets, single
from media.fonts import Fonts

_NEW_PIN = "new_pin"
LARGEST_ID = 2**31 - 1


@blueprint.route("/staff/patrons", methods=["GET", "POST"])
@allowed("register", "Patron")
def patrons() -> ResponseReturnValue:
    """Who was registered last, or who was looked for; a scanned card opens its patron."""
    form = SearchForm()
    searched = form.is_good() and bool((form.q.data or "").strip())
    found = registry.find(db.session, form.q.data or "") if searched else registry.newest(db.session)
    if searched and len(found) == 1:
        return redirect(url_for(".patron", number=found[0].id))
    page = render_template(
        "patrons/desk.html", form=form, patrons=found, searched=searched, grouped=grouped, most=registry.SHOWN
    )
    return page, form.http_status


@blueprint.route("/staff/patrons/new", methods=["GET", "POST"])
@allowed("register", "Patron")
def new_patron() -> ResponseReturnValue:
    """Register somebody; the PIN is shown once, on the page that follows."""
    form = PatronForm()
    if form.is_good():
        with form.keeping():
            name, card = form.name.data or "", form.card.data or ""
            made, pin = services.register(db.session, name, card, reading_age=form.reading_age, now=utcnow())
            db.session.commit()
            return _with_pin(made, pin)
    return render_template("patrons/desk_new.html", form=form), form.http_status


def _with_pin(patron: Patron, pin: str) -> ResponseReturnValue:
    """Lead to the patron's page, which shows the PIN and forgets it."""
    cookie[_NEW_PIN] = {"patron": patron.id, "pin": pin}
    return redirect(url_for(".patron", number=patron.id))


@blueprint.route("/staff/patrons/<int:number>", methods=["GET", "POST"])
@allowed("register", "Patron")
def patron(number: int) -> ResponseReturnValue:
    """One patron: name and card to change, PIN, rest, cards to print."""
    found = registry.card_holder(db.session, number)
    form = patron_form(found)
    if form.is_good():
        with form.keeping():
            name, card, before = form.name.data or "", form.card.data or "", found.card_number
            registry.change(db.session, found, name, card, form.reading_age, seen=form.seen.data or "")
            db.session.commit()
            flash(_("Đã lưu thẻ của %(name)s.", name=found.name), "success")
            if found.card_number != before:
                new = grouped(found.card_number or "")
                sentence = _("Số thẻ mới: %(number)s. Thẻ cũ hết dùng được. Hãy in thẻ mới.", number=new)
                flash(sentence, "warning")
            return redirect(url_for(".patron", number=number))
    told = cookie.pop(_NEW_PIN, None) or {}
    page = render_template(
        "patrons/desk_patron.html",
        form=form,
        patron=registry.card_holder(db.session, number),
        grouped=grouped,
        pin=told.get("pin") if told.get("patron") == number else None,
    )
    return page, form.http_status


@blueprint.post("/staff/patrons/<int:number>/pin")
@allowed("register", "Patron")
def reset_pin(number: int) -> ResponseReturnValue:
    """Give out a new PIN; the card is unlocked and signed out everywhere."""
    found = registry.card_holder(db.session, number)
    pin = services.reset_pin(db.session, found)
    db.session.commit()
    guessing.forget(found.card_number or "")
    return _with_pin(found, pin)


@blueprint.post("/staff/patrons/<int:number>/<any(rest, wake):what>")
@allowed("register", "Patron")
def rest(number: int, what: str) -> ResponseReturnValue:
    """Put a card to rest, or take it back to use."""
    found = registry.card_holder(db.session, number)
    registry.rest(db.session, found, resting=what == "rest")
    db.session.commit()
    if what == "wake":
        guessing.forget(found.card_number or "")
    done = _("Đã khoá thẻ và thoát mọi máy.") if what == "rest" else _("Thẻ dùng lại được.")
    flash(done, "success")
    return redirect(url_for(".patron", number=number))


@blueprint.post("/staff/patrons/<int:number>/delete")
@allowed("register", "Patron")
def delete_patron(number: int) -> ResponseReturnValue:
    """Delete a patron with everything of theirs."""
    found = registry.card_holder(db.session, number)
    name = found.name
    services.remove(db.session, found)
    db.session.commit()
    overwrite_deleted(db.session)
    flash(_("Đã xoá thẻ của %(name)s cùng mọi dữ liệu của họ.", name=name), "success")
    return redirect(url_for(".patrons"))


@blueprint.get("/staff/patrons/<int:number>/card.pdf")
@allowed("register", "Patron")
def card(number: int) -> ResponseReturnValue:
    """The card on a page of its own size."""
    return _pdf(single(_card(registry.card_holder(db.session, number)), fonts=_fonts()))


@blueprint.post("/staff/patrons/cards")
@allowed("register", "Patron")
def cards() -> ResponseReturnValue:
    """The chosen cards on A4 pages of ten."""
    keys = [key for key in request.form.getlist("patron", type=int) if 0 < key <= LARGEST_ID]
    return _pdf(sheets([_card(one) for one in registry.chosen(db.session, keys)], fonts=_fonts()))


def _pdf(content: bytes) -> ResponseReturnValue:
    return send_file(BytesIO(content), "application/pdf", download_name="the-ban-doc.pdf")


def _fonts() -> Fonts:
    return Fonts(FONT_REGULAR, FONT_BOLD)


def _card(patron: Patron) -> Card:
    """The symbol holds the sign-in page with the number behind `#`, which no browser sends to a server."""
    base = (config().base_url or request.url_root).rstrip("/")
    return Card(
        url=f"{base}{url_for('.sign_in')}#{patron.card_number}",
        library=shown().name,
        name=patron.name,
        number=grouped(patron.card_number or ""),
        hint=_("Quét mã để đăng nhập. Giữ kín mã PIN."),
    )
