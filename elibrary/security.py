"""The guard at every door: permissions on routes, and the headers that browsers enforce."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, request
from flask_login import current_user
from werkzeug.routing import IntegerConverter, Map

from catalog.errors import N_, Refusal
from elibrary import audience
from elibrary.extensions import db
from elibrary.permissions import Actor, PatronRole, may, needs_a_card

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=()",
}

View = Callable[..., Any]


class NotAllowed(Refusal):
    """The rule of permissions says no to somebody signed in."""

    status = 403
    message = N_("Tài khoản của bạn không được làm việc này. Hãy nhờ người quản trị thư viện.")


class ParentFirst(NotAllowed):
    """The rule of permissions says no to a child's profile."""

    message = N_("Việc này làm trong hồ sơ cha mẹ. Hãy về hồ sơ cha mẹ trước, cần mã PIN của thẻ.")


class SignInFirst(Refusal):
    """The rule of permissions says no to a visitor."""

    status = 401
    message = N_("Trang này dành cho nhân viên thư viện. Hãy đăng nhập trước.")
    page = "accounts.sign_in"


class CardFirst(SignInFirst):
    """What a visitor asks for belongs to somebody with a library card."""

    message = N_("Trang này cần thẻ bạn đọc. Hãy đăng nhập bằng thẻ trước.")
    page = "patrons.sign_in"


def actor() -> Actor | None:
    """Who is asking: somebody signed in, or None for a visitor."""
    user: Any = current_user
    return user._get_current_object() if user.is_authenticated else None


def require(action: str, what: object) -> None:
    """Go on only if the one asking may do `action` to `what`. Raises SignInFirst, CardFirst or NotAllowed."""
    who = actor()
    if may(who, action, what):
        return
    if who is not None:
        is_child = who.role is PatronRole.CHILD and needs_a_card(action, what)
        raise ParentFirst if is_child else NotAllowed
    raise CardFirst if needs_a_card(action, what) else SignInFirst


def allowed(action: str, what: object) -> Callable[[View], View]:
    """Declare on a view what it does, so that `guard` can ask the rule before the view runs."""

    def declare(view: View) -> View:
        view.permission = (action, what)  # type: ignore[attr-defined]
        return view

    return declare


def own_path(target: str) -> str | None:
    """`target` if it is a path of this site, else None: a link must never lead out to another site."""
    plain = target.startswith("/") and not target.startswith("//") and "\\" not in target
    return target if plain and target.isprintable() else None


def guard() -> None:
    """Before every request: ask the rule. A view that declares nothing is open to nobody.

    What the rule keeps from a child is kept out of every query of the request too.
    """
    if request.endpoint is None or request.endpoint == "static":
        return
    who = actor()
    audience.limit(db.session, who.reading_age if who else None)
    permission = getattr(current_app.view_functions[request.endpoint], "permission", None)
    if permission is None:
        raise NotAllowed
    require(*permission)


def add_headers(response: Response) -> Response:
    """After every request: the headers that a browser enforces, unless the view set a stricter one."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path.startswith(("/staff", "/account")):
        response.headers["Cache-Control"] = "no-store"  # "back" on a shared computer shows nothing
    if current_app.extensions["elibrary_config"].https:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


class Number(IntegerConverter):
    """`<int:…>` in a route: what a key can be. A larger number is not found, not an error of the database."""

    def __init__(self, url_map: Map, fixed_digits: int = 0) -> None:
        super().__init__(url_map, fixed_digits, max=2**31 - 1)


def init_app(app: Flask) -> None:
    """Put the guard before, and the headers after, every request of the application."""
    app.url_map.converters["int"] = Number
    app.before_request(guard)
    app.after_request(add_headers)
