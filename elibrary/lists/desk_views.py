"""The librarian's desk for reading lists."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalog.base import utcnow
from catalog.models import ReadingList, Record
from catalog.search import IndexUnusable
from catalog.services import get_record
from elibrary.browse.lines import full_title
from elibrary.browse.listing import ListedRecord, records
from elibrary.errors import ChangedMeanwhile
from elibrary.extensions import db, search_engine
from elibrary.form import LibraryForm
from elibrary.lists import editing, finding
from elibrary.lists.forms import AddForm, ListForm, NewListForm, list_form
from elibrary.lists.views import blueprint
from elibrary.security import allowed

_MOVES = {"up": -1, "down": 1}


@blueprint.route("/staff/lists", methods=["GET", "POST"])
@allowed("edit", "ReadingList")
def desk() -> ResponseReturnValue:
    """Every list, and the box for a new one; with `?record=` the lists into which that record can go."""
    form = NewListForm()
    if form.is_good():
        with form.keeping():
            made = editing.create(db.session, form.title.data or "", now=utcnow())
            _put_asked_for(made)
            db.session.commit()
            flash(_("Đã lập danh mục. Bạn đọc chưa thấy; thêm tài liệu xong hãy cho xem."), "success")
            return redirect(url_for(".edit", list_id=made.id))
    lists = editing.all_lists(db.session)
    page = render_template("lists/desk.html", form=form, lists=lists, wanted=_asked_for())
    return page, form.http_status


def _asked_for() -> Record | None:
    """The record for which a list is looked for."""
    number = request.args.get("record", type=int)
    return get_record(db.session, number) if number is not None and 0 < number < 2**31 else None


def _put_asked_for(made: ReadingList) -> None:
    if record := _asked_for():
        editing.add(db.session, made, record, now=utcnow())


@blueprint.route("/staff/lists/<int:list_id>", methods=["GET", "POST"])
@allowed("edit", "ReadingList")
def edit(list_id: int) -> ResponseReturnValue:
    """Change a list: every button of its page saves all of it, then does what it says."""
    reading_list = editing.get_list(db.session, list_id)
    form = ListForm() if request.method == "POST" else list_form(reading_list)
    if form.is_good():
        with form.keeping():
            now = utcnow()
            editing.save(db.session, reading_list, form.values(), version=form.version.data or "", now=now)
            onward = _done(reading_list, form)
            db.session.commit()
            return redirect(onward)
    if isinstance(form.refusal, editing.ListEditedMeanwhile | ChangedMeanwhile):
        form.show_stored(reading_list)
    return _list_page(form, reading_list), form.http_status


def _done(reading_list: ReadingList, form: ListForm) -> str:
    """Do what the pressed button asks for besides saving; where to go then."""
    name, record_id = form.step
    if name in _MOVES:
        editing.move(reading_list, record_id, _MOVES[name], now=utcnow())
        return _back(reading_list, f"title-{record_id}")
    if name == "remove":
        return _removed(reading_list, record_id)
    if name == "add":
        return _added(reading_list, get_record(db.session, record_id))
    wanted = (form.find.data or "").strip()
    if wanted and (record := finding.numbered(db.session, wanted)):
        return _added(reading_list, record)
    if wanted:
        return _back(reading_list, "add", find=wanted)
    flash(_("Đã lưu danh mục “%(title)s”.", title=reading_list.title), "success")
    return _back(reading_list)


def _back(reading_list: ReadingList, anchor: str | None = None, find: str | None = None) -> str:
    return url_for(".edit", list_id=reading_list.id, find=find, _anchor=anchor)


def _removed(reading_list: ReadingList, record_id: int) -> str:
    editing.remove(reading_list, record_id, now=utcnow())
    for record in records(db.session, [record_id]):
        flash(_("Đã bỏ “%(title)s” khỏi danh mục.", title=full_title(record)), "success")
    return _back(reading_list, "titles")


def _added(reading_list: ReadingList, record: Record) -> str:
    title = full_title(record)
    if editing.add(db.session, reading_list, record, now=utcnow()):
        flash(_("Đã thêm “%(title)s” vào cuối danh mục.", title=title), "success")
    else:
        flash(_("“%(title)s” đã có trong danh mục này.", title=title))
    return _back(reading_list, "add")


def _list_page(form: ListForm, reading_list: ReadingList) -> str:
    """The form with the titles as records, and what was found for the words in the box."""
    wanted = request.args.get("find", "").strip()[:500]
    offered, searching = _offered(wanted)
    named = [row.form.record.data for row in form.notes] + [record for record, _note in form.gone]
    titles = {record.id: record for record in records(db.session, [key for key in named if key])}
    return render_template(
        "lists/edit.html",
        form=form,
        list=reading_list,
        titles=titles,
        wanted=wanted,
        offered=offered,
        searching=searching,
    )


def _offered(wanted: str) -> tuple[list[ListedRecord], bool]:
    """What a search finds for the words, and whether a search can be made now."""
    if not wanted:
        return [], True
    try:
        return list(finding.worded(db.session, search_engine(), wanted)), True
    except IndexUnusable:
        return [], False


@blueprint.post("/staff/lists/<int:list_id>/titles")
@allowed("edit", "ReadingList")
def add_title(list_id: int) -> ResponseReturnValue:
    """Put a record into a list from the record's own page."""
    reading_list, form = editing.get_list(db.session, list_id), AddForm()
    if not form.is_good() or not form.record.data:
        return redirect(url_for(".edit", list_id=list_id))
    onward = _added(reading_list, get_record(db.session, form.record.data))
    db.session.commit()
    return redirect(onward)


@blueprint.post("/staff/lists/<int:list_id>/delete")
@allowed("edit", "ReadingList")
def delete(list_id: int) -> ResponseReturnValue:
    """Delete a list; its titles stay in the library, and so do the codes of its posters."""
    reading_list, form = editing.get_list(db.session, list_id), LibraryForm()
    if not form.is_good():
        return redirect(url_for(".edit", list_id=list_id))
    title = reading_list.title
    db.session.delete(reading_list)
    db.session.commit()
    flash(
        _("Đã xoá danh mục “%(title)s”. Các tài liệu trong đó vẫn còn trong thư viện.", title=title),
        "success",
    )
    return redirect(url_for(".desk"))
