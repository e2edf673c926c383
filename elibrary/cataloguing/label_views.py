"""Printing labels."""

from io import BytesIO
from urllib.parse import urlsplit

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue

from catalog.base import utcnow
from elibrary.cataloguing.forms import LabelForm
from elibrary.cataloguing.labels import label_of, targets
from elibrary.cataloguing.views import blueprint
from elibrary.extensions import config, db
from elibrary.paths import FONT_BOLD, FONT_REGULAR
from elibrary.security import allowed
from media.fonts import Fonts
from media.label_layouts import LAYOUTS
from media.labels import sheet


@blueprint.route("/labels", methods=["GET", "POST"])
@allowed("print", "Label")
def labels() -> ResponseReturnValue:
    """Choose what to print labels for; the answer is a PDF."""
    form = LabelForm() if request.method == "POST" else LabelForm.unsent(**_asked_for())
    if form.is_good():
        with form.keeping():
            pdf = _printed(form)
            db.session.commit()
            return send_file(BytesIO(pdf), "application/pdf", download_name="nhan.pdf")
    page = render_template(
        "cataloguing/labels.html", form=form, address=_address(), layouts=_layouts(), local=_only_here()
    )
    return page, form.http_status


def _asked_for() -> dict[str, str]:
    """What a link names beforehand."""
    named = {name: request.args[name] for name in ("of", "which") if name in request.args}
    return {"of": "copy"} | named


def _printed(form: LabelForm) -> bytes:
    now = utcnow()
    things = targets(db.session, form.of.data, form.which.data or "")
    printed = [label_of(db.session, thing, _address(), now=now) for thing in things]
    fonts = Fonts(FONT_REGULAR, FONT_BOLD)
    return sheet(printed, LAYOUTS[form.layout.data], start=form.start.data or 1, fonts=fonts)


def _address() -> str:
    """What stands in each symbol before the code."""
    return config().base_url or request.url_root


def _only_here() -> bool:
    """Whether that address opens on this very computer only, so that no phone could follow a symbol."""
    host = urlsplit(_address()).hostname or ""
    return host == "localhost" or host.startswith("127.") or host == "::1"


def _layouts() -> dict[str, dict[str, float]]:
    """Each sheet as its picture needs it, in millimetres."""
    return {
        name: {
            "columns": kind.columns,
            "rows": kind.rows,
            "width": kind.width,
            "height": kind.height,
            "left": kind.left,
            "top": kind.top,
            "gapX": kind.gap_x,
            "gapY": kind.gap_y,
        }
        for name, kind in LAYOUTS.items()
    }
