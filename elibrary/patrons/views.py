"""Signing in with a library card, and out."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.base import utcnow
from elibrary.extensions import db
from elibrary.patrons import guessing, numbers, session, signing_in
from elibrary.patrons.devices import kind_of_device
from elibrary.patrons.forms import SignInForm
from elibrary.patrons.models import Patron
from elibrary.security import allowed, own_path

blueprint = Blueprint("patrons", __name__)


@blueprint.route("/account/card", methods=["GET", "POST"])
@allowed("sign in", "Patron")
def sign_in() -> ResponseReturnValue:
    """Sign in with card and PIN. A card's QR symbol leads here, its number after the `#`."""
    form = SignInForm()
    if form.is_good():
        with form.keeping():
            patron, target = _signed_in(form), request.args.get("next", "")
            if patron.pin_is_new:
                return redirect(url_for(".pin", next=own_path(target)))
            return redirect(after_sign_in(target))
    return render_template("patrons/sign_in.html", form=form), form.http_status


def after_sign_in(target: str) -> str:
    """Where somebody wanted to go, if that is here, else their shelf."""
    return own_path(target) or url_for("my_shelf.shelf")


def _signed_in(form: SignInForm) -> Patron:
    card, trusted = numbers.plain(form.card.data or ""), bool(form.trusted.data)
    with guessing.counted(card):
        patron, token = signing_in.sign_in(
            db.session,
            card,
            form.pin.data or "",
            trusted=trusted,
            device=kind_of_device(request.user_agent.string),
            now=utcnow(),
        )
    if "device" in g:  # another card was open in this browser
        signing_in.sign_out(db.session, session.this_device())
    db.session.commit()
    session.begin(token, trusted=trusted)
    return patron


@blueprint.post("/account/card/sign-out")
@allowed("sign out", "Patron")
def sign_out() -> ResponseReturnValue:
    """End the session on this device."""
    signing_in.sign_out(db.session, session.this_device())
    db.session.commit()
    session.end()
    return redirect(url_for("home.index"))
