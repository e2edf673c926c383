"""What hangs on a record: copies on shelves, digital books, audiobooks."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalog import services as catalogue
from catalog.base import utcnow
from catalog.models import Access, Copy, Record
from elibrary.cataloguing import services
from elibrary.cataloguing.forms import AccessForm, CopyForm, copy_form
from elibrary.cataloguing.views import blueprint
from elibrary.extensions import db
from elibrary.security import allowed


@blueprint.route("/records/<int:record_id>/copies/new", methods=["GET", "POST"])
@allowed("edit", "Copy")
def new_copy(record_id: int) -> ResponseReturnValue:
    """Add a copy to a record."""
    record = catalogue.get_record(db.session, record_id)
    form = CopyForm() if request.method == "POST" else copy_form(None, record)
    if form.is_good():
        with form.keeping():
            catalogue.add_copy(db.session, record, form.values(), now=utcnow())
            db.session.commit()
            flash(_("Đã thêm một bản của “%(title)s”.", title=record.title), "success")
            return redirect(_back(record, "copies"))
    return _copy_page(form, record, None)


@blueprint.route("/copies/<int:copy_id>", methods=["GET", "POST"])
@allowed("edit", "Copy")
def edit_copy(copy_id: int) -> ResponseReturnValue:
    """Change a copy."""
    copy = catalogue.get_copy(db.session, copy_id)
    form = CopyForm() if request.method == "POST" else copy_form(copy, copy.record)
    if form.is_good():
        with form.keeping():
            catalogue.fill_copy(db.session, copy, form.values())
            db.session.commit()
            flash(_("Đã lưu bản %(number)s.", number=copy.accession_number or copy.id), "success")
            return redirect(_back(copy.record, "copies"))
    return _copy_page(form, copy.record, copy)


def _copy_page(form: CopyForm, record: Record, copy: Copy | None) -> tuple[str, int]:
    places = services.places(db.session)
    page = render_template("cataloguing/copy.html", form=form, record=record, copy=copy, places=places)
    return page, form.http_status


@blueprint.post("/copies/<int:copy_id>/delete")
@allowed("edit", "Copy")
def delete_copy(copy_id: int) -> ResponseReturnValue:
    """Take a copy off its record."""
    record = services.remove(db.session, catalogue.get_copy(db.session, copy_id), now=utcnow())
    db.session.commit()
    flash(_("Đã xoá bản sách."), "success")
    return redirect(_back(record, "copies"))


@blueprint.post("/<any(digital, audiobook):kind>/<int:number>/access")
@allowed("edit", "Record")
def set_access(kind: str, number: int) -> ResponseReturnValue:
    """Say who may open a digital book or an audiobook."""
    item = services.get_form(db.session, kind, number)
    form = AccessForm()
    if not form.is_good():
        abort(400)
    services.set_access(item, Access(form.access.data))
    db.session.commit()
    flash(_("Đã lưu ai được mở."), "success")
    return redirect(_back(item.record, "forms"))


@blueprint.post("/<any(digital, audiobook):kind>/<int:number>/delete")
@allowed("edit", "Record")
def delete_form(kind: str, number: int) -> ResponseReturnValue:
    """Take a digital book or an audiobook off its record."""
    record = services.remove(db.session, services.get_form(db.session, kind, number), now=utcnow())
    db.session.commit()
    flash(_("Đã gỡ khỏi tài liệu."), "success")
    return redirect(_back(record, "forms"))


def _back(record: Record, part: str) -> str:
    """The record's page, at the part where the librarian was."""
    return url_for(".edit_record", record_id=record.id, _anchor=part)
