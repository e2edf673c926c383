"""The workbench: records and copies. Files and labels have views of their own beside this file."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalog import services as catalogue
from catalog.base import utcnow
from catalog.models import Access
from elibrary.cataloguing import services
from elibrary.cataloguing.forms import AccessForm, copy_form, record_form
from elibrary.extensions import db
from elibrary.security import allowed

blueprint = Blueprint("cataloguing", __name__, url_prefix="/staff")


@blueprint.get("")
@allowed("use", "Workbench")
def workbench() -> ResponseReturnValue:
    """The desk: the scan box, what was changed last, the ways on."""
    scanned = request.args.get("scan", "").strip()[:200]
    if scanned and (record := services.scanned(db.session, scanned)) is not None:
        return redirect(url_for(".edit_record", record_id=record.id))
    if scanned:
        return redirect(url_for("browse.search", q=scanned))
    return render_template(
        "cataloguing/workbench.html", newest=services.newest(db.session), totals=services.totals(db.session)
    )


@blueprint.route("/records/new", methods=["GET", "POST"])
@allowed("edit", "Record")
def new_record() -> ResponseReturnValue:
    """Describe a new record."""
    form = record_form(None, request)
    if not form.is_good():
        return render_template(
            "cataloguing/record.html", form=form, record=None
        ), 422 if form.is_sent() else 200
    record = catalogue.create_record(db.session, form.values(), now=utcnow())
    db.session.commit()
    flash(
        _("Đã lưu “%(title)s”. Bây giờ hãy thêm bản sách hoặc tải tập tin lên.", title=record.title),
        "success",
    )
    return redirect(url_for(".edit_record", record_id=record.id))


@blueprint.route("/records/<int:record_id>", methods=["GET", "POST"])
@allowed("edit", "Record")
def edit_record(record_id: int) -> ResponseReturnValue:
    """Change a record."""
    record = catalogue.get_record(db.session, record_id)
    form = record_form(record, request)
    if not form.is_good():
        page = render_template("cataloguing/record.html", form=form, record=record)
        return page, 422 if form.is_sent() else 200
    services.save(db.session, record, form.values(), version=form.version.data or "", now=utcnow())
    db.session.commit()
    flash(_("Đã lưu “%(title)s”.", title=record.title), "success")
    return redirect(url_for(".edit_record", record_id=record.id))


@blueprint.post("/records/<int:record_id>/delete")
@allowed("edit", "Record")
def delete_record(record_id: int) -> ResponseReturnValue:
    """Delete a record on which nothing hangs."""
    services.delete_record(db.session, catalogue.get_record(db.session, record_id))
    db.session.commit()
    flash(_("Đã xoá tài liệu."), "success")
    return redirect(url_for(".workbench"))


@blueprint.route("/records/<int:record_id>/copies/new", methods=["GET", "POST"])
@allowed("edit", "Copy")
def new_copy(record_id: int) -> ResponseReturnValue:
    """Add a copy to a record."""
    record = catalogue.get_record(db.session, record_id)
    form = copy_form(None, record)
    if not form.is_good():
        page = render_template("cataloguing/copy.html", form=form, record=record, copy=None)
        return page, 422 if form.is_sent() else 200
    catalogue.add_copy(db.session, record, form.values(), now=utcnow())
    db.session.commit()
    flash(_("Đã thêm một bản của “%(title)s”.", title=record.title), "success")
    return redirect(url_for(".edit_record", record_id=record.id, _anchor="copies"))


@blueprint.route("/copies/<int:copy_id>", methods=["GET", "POST"])
@allowed("edit", "Copy")
def edit_copy(copy_id: int) -> ResponseReturnValue:
    """Change a copy."""
    copy = catalogue.get_copy(db.session, copy_id)
    form = copy_form(copy, copy.record)
    if not form.is_good():
        page = render_template("cataloguing/copy.html", form=form, record=copy.record, copy=copy)
        return page, 422 if form.is_sent() else 200
    catalogue.fill_copy(db.session, copy, form.values())
    db.session.commit()
    flash(_("Đã lưu bản %(number)s.", number=copy.accession_number or copy.id), "success")
    return redirect(url_for(".edit_record", record_id=copy.record_id, _anchor="copies"))


@blueprint.post("/copies/<int:copy_id>/delete")
@allowed("edit", "Copy")
def delete_copy(copy_id: int) -> ResponseReturnValue:
    """Take a copy off its record."""
    record = services.remove(db.session, catalogue.get_copy(db.session, copy_id), now=utcnow())
    db.session.commit()
    flash(_("Đã xoá bản sách."), "success")
    return redirect(url_for(".edit_record", record_id=record.id, _anchor="copies"))


@blueprint.post("/<any(digital, audiobook):kind>/<int:number>/access")
@allowed("edit", "Record")
def set_access(kind: str, number: int) -> ResponseReturnValue:
    """Say who may open a digital book or an audiobook."""
    item = services.get_form(db.session, kind, number)
    form = AccessForm()
    if form.is_good():
        services.set_access(item, Access(form.access.data))
        db.session.commit()
        flash(_("Đã lưu quyền mở."), "success")
    return redirect(url_for(".edit_record", record_id=item.record_id, _anchor="forms"))


@blueprint.post("/<any(digital, audiobook):kind>/<int:number>/delete")
@allowed("edit", "Record")
def delete_form(kind: str, number: int) -> ResponseReturnValue:
    """Take a digital book or an audiobook off its record."""
    record = services.remove(db.session, services.get_form(db.session, kind, number), now=utcnow())
    db.session.commit()
    flash(_("Đã gỡ tập tin khỏi tài liệu."), "success")
    return redirect(url_for(".edit_record", record_id=record.id, _anchor="forms"))
