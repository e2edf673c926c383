"""Signing in and out."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address
from flask_login import current_user, login_user, logout_user

from elibrary.accounts import services
from elibrary.accounts.forms import SignInForm
from elibrary.accounts.models import Account
from elibrary.extensions import db, limiter
from elibrary.security import allowed, own_path

blueprint = Blueprint("accounts", __name__)


def load_account(session_id: str) -> Account | None:
    """Whom of the staff the session cookie speaks of; `patrons/session.py` asks for Flask-Login."""
    return services.by_session_id(db.session, session_id)


def _name_and_address() -> str:
    return f"{request.form.get('login', '').strip().lower()[:60]} {get_remote_address()}"


@blueprint.route("/account/sign-in", methods=["GET", "POST"])
@limiter.limit("20 per minute; 100 per hour", methods=["POST"])
@limiter.limit("5 per minute; 30 per hour", methods=["POST"], key_func=_name_and_address)
@allowed("sign in", "Account")
def sign_in() -> ResponseReturnValue:
    """The sign-in page."""
    form = SignInForm()
    if not form.is_good():
        return render_template("accounts/sign_in.html", form=form), 422 if form.is_sent() else 200
    try:
        account = services.sign_in(db.session, form.login.data or "", form.password.data or "")
    except services.WrongSignIn as wrong:
        return render_template("accounts/sign_in.html", form=form, refusal=wrong), wrong.status
    db.session.commit()
    session.clear()
    login_user(account)
    return redirect(own_path(request.args.get("next", "")) or url_for("cataloguing.workbench"))


@blueprint.post("/account/sign-out")
@allowed("sign out", "Account")
def sign_out() -> ResponseReturnValue:
    """End the account's sessions, so that a cookie kept from this one opens nothing."""
    services.end_sessions(current_user._get_current_object())
    db.session.commit()
    logout_user()
    session.clear()
    return redirect(url_for("home.index"))
