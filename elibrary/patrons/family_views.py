"""The children's profiles of a card: opening one, and going back to the parent's."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.base import utcnow
from catalog.errors import NotFound
from elibrary.extensions import db
from elibrary.patrons import guessing, services, session, signing_in
from elibrary.patrons.forms import PinForm
from elibrary.patrons.models import Patron
from elibrary.patrons.views import blueprint
from elibrary.security import allowed


def _open(patron: Patron) -> ResponseReturnValue:
    """Put another profile of the card into the cookie, under a new token."""
    device = session.this_device()
    token = signing_in.switch(db.session, device, patron, now=utcnow())
    trusted = device.trusted
    db.session.commit()
    session.begin(token, trusted=trusted)
    return redirect(url_for("my_shelf.shelf"))


@blueprint.post("/account/family/<int:number>/open")
@allowed("manage", "Family")
def open_child(number: int) -> ResponseReturnValue:
    """Hand the device to a child."""
    return _open(services.child_of(db.session, session.this_device().patron, number))


@blueprint.route("/account/family/back", methods=["GET", "POST"])
@allowed("change", "Profile")
def back() -> ResponseReturnValue:
    """Back to the parent's profile, with the parent's PIN."""
    device, form = session.this_device(), PinForm()
    if device.patron_id == device.holder_id:
        raise NotFound
    if form.is_good():
        with form.keeping():
            with guessing.counted(device.holder.card_number or ""):
                services.check_own_pin(device.holder, form.pin.data or "")
            return _open(device.holder)
    return render_template("patrons/back.html", form=form, child=device.patron), form.http_status
