"""A record's page, its symbol, its citations and its cover."""

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from catalog.base import utcnow
from catalog.formats import citations
from catalog.models import Record
from catalog.services import get_record
from elibrary.browse import codes, covers, holdings
from elibrary.browse.record_head import absolute, head_of
from elibrary.browse.record_page import record_page, shown_record
from elibrary.browse.views import blueprint
from elibrary.extensions import config, db, store
from elibrary.security import allowed, require
from elibrary.usage import Event, report
from media import qr

_CITED = {
    "bib": (citations.bibtex, citations.BIBTEX_TYPE),
    "ris": (citations.ris, citations.RIS_TYPE),
}


@blueprint.get("/records/<int:record_id>")
@allowed("read", Record)
def record(record_id: int) -> ResponseReturnValue:
    """A record with its three forms; for somebody at the shelf (`via=qr`) what stands beside it too."""
    at_shelf = request.args.get("via") == "qr"
    page = record_page(db.session, record_id, at_shelf=at_shelf)
    report(Event.VIEW, record_id)
    return render_template(
        "browse/record.html",
        page=page,
        record=page.record,
        head=head_of(page.record),
        cited=(citations.iso690(page.record.values), citations.apa(page.record.values)),
        via="qr" if at_shelf else None,
    )


@blueprint.get("/records/<int:record_id>/cite.<any(bib, ris):kind>")
@allowed("read", Record)
def citation(record_id: int, kind: str) -> ResponseReturnValue:
    """The record for a reference manager: BibTeX or RIS."""
    write, content_type = _CITED[kind]
    values = shown_record(db.session, record_id).values
    text = write(values, url=absolute("browse.record", record_id=record_id))
    answer = Response(text, content_type=f"{content_type}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="trich-dan-{record_id}.{kind}"'
    return answer


@blueprint.get("/records/<int:record_id>/qr.svg")
@allowed("read", "Code")
def record_symbol(record_id: int) -> ResponseReturnValue:
    """The QR symbol of a record; its code is made when the symbol is first looked at."""
    found = get_record(db.session, record_id)
    require("read", found)
    code = codes.code_for(db.session, found, now=utcnow())
    db.session.commit()
    symbol = qr.svg(qr.symbol_url(config().base_url or request.url_root, code.value))
    return Response(symbol, content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})


@blueprint.get("/media/covers/<int:record_id>")
@allowed("read", Record)
def cover(record_id: int) -> ResponseReturnValue:
    """A cover as WebP, `?w=` 160, 320 or 640 pixels wide; with the right `?v=` it may be kept for a year."""
    found = get_record(db.session, record_id)
    require("read", found)
    asked = request.args.get("w", "")
    width = next((width for width in covers.WIDTHS if str(width) == asked), 320)
    version = holdings.cover_version(found)
    answer = make_response(covers.cover_bytes(found, store(), config().cache, width=width))
    answer.content_type = covers.CONTENT_TYPE
    answer.set_etag(f"{version}-{width}")
    answer.cache_control.public = True
    answer.cache_control.max_age = 31536000 if request.args.get("v") == version else 300
    return answer.make_conditional(request)
