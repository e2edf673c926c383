"""Views of browse: search, and whether the library is well."""

from http import HTTPStatus

from flask import Blueprint, flash, jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from catalog.models import Record
from catalog.search.engine import IndexUnusable, SearchRequest
from catalog.search.query import parse
from elibrary import audience
from elibrary.browse import facets, holdings, lines, misses, results
from elibrary.browse.notices import notices
from elibrary.browse.parameters import FACETS, Parameters
from elibrary.extensions import db, limiter, search_engine
from elibrary.permissions import may
from elibrary.security import actor, allowed
from elibrary.usage import Miss, report_miss
from elibrary.wording import language_name

blueprint = Blueprint("browse", __name__)

blueprint.add_app_template_filter(lines.full_title, "full_title")
blueprint.add_app_template_filter(lines.people, "people")
blueprint.add_app_template_filter(lines.facts, "facts")
blueprint.add_app_template_filter(lines.place, "place")
blueprint.add_app_template_filter(holdings.paper, "paper")
blueprint.add_app_template_filter(holdings.readable, "readable")
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
    wish = "" if eased else _to_wish_for(found, parameters)
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
        wish=wish,
        wished=bool(wish) and _has_wished(parameters.q),
    )


def _to_wish_for(found: results.Results, parameters: Parameters) -> str:
    """The text that the library may be asked to get: nothing, or no such title, was found."""
    if not found.total:
        return _missed(parameters)
    return misses.remembered(parameters.q) if found.elsewhere and parameters.page == 1 else ""


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
