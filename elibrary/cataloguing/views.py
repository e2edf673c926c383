"""The workbench and its records. Copies, files and labels have views of their own beside this file."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalog import services as catalogue
from catalog.base import utcnow
from catalog.models import ReadingList, Record, Shelf
from elibrary.cataloguing import services
from elibrary.cataloguing.forms import AccessForm
from elibrary.cataloguing.record_form import RecordForm, new_record_form, record_form, sent_record_form
from elibrary.errors import ChangedMeanwhile
from elibrary.extensions import db
from elibrary.form import LibraryForm
from elibrary.patrons import numbers as card_numbers
from elibrary.patrons import services as patrons
from elibrary.security import allowed

blueprint = Blueprint("cataloguing", __name__, url_prefix="/staff")


@blueprint.route("", methods=["GET", "POST"])
@allowed("use", "Workbench")
def workbench() -> ResponseReturnValue:
    """The desk: the scan box, what was changed last, the ways on.

    What is scanned comes in the body of a form: it may be somebody's card, which belongs in no address.
    """
    scanned = request.form.get("scan", "").strip()[:200]
    if scanned and (leads_to := _way_of(scanned)):
        return redirect(leads_to)
    return render_template(
        "cataloguing/workbench.html",
        newest=services.newest(db.session),
        totals=services.totals(db.session),
        missing=scanned.rpartition("#")[2],
        was_card=f"{url_for('patrons.sign_in')}#" in scanned,
    )


def _way_of(scanned: str) -> str | None:
    """Where what was scanned or typed leads; None for a number that nothing and nobody has."""
    number = card_numbers.plain(scanned)
    match services.scanned(db.session, scanned):
        case Record() as record:
            return url_for(".edit_record", record_id=record.id)
        case Shelf() as shelf:
            return url_for("browse.shelf", shelf_id=shelf.id)
        case ReadingList() as reading_list:
            return url_for("lists.edit", list_id=reading_list.id)
    if holder := patrons.by_card(db.session, number):
        return url_for("patrons.patron", number=holder.id)
    return None if services.is_number(number) else url_for("browse.search", q=scanned)


@blueprint.route("/records/new", methods=["GET", "POST"])
@allowed("edit", "Record")
def new_record() -> ResponseReturnValue:
    """Describe a new record."""
    form = sent_record_form(None) if request.method == "POST" else new_record_form(request.args)
    if form.is_good():
        with form.keeping():
            record = catalogue.create_record(db.session, form.values(), now=utcnow())
            db.session.commit()
            flash(
                _("Đã lưu “%(title)s”. Bây giờ hãy thêm bản sách hoặc tải tập tin lên.", title=record.title),
                "success",
            )
            return redirect(url_for(".edit_record", record_id=record.id))
    return _record_page(form, None)


@blueprint.route("/records/<int:record_id>", methods=["GET", "POST"])
@allowed("edit", "Record")
def edit_record(record_id: int) -> ResponseReturnValue:
    """Change a record."""
    record = catalogue.get_record(db.session, record_id)
    form = sent_record_form(record) if request.method == "POST" else record_form(record)
    if form.is_good():
        with form.keeping():
            services.save(db.session, record, form.values(), version=form.version.data or "", now=utcnow())
            db.session.commit()
            flash(_("Đã lưu “%(title)s”.", title=record.title), "success")
            return redirect(url_for(".edit_record", record_id=record.id))
    return _record_page(form, record)


def _record_page(
    form: RecordForm, record: Record | None, deletion: LibraryForm | None = None
) -> tuple[str, int]:
    """The form, what hangs on the record, and why something was refused."""
    if record is not None and isinstance(form.refusal, services.EditedMeanwhile | ChangedMeanwhile):
        form.show_stored(record)
    form.offer_rows()
    page = render_template(
        "cataloguing/record.html",
        form=form,
        record=record,
        refused=(deletion or form).refusal_sentence,
        access=AccessForm.unsent(),
    )
    return page, (deletion or form).http_status


@blueprint.post("/records/<int:record_id>/delete")
@allowed("edit", "Record")
def delete_record(record_id: int) -> ResponseReturnValue:
    """Delete a record on which nothing hangs."""
    record, form = catalogue.get_record(db.session, record_id), LibraryForm()
    if form.is_good():
        with form.keeping():
            title = record.title
            services.delete_record(db.session, record)
            db.session.commit()
            flash(_("Đã xoá tài liệu “%(title)s”.", title=title), "success")
            return redirect(url_for(".workbench"))
    return _record_page(record_form(record), record, deletion=form)
