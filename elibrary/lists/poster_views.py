"""Printing a reading list as a poster."""

from io import BytesIO
from urllib.parse import urlsplit

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalog.base import utcnow
from catalog.models import ReadingList
from elibrary.centre.views import shown
from elibrary.extensions import config, db, store
from elibrary.lists import codes, editing
from elibrary.lists.forms import PosterForm
from elibrary.lists.printing import Pictures, PosterWords, poster_of
from elibrary.lists.views import blueprint
from elibrary.paths import FONT_BOLD, FONT_REGULAR
from elibrary.security import allowed
from media.fonts import Fonts
from media.poster_layouts import PAPERS
from media.posters import poster


@blueprint.route("/staff/lists/<int:list_id>/poster", methods=["GET", "POST"])
@allowed("edit", "ReadingList")
def print_poster(list_id: int) -> ResponseReturnValue:
    """Choose paper and place; the answer is a PDF."""
    reading_list, form = editing.get_list(db.session, list_id), PosterForm()
    if form.is_good():
        with form.keeping():
            pdf = _printed(reading_list, form)
            db.session.commit()
            name = f"{reading_list.slug}-{form.paper.data.lower()}.pdf"
            return send_file(BytesIO(pdf), "application/pdf", download_name=name)
    page = render_template(
        "lists/poster.html",
        form=form,
        list=reading_list,
        places=codes.places(db.session, reading_list),
        address=_address(),
        local=_only_here(),
    )
    return page, form.http_status


def _printed(reading_list: ReadingList, form: PosterForm) -> bytes:
    words = PosterWords(
        library=shown().name,
        invitation=_("Hướng máy ảnh điện thoại vào mã vuông cạnh bìa sách, rồi chạm vào dòng chữ hiện ra."),
        whole=_("Quét để xem cả danh mục"),
        sheet=lambda page, pages: _("Tờ %(page)s trên %(pages)s", page=page, pages=pages),
    )
    content = poster_of(
        db.session,
        reading_list,
        words,
        Pictures(store(), config()),
        address=_address(),
        hung=form.hung.data or "",
        now=utcnow(),
    )
    fonts = Fonts(FONT_REGULAR, FONT_BOLD)
    return poster(content, PAPERS[form.paper.data], across=form.turned.data == "across", fonts=fonts)


def _address() -> str:
    """What stands in each symbol before the code."""
    return config().base_url or request.url_root


def _only_here() -> bool:
    """Whether that address opens on this very computer only, so that no phone could follow a symbol."""
    host = urlsplit(_address()).hostname or ""
    return host == "localhost" or host.startswith("127.") or host == "::1"
