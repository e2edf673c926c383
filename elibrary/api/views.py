"""The API's addresses, read-only and open to everyone, as the pages are."""

from time import perf_counter

from flask import Blueprint, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from catalog.models import Record
from elibrary import audience
from elibrary.api import shapes
from elibrary.api.openapi import document
from elibrary.browse.parameters import Parameters
from elibrary.browse.results import find
from elibrary.browse.services import whole_record
from elibrary.browse.suggestions import suggested
from elibrary.extensions import db, search_engine
from elibrary.security import allowed, require

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
@allowed("read", Record)
def search() -> ResponseReturnValue:
    """Find records: the same parameters and the same order as the search page."""
    started = perf_counter()
    results = find(
        db.session, search_engine(), Parameters.read(request.args, hidden=audience.hidden(db.session))
    )
    return jsonify(shapes.search(results, (perf_counter() - started) * 1000))


@blueprint.get("/suggest")
@allowed("read", Record)
def suggest() -> ResponseReturnValue:
    """Titles, people and subjects that begin with what is being typed."""
    found = suggested(db.session, search_engine(), request.args.get("q", ""))
    return jsonify(suggestions=[shapes.suggestion(one) for one in found])


@blueprint.get("/records/<int:record_id>")
@allowed("read", Record)
def record(record_id: int) -> ResponseReturnValue:
    """One record with its copies, digital books and audiobooks."""
    found = whole_record(db.session, record_id)
    require("read", found.record)
    return jsonify(shapes.whole(found.record, found.near))


@blueprint.get("/openapi.json")
@allowed("read", "Site")
def openapi() -> ResponseReturnValue:
    """This API, described for programs."""
    return jsonify(document(url_for("home.index", _external=True).rstrip("/")))
