"""The children's profiles of a card: making and changing them, opening one, going back to the parent's."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalog.base import utcnow
from catalog.database import overwrite_deleted
from elibrary.extensions import db
from elibrary.patrons import guessing, services, session, signing_in
from elibrary.patrons.forms import ChildForm, PinForm
from elibrary.patrons.models import Patron
from elibrary.patrons.views import blueprint
from elibrary.security import allowed


def _own_child(number: int) -> Patron:
    return services.child_of(db.session, session.this_device().patron, number)


@blueprint.route("/account/family/new", methods=["GET", "POST"])
@allowed("manage", "Family")
def new_child() -> ResponseReturnValue:
    """Make a child's profile."""
    form = ChildForm()
    if form.is_good():
        with form.keeping():
            parent = session.this_device().patron
            child = services.add_child(db.session, parent, form.name.data or "", form.age.data, now=utcnow())
            db.session.commit()
            flash(_("Đã thêm hồ sơ của %(name)s.", name=child.name), "success")
            return redirect(url_for(".account"))
    return render_template("patrons/child_form.html", form=form, child=None), form.http_status


@blueprint.route("/account/family/<int:number>", methods=["GET", "POST"])
@allowed("manage", "Family")
def edit_child(number: int) -> ResponseReturnValue:
    """Change the name or the reading age."""
    child = _own_child(number)
    form = ChildForm(name=child.name, age=child.reading_age)
    if form.is_good():
        with form.keeping():
            services.change_child(child, form.name.data or "", form.age.data)
            db.session.commit()
            flash(_("Đã lưu hồ sơ của %(name)s.", name=child.name), "success")
            return redirect(url_for(".account"))
    return render_template("patrons/child_form.html", form=form, child=child), form.http_status


@blueprint.post("/account/family/<int:number>/remove")
@allowed("manage", "Family")
def remove_child(number: int) -> ResponseReturnValue:
    """Delete a child's profile with its shelf."""
    child = _own_child(number)
    name = child.name
    services.remove(db.session, child)
    db.session.commit()
    overwrite_deleted(db.session)
    flash(_("Đã xoá hồ sơ của %(name)s cùng kệ sách của hồ sơ đó.", name=name), "success")
    return redirect(url_for(".account"))


@blueprint.post("/account/family/<int:number>/open")
@allowed("manage", "Family")
def open_child(number: int) -> ResponseReturnValue:
    """Hand the device to a child."""
    return _open(_own_child(number))


def _open(patron: Patron) -> ResponseReturnValue:
    """Put another profile of the card into the cookie, under a new token."""
    device = session.this_device()
    token, trusted = signing_in.switch(db.session, device, patron, now=utcnow()), device.trusted
    db.session.commit()
    session.begin(token, trusted=trusted)
    return redirect(url_for("my_shelf.shelf"))


@blueprint.route("/account/family/back", methods=["GET", "POST"])
@allowed("change", "Profile")
def back() -> ResponseReturnValue:
    """Back to the parent's profile, with the parent's PIN."""
    device, form = session.this_device(), PinForm()
    if device.patron_id == device.holder_id:  # by the browser's "back", when it has been done
        return redirect(url_for("my_shelf.shelf"))
    if form.is_good():
        with form.keeping():
            with guessing.counted(device.holder.card_number or ""):
                services.check_own_pin(device.holder, form.pin.data or "")
            return _open(device.holder)
    return render_template(
        "patrons/back.html", form=form, child=session.this_device().patron
    ), form.http_status
