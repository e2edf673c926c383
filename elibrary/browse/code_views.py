"""Where codes lead: from the camera of the phone, from the scanner's page, and what stands on a shelf."""

from typing import Any
from urllib.parse import quote

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.models import Audiobook, Copy, DigitalObject, Form, ReadingList, Record, Shelf
from elibrary.browse import codes, shelves
from elibrary.browse.parameters import Parameters
from elibrary.browse.scanned import understood
from elibrary.browse.views import blueprint
from elibrary.extensions import db
from elibrary.security import CONTENT_SECURITY_POLICY, allowed
from elibrary.usage import Event, report

# Only where the camera is: the reader of symbols is WebAssembly, which a browser compiles on leave only.
_SCANNER_POLICY = CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


@blueprint.get("/Q/<text>")
@blueprint.get("/q/<text>")
@allowed("read", "Code")
def code(text: str) -> ResponseReturnValue:
    """Where a QR code leads. Symbols hold the address in upper case."""
    value, target = codes.followed(db.session, text)
    record_id, form = _counted(target)
    report(Event.SCAN, record_id, form, code=value)
    answer = redirect(_address(target))
    answer.headers["Cache-Control"] = "no-store"  # a code can be re-targeted, and every scan is counted
    return answer


def _counted(target: codes.Target) -> tuple[int | None, Form | None]:
    """Record and form that a scan counts for."""
    match target:
        case Record():
            return target.id, None
        case Copy():
            return target.record_id, Form.PAPER
        case DigitalObject():
            return target.record_id, Form.DIGITAL
        case Audiobook():
            return target.record_id, Form.AUDIO
    return None, None


def _address(target: codes.Target) -> str:
    """The best page for somebody who holds a phone before the thing."""
    match target:
        case Record():
            return url_for("browse.record", record_id=target.id, via="qr")
        case Copy():
            return url_for("browse.record", record_id=target.record_id, via="qr")
        case DigitalObject():
            return url_for("reading.read", digital_id=target.id, via="qr")
        case Audiobook():
            return url_for("listening.listen", audiobook_id=target.id, via="qr")
        case ReadingList():
            # By its permanent path: lists stand above browse.
            return f"{request.script_root}/lists/{quote(target.slug, safe='')}?via=qr"
    return url_for("browse.shelf", shelf_id=target.id, via="qr")


@blueprint.get("/scan")
@allowed("read", "Code")
def scan() -> ResponseReturnValue:
    """Scan a code with the camera of this page, or type it; `?code=` goes where what was read leads."""
    text = request.args.get("code", "").strip()
    read = understood(text)
    if read.code and codes.is_known(db.session, read.code):
        return redirect(url_for("browse.code", text=read.code))
    if read.words:
        return redirect(url_for("browse.search", q=read.words))
    answer: Any = render_template("browse/scan.html", text=text, read=read)
    return answer, {"Content-Security-Policy": _SCANNER_POLICY}


@blueprint.get("/shelves/<int:shelf_id>")
@allowed("read", Shelf)
def shelf(shelf_id: int) -> ResponseReturnValue:
    """The titles on a shelf; `?form=` only those that can be read or heard on the phone too."""
    asked = Parameters.read(request.args)
    form = next((form for form in (Form.DIGITAL, Form.AUDIO) if form.value in asked.form), None)
    by_code = "qr" if request.args.get("via") == "qr" else None
    page = shelves.shelf_page(db.session, shelf_id, asked.page, form)
    return render_template("browse/shelf.html", page=page, via=by_code)
