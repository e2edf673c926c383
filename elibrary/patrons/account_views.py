"""The patron's own page: name, PIN, the devices where the card is signed in."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalog.base import utcnow
from elibrary.extensions import db
from elibrary.patrons import guessing, services, session, signing_in
from elibrary.patrons.forms import NameForm, NewPinForm
from elibrary.patrons.models import SignedIn
from elibrary.patrons.numbers import grouped
from elibrary.patrons.views import after_sign_in, blueprint
from elibrary.permissions import PatronRole
from elibrary.security import allowed


@blueprint.get("/account")
@allowed("change", "Profile")
def account() -> ResponseReturnValue:
    """Who is signed in; to a child, no more than the ways to its shelf and back."""
    device = session.this_device()
    if device.patron.role is PatronRole.CHILD:
        return render_template("patrons/child.html", child=device.patron, can_go_back=device.patron.parent)
    return _page(device, NameForm.unsent(name=device.patron.name))


def _page(device: SignedIn, form: NameForm) -> tuple[str, int]:
    page = render_template(
        "patrons/account.html",
        patron=device.patron,
        number=grouped(device.patron.card_number or ""),
        form=form,
        this=device.id,
        devices=signing_in.devices(db.session, device.holder, now=utcnow()),
    )
    return page, form.http_status


@blueprint.post("/account")
@allowed("manage", "OwnData")
def rename() -> ResponseReturnValue:
    """Be called by another name."""
    device, form = session.this_device(), NameForm()
    if form.is_good():
        with form.keeping():
            services.rename(device.patron, form.name.data or "")
            db.session.commit()
            flash(_("Đã đổi tên gọi."), "success")
            return redirect(url_for(".account"))
    return _page(session.this_device(), form)


@blueprint.route("/account/pin", methods=["GET", "POST"])
@allowed("change", "Pin")
def pin() -> ResponseReturnValue:
    """Choose another PIN; every other device is signed out."""
    device, form = session.this_device(), NewPinForm()
    if form.is_good():
        with form.keeping():
            with guessing.counted(device.holder.card_number or ""):
                services.check_own_pin(device.holder, form.pin.data or "")
            trusted = device.trusted
            services.change_pin(db.session, device.holder, form.new.data or "", keep=device)
            token = signing_in.switch(db.session, device, device.patron, now=utcnow())
            db.session.commit()
            session.begin(token, trusted=trusted)
            flash(_("Đã đổi mã PIN. Các máy khác đã được thoát; máy này vẫn đăng nhập."), "success")
            return redirect(after_sign_in(request.args.get("next", "")))
    return render_template("patrons/pin.html", form=form, is_new=device.holder.pin_is_new), form.http_status


@blueprint.post("/account/devices/<int:number>/sign-out")
@allowed("manage", "OwnData")
def sign_out_device(number: int) -> ResponseReturnValue:
    """End the session on another device, one that was lost or forgotten."""
    device = signing_in.device_of(db.session, session.this_device().holder, number)
    signing_in.sign_out(db.session, device)
    db.session.commit()
    flash(_("Đã thoát máy đó. Ai cầm máy cũng không mở được thẻ của bạn nữa."), "success")
    return redirect(url_for(".account"))


@blueprint.post("/account/card/stay")
@allowed("sign out", "Patron")
def stay() -> ResponseReturnValue:
    """Somebody still uses the page; that was noted when the cookie was read."""
    return "", 204
