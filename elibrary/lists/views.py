"""Reading lists as residents see them: all of them, one with its titles, its feed, its QR symbol."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.base import utcnow
from catalog.formats.atom import CONTENT_TYPE, write_atom
from catalog.models import ReadingList
from elibrary.centre.views import shown
from elibrary.extensions import config, db
from elibrary.lists import codes, feeds, services
from elibrary.lists.services import NoSuchList
from elibrary.permissions import may
from elibrary.security import actor, allowed
from media import qr

blueprint = Blueprint("lists", __name__)


def _readable(slug: str) -> ReadingList:
    """The list of this address; that one is not published yet is nobody's knowledge but the staff's."""
    found = services.named(db.session, slug)
    if not may(actor(), "read", found):
        raise NoSuchList
    return found


@blueprint.get("/lists")
@allowed("read", "ReadingList")
def index() -> ResponseReturnValue:
    """Every published list."""
    return render_template("lists/index.html", lists=services.published(db.session))


@blueprint.get("/lists/<slug>")
@allowed("read", "ReadingList")
def show(slug: str) -> ResponseReturnValue:
    """A list with its titles."""
    page = services.list_page(db.session, _readable(slug))
    address = url_for(".show", slug=slug, _external=True)
    return render_template("lists/show.html", page=page, list=page.reading_list, address=address)


@blueprint.get("/lists/<slug>/feed")
@allowed("read", "ReadingList")
def feed(slug: str) -> ResponseReturnValue:
    """The list as an Atom feed, for readers of news and for other libraries."""
    page = services.list_page(db.session, _readable(slug))
    host = urlsplit(config().base_url or request.url_root).hostname or "localhost"
    made = feeds.feed_of(db.session, page, host=host, library=shown().name)
    answer = make_response(write_atom(made))
    answer.content_type = f"{CONTENT_TYPE}; charset=utf-8"
    answer.add_etag()
    return answer.make_conditional(request)


@blueprint.get("/lists/<slug>/qr.svg")
@allowed("read", "Code")
def symbol(slug: str) -> ResponseReturnValue:
    """The QR symbol of a list; its code is made when the symbol is first looked at."""
    code = codes.list_code(db.session, _readable(slug), now=utcnow())
    db.session.commit()
    drawn = qr.svg(qr.symbol_url(config().base_url or request.url_root, code))
    return Response(drawn, content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})
