"""Views of browse: the home page, search, record pages, shelves, covers, and where QR codes lead."""

from http import HTTPStatus

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from catalog.base import utcnow
from catalog.models import Audiobook, Copy, DigitalObject, Form, Record, Shelf
from catalog.search.engine import IndexUnusable, SearchRequest
from catalog.search.query import parse
from catalog.services import get_record
from elibrary import audience
from elibrary.browse import codes, covers, facets, holdings, lines, misses, results, services
from elibrary.browse.notices import notices
from elibrary.browse.parameters import FACETS, Parameters
from elibrary.extensions import config, db, limiter, search_engine, store
from elibrary.permissions import may
from elibrary.security import actor, allowed
from elibrary.usage import Event, Miss, report, report_miss
from elibrary.wording import language_name
from media import qr

blueprint = Blueprint("browse", __name__)

blueprint.add_app_template_filter(lines.full_title, "full_title")
blueprint.add_app_template_filter(lines.people, "people")
blueprint.add_app_template_filter(lines.facts, "facts")
blueprint.add_app_template_filter(lines.place, "place")
blueprint.add_app_template_filter(holdings.paper, "paper")
blueprint.add_app_template_filter(holdings.usable_forms, "usable_forms")
blueprint.add_app_template_filter(holdings.cover_version, "cover_version")
blueprint.add_app_template_filter(language_name, "language_name")


@blueprint.get("/search")
@allowed("read", Record)
def search() -> ResponseReturnValue:
    """What the library has for these words and filters."""
    parameters = Parameters.read(request.args, hidden=audience.hidden(db.session))
    try:
        found = results.find(db.session, search_engine(), parameters)
        eased = facets.eased(search_engine(), found)
    except IndexUnusable:
        return render_template("browse/no_index.html", parameters=parameters), HTTPStatus.SERVICE_UNAVAILABLE
    return render_template(
        "browse/search.html",
        results=found,
        parameters=parameters,
        facets=facets.facets(found),
        active=facets.active(parameters),
        facet_names=FACETS,
        sorts=facets.sort_words(),
        notices=notices(found),
        eased=eased,
        wish="" if found.total or eased else _missed(parameters),
        wished=not found.total and _has_wished(parameters.q),
    )


def _missed(parameters: Parameters) -> str:
    """The text that nothing was found for, as it may be wished for; told to whoever counts, once a search.

    A librarian looks whether a title is there before it is bought: that is nobody's miss.
    """
    text = misses.remembered(parameters.q)
    first = parameters.page == 1 and not parameters.filtered and not _has_wished(text)
    if text and first and not may(actor(), "use", "Workbench"):
        report_miss(Miss(text))
    return text


def _has_wished(text: str) -> bool:
    """Whether this device has asked for the text; the answer is kept on the device only."""
    return misses.mark(text) in session.get("wished", ())


@blueprint.post("/search/wish")
@limiter.limit("6 per minute; 30 per hour")
@allowed("suggest", "Purchase")
def wish() -> ResponseReturnValue:
    """A resident asks the library to get what a search did not find; who it was is kept nowhere."""
    parameters = Parameters.read(request.form).unfiltered()
    text = misses.wished(parameters.q)
    if not _has_wished(text):
        report_miss(Miss(text, wish=True))
        session["wished"] = misses.with_mark(session.get("wished", ()), text)
    flash(
        gettext("Cảm ơn bạn. Đề nghị “%(text)s” đã được ghi vào danh sách cho thủ thư.", text=text), "success"
    )
    address = url_for("browse.search", q=parameters.q, verbatim="1" if parameters.verbatim else None)
    return redirect(address, HTTPStatus.SEE_OTHER)


@blueprint.get("/records/<int:record_id>")
@allowed("read", Record)
def record(record_id: int) -> ResponseReturnValue:
    """A record with its three forms side by side."""
    page = services.record_page(db.session, record_id)
    report(Event.VIEW, record_id)
    return render_template("browse/record.html", page=page, record=page.record)


@blueprint.get("/records/<int:record_id>/qr.svg")
@allowed("read", "Code")
def record_symbol(record_id: int) -> ResponseReturnValue:
    """The QR symbol of a record; its code is made when the symbol is first looked at."""
    code = codes.code_for(db.session, get_record(db.session, record_id), now=utcnow())
    db.session.commit()
    symbol = qr.svg(qr.symbol_url(config().base_url or request.url_root, code.value))
    return Response(symbol, content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})


@blueprint.get("/q/<text>")
@blueprint.get("/Q/<text>")
@allowed("read", "Code")
def code(text: str) -> ResponseReturnValue:
    """Where a QR code leads. Symbols hold the address in upper case."""
    target = codes.target_of(db.session, text)
    record_id, form = _counted(target)
    report(Event.SCAN, record_id, form)
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
    return url_for("browse.shelf", shelf_id=target.id, via="qr")


@blueprint.get("/scan")
@allowed("read", "Code")
def scan() -> ResponseReturnValue:
    """Scan a code with the camera of this page, or type it."""
    return render_template("browse/scan.html")


@blueprint.get("/shelves/<int:shelf_id>")
@allowed("read", Shelf)
def shelf(shelf_id: int) -> ResponseReturnValue:
    """The titles on a shelf."""
    page = Parameters.read(request.args).page
    return render_template("browse/shelf.html", page=services.shelf_page(db.session, shelf_id, page))


@blueprint.get("/media/covers/<int:record_id>")
@allowed("read", Record)
def cover(record_id: int) -> ResponseReturnValue:
    """A cover as WebP, `?w=` 160, 320 or 640 pixels wide; with the right `?v=` it may be kept for a year."""
    found = get_record(db.session, record_id)
    asked = request.args.get("w", "")
    width = next((width for width in covers.WIDTHS if str(width) == asked), 320)
    version = holdings.cover_version(found)
    answer = make_response(covers.cover_bytes(found, store(), config().cache, width=width))
    answer.content_type = covers.CONTENT_TYPE
    answer.set_etag(f"{version}-{width}")
    answer.cache_control.public = True
    answer.cache_control.max_age = 31536000 if request.args.get("v") == version else 300
    return answer.make_conditional(request)


@blueprint.get("/health")
@allowed("read", "Site")
def health() -> ResponseReturnValue:
    """For whoever watches over the server: 200 when pages can be answered and titles found, else 503."""
    database, index = _database_answers(), _index_answers()
    status = HTTPStatus.OK if database and index else HTTPStatus.SERVICE_UNAVAILABLE
    words = {True: "ok", False: "failing"}
    return jsonify(status=words[database and index], database=words[database], index=words[index]), status


def _database_answers() -> bool:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _index_answers() -> bool:
    try:
        search_engine().search(SearchRequest(query=parse("sức khỏe"), per_page=1))
    except IndexUnusable:
        return False
    return True
