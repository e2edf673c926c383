"""Signing in with a library card, and out."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.base import utcnow
from elibrary.extensions import db
from elibrary.patrons import guessing, numbers, session, signing_in
from elibrary.patrons.devices import kind_of_device
from elibrary.patrons.forms import SignInForm
from elibrary.security import allowed, own_path

blueprint = Blueprint("patrons", __name__)


@blueprint.route("/account/card", methods=["GET", "POST"])
@allowed("sign in", "Patron")
def sign_in() -> ResponseReturnValue:
    """Sign in with card and PIN. A card's QR symbol leads here, its number after the `#`."""
    form = SignInForm()
    if form.is_good():
        with form.keeping():
            _sign_in(form)
            return redirect(own_path(request.args.get("next", "")) or url_for("my_shelf.shelf"))
    return render_template("patrons/sign_in.html", form=form), form.http_status


def _sign_in(form: SignInForm) -> None:
    card, trusted = numbers.plain(form.card.data or ""), bool(form.trusted.data)
    with guessing.counted(card):
        _, token = signing_in.sign_in(
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


@blueprint.post("/account/card/sign-out")
@allowed("sign out", "Patron")
def sign_out() -> ResponseReturnValue:
    """End the session on this device."""
    signing_in.sign_out(db.session, session.this_device())
    db.session.commit()
    session.end()
    return redirect(url_for("home.index"))
