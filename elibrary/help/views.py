"""Help pages, each with a voice, a QR symbol and a poster."""

from http import HTTPStatus

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from elibrary.assets import A_YEAR
from elibrary.extensions import config, db
from elibrary.help import posters, services
from elibrary.localisation import chosen_language
from elibrary.security import allowed
from media import qr

blueprint = Blueprint("help", __name__)


@blueprint.get("/help")
@allowed("read", "Help")
def index() -> ResponseReturnValue:
    """All help pages."""
    return render_template("help/index.html", pages=services.help_pages(chosen_language()))


@blueprint.get("/help/<slug>")
@allowed("read", "Help")
def page(slug: str) -> ResponseReturnValue:
    """A few steps, each with its picture."""
    shown = services.help_page(slug, chosen_language())
    others = [other for other in services.help_pages(chosen_language()) if other is not shown]
    return render_template("help/page.html", page=shown, others=others, forms=services.FORMS)


@blueprint.get("/help/<slug>/voice-<language>.<any(ogg, m4a):form>")
@allowed("read", "Help")
def voice(slug: str, language: str, form: str) -> ResponseReturnValue:
    """The page read aloud; with the right `?v=` it may be kept for a year."""
    file = services.voice_file(slug, language, form)
    current = request.args.get("v") == services.help_page(slug, language).voice
    return send_file(file, services.FORMS[form], conditional=True, max_age=A_YEAR if current else 300)


@blueprint.get("/help/<slug>/qr.svg")
@allowed("read", "Help")
def symbol(slug: str) -> ResponseReturnValue:
    """The QR symbol of the page."""
    return Response(
        qr.svg(_address(slug)), content_type="image/svg+xml", headers={"Cache-Control": "no-cache"}
    )


@blueprint.get("/help/<slug>/poster.pdf")
@allowed("read", "Help")
def poster(slug: str) -> ResponseReturnValue:
    """The page as an A4 poster."""
    shown = services.help_page(slug, chosen_language())
    pdf = posters.poster(shown, _address(slug), posters.centre_name(db.session))
    named = {"Content-Disposition": f'inline; filename="{slug}.pdf"', "Cache-Control": "no-cache"}
    return Response(pdf, content_type="application/pdf", headers=named)


@blueprint.get("/h/<int:number>")
@blueprint.get("/H/<int:number>")
@allowed("read", "Help")
def by_number(number: int) -> ResponseReturnValue:
    """Where the symbols lead; they hold this address in upper case."""
    topic = services.numbered(number)
    return redirect(url_for("help.page", slug=topic.slug), HTTPStatus.FOUND)


def _address(slug: str) -> str:
    """What the symbol of a page holds."""
    number = services.help_page(slug, chosen_language()).number
    return qr.symbol_url(config().base_url or request.url_root, str(number), under="h")
