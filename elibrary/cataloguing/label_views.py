"""Printing labels."""

from io import BytesIO

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
    form = LabelForm(which=request.args.get("which", ""), of=request.args.get("of", "copy"))
    if not form.is_good():
        return render_template("cataloguing/labels.html", form=form), 422 if form.is_sent() else 200
    things = targets(db.session, form.of.data, form.which.data or "")
    base_url, now = config().base_url or request.url_root, utcnow()
    printed = [label_of(db.session, thing, base_url, now=now) for thing in things]
    fonts = Fonts(FONT_REGULAR, FONT_BOLD)
    pdf = sheet(printed, LAYOUTS[form.layout.data], start=form.start.data or 1, fonts=fonts)
    db.session.commit()
    return send_file(BytesIO(pdf), "application/pdf", download_name="nhan.pdf")
