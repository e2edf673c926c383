"""The API's addresses, read-only and open to everyone, as the pages are."""

from time import perf_counter

from flask import Blueprint, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from catalog.models import Record
from catalog.search import Suggestion
from elibrary.api import shapes
from elibrary.api.openapi import document
from elibrary.browse.parameters import Parameters
from elibrary.browse.results import find
from elibrary.browse.services import record_page
from elibrary.extensions import db, search_engine
from elibrary.security import allowed

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

MOST_SUGGESTIONS = 8
LONGEST_PREFIX = 100


@blueprint.get("/search")
@allowed("read", Record)
def search() -> ResponseReturnValue:
    """Find records: the same parameters and the same order as the search page."""
    started = perf_counter()
    results = find(db.session, search_engine(), Parameters.read(request.args))
    return jsonify(shapes.search(results, (perf_counter() - started) * 1000))


@blueprint.get("/suggest")
@allowed("read", Record)
def suggest() -> ResponseReturnValue:
    """Titles, people and subjects that begin with what is being typed."""
    prefix = request.args.get("q", "").strip()[:LONGEST_PREFIX]
    found = search_engine().suggest(prefix, MOST_SUGGESTIONS) if prefix else []
    return jsonify(suggestions=[{"text": s.text, "kind": s.kind, "url": _leads_to(s)} for s in found])


def _leads_to(suggestion: Suggestion) -> str:
    if suggestion.record_id is not None:
        return url_for("browse.record", record_id=suggestion.record_id, _external=True)
    return url_for("browse.search", **{suggestion.kind: suggestion.text}, _external=True)


@blueprint.get("/records/<int:record_id>")
@allowed("read", Record)
def record(record_id: int) -> ResponseReturnValue:
    """One record with its copies, digital books and audiobooks."""
    page = record_page(db.session, record_id)
    return jsonify(shapes.whole(page.record, [*page.editions, *page.related]))


@blueprint.get("/openapi.json")
@allowed("read", "Site")
def openapi() -> ResponseReturnValue:
    """This API, described for programs."""
    return jsonify(document(url_for("browse.home", _external=True).rstrip("/")))
