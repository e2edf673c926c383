"""Reading: a chapter of an EPUB or a page of a PDF as a plain page, and the bytes that it needs."""

from datetime import timedelta
from pathlib import Path

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from catalog.models import DigitalKind, DigitalObject, Form
from elibrary.extensions import config, db, store
from elibrary.reading import services
from elibrary.reading.look import COOKIE, PAPERS, Look
from elibrary.reading.marking import mark
from elibrary.reading.page_cache import PageCache
from elibrary.security import allowed, own_path, require
from elibrary.streaming import send_stored
from elibrary.usage import Event, report
from media import epub, pdf

blueprint = Blueprint("reading", __name__)
blueprint.record_once(
    lambda state: state.app.extensions.update(
        elibrary_pages=PageCache(state.app.extensions["elibrary_config"].cache / "pages")
    )
)

WIDTHS = (400, 800, 1200, 1600, 2400)
"""Pixels: a small phone, a phone, a fine phone, a screen, a page looked at closely."""
USUAL_WIDTH = 800
BYTES_POLICY = "default-src 'none'; sandbox"
LONGEST_QUERY = 200


@blueprint.get("/read/<int:digital_id>")
@allowed("read", DigitalObject)
def read(digital_id: int) -> ResponseReturnValue:
    """The book at its beginning; the page offers the place where this device stopped."""
    return _opened(_allowed_book(digital_id), 0, opening=True)


@blueprint.get("/read/<int:digital_id>/<int:position>")
@allowed("read", DigitalObject)
def chapter(digital_id: int, position: int) -> ResponseReturnValue:
    """One chapter of an EPUB or one page of a PDF; both count from 0. `?q=` marks these words."""
    return _opened(_allowed_book(digital_id), position, opening=False)


@blueprint.get("/read/<int:digital_id>/page")
@allowed("read", DigitalObject)
def jump(digital_id: int) -> ResponseReturnValue:
    """To the page of `?number=`, counted from 1 as printed in the box; the nearest one there is."""
    book = _allowed_book(digital_id)
    asked = request.args.get("number", 1, type=int)
    position = min(max(1, asked), book.pages) - 1
    return redirect(_place(book, position))


@blueprint.get("/read/look")
@allowed("read", "Site")
def look() -> ResponseReturnValue:
    """Keep size of type and colour of paper on this device and go back to the chapter."""
    response = redirect(own_path(request.args.get("next", "")) or url_for("home.index"))
    chosen = str(Look.parse(request.args.get("look", "")))
    # Not HttpOnly: the page's own script turns the look without a reload. It says nothing of anybody.
    response.set_cookie(
        COOKIE, chosen, max_age=timedelta(days=730), samesite="Lax", secure=config().https, path="/read"
    )
    return response


@blueprint.get("/media/digital/<int:digital_id>/member/<path:name>")
@allowed("read", DigitalObject)
def member(digital_id: int, name: str) -> ResponseReturnValue:
    """A picture or font inside an EPUB; never a page, a script or SVG."""
    book = _allowed_book(digital_id, DigitalKind.EPUB)
    found = epub.member(_path(book), name)
    return _bytes(found.data, found.content_type)


@blueprint.get("/media/digital/<int:digital_id>/pages/<int:page>")
@allowed("read", DigitalObject)
def page(digital_id: int, page: int) -> ResponseReturnValue:
    """A picture of one page of a PDF, counted from 0, at the width of WIDTHS that `?w=` needs."""
    book = _allowed_book(digital_id, DigitalKind.PDF)
    asked = request.args.get("w", USUAL_WIDTH, type=int)
    width = next((width for width in WIDTHS if width >= asked), WIDTHS[-1])
    if page >= book.pages:
        raise pdf.NoSuchPage
    path = _path(book)
    cache: PageCache = current_app.extensions["elibrary_pages"]
    picture = cache.get(
        f"{book.sha256}-{page}-{width}.webp", lambda: pdf.render_page(path, page, width, format="webp")
    )
    return _bytes(picture, "image/webp")


@blueprint.get("/media/digital/<int:digital_id>/file")
@allowed("read", DigitalObject)
def file(digital_id: int) -> ResponseReturnValue:
    """The whole file, to keep."""
    book = _allowed_book(digital_id)
    name = "".join(
        letter for letter in book.record.title if letter.isprintable() and letter not in '\\/:*?"<>|'
    )
    return send_stored(book.file, download_name=f"{name[:100].strip()}.{book.kind.value}", inline=False)


def _allowed_book(digital_id: int, kind: DigitalKind | None = None) -> DigitalObject:
    """The book, if whoever asks may read it. Raises NoSuchBook, SignInFirst, NotAllowed, NoSuchPart."""
    book = services.digital_object(db.session, digital_id)
    require("read", book)
    if kind is not None and book.kind is not kind:
        raise epub.NoSuchPart
    return book


def _path(book: DigitalObject) -> Path:
    return store().path(book.sha256)


def _via() -> str | None:
    return "qr" if request.args.get("via") == "qr" else None


def _place(book: DigitalObject, position: int, anchor: str = "") -> str:
    """The address of a chapter or page; how the reader came here goes along."""
    return url_for(
        "reading.chapter", digital_id=book.id, position=position, via=_via(), _anchor=anchor or None
    )


def _opened(book: DigitalObject, position: int, *, opening: bool) -> ResponseReturnValue:
    section = services.section(db.session, book, position)
    path = _path(book)
    kept = Look.parse(request.cookies.get(COOKIE, ""))
    if book.kind is DigitalKind.EPUB:
        template, text = "reading/chapter.html", _chapter_text(book, path, position)
    else:
        template, text = "reading/page.html", Markup(mark(str(escape(section.text)), _sought()))  # noqa: S704
    answer = render_template(
        template,
        book=book,
        section=section,
        contents=services.contents_of(db.session, book, path),
        place=lambda to, anchor="": _place(book, to, anchor),
        text=text,
        opening=opening,
        look=kept,
        papers=PAPERS,
        widths=WIDTHS,
        close="zoom" in request.args,
        sought=bool(_sought()),
    )
    report(Event.READ, book.record_id, Form.DIGITAL)
    return answer


def _chapter_text(book: DigitalObject, path: Path, position: int) -> Markup:
    html = epub.chapter_html(
        path,
        position,
        member_url=lambda name: url_for("reading.member", digital_id=book.id, name=name),
        chapter_url=lambda to, anchor: _place(book, to, anchor),
    )
    return Markup(mark(html, _sought()))  # noqa: S704 - written by the sanitiser


def _sought() -> str:
    """The words that brought the reader here."""
    return request.args.get("q", "")[:LONGEST_QUERY]


def _bytes(content: bytes, content_type: str) -> Response:
    response = make_response(content)
    response.content_type = content_type
    response.headers["Content-Security-Policy"] = BYTES_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.cache_control.private = True
    response.cache_control.max_age = 86400
    response.add_etag()
    response.make_conditional(request)
    return response
