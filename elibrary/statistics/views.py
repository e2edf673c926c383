"""The pages of counts for the staff: what is used, and what was searched in vain."""

from datetime import date, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalog.base import utcnow
from catalog.formats.tabular import write_csv
from elibrary.extensions import config, db
from elibrary.security import allowed
from elibrary.statistics import searches, services
from elibrary.statistics.models import MissedSearch
from elibrary.usage import Channel, Event

blueprint = Blueprint("statistics", __name__)

DAYS = 30
SHOWN = 200
"""Missed searches on a page; the file for spreadsheets has all of them."""
FEW = 5
"""Missed searches on the first page of the counts."""


def _today() -> date:
    return utcnow().astimezone(ZoneInfo(config().timezone)).date()


def _month() -> date:
    """The month in the URL (`2026-11`), else the present one."""
    try:
        return date.fromisoformat(f"{request.values.get('month', '')}-01")
    except ValueError:
        return _today().replace(day=1)


@blueprint.get("/staff/statistics")
@allowed("read", "Count")
def index() -> ResponseReturnValue:
    """What was used in the last thirty days."""
    today = _today()
    first = today - timedelta(days=DAYS - 1)
    return render_template(
        "statistics/index.html",
        first=first,
        last=today,
        totals=services.totals(db.session, first, today),
        Event=Event,
        Channel=Channel,
        most_used=services.most_used(db.session, first, today),
        missed=searches.of_month(db.session, today.replace(day=1), limit=FEW),
    )


@blueprint.get("/staff/statistics/searches")
@allowed("read", "Count")
def missed_searches() -> ResponseReturnValue:
    """What people searched in a month and did not find."""
    month, months = _month(), searches.months(db.session)
    return render_template(
        "statistics/searches.html",
        month=month,
        months=sorted({*months, month, _today().replace(day=1)}, reverse=True),
        lines=searches.of_month(db.session, month, limit=SHOWN),
        total=searches.count(db.session, month),
    )


@blueprint.get("/staff/statistics/searches.csv")
@allowed("read", "Count")
def missed_searches_file() -> ResponseReturnValue:
    """The same for spreadsheets, all lines."""
    month = _month()
    headings = [gettext("Đã tìm"), gettext("Số lần tìm"), gettext("Số lần đề nghị")]
    lines = searches.of_month(db.session, month)
    out = BytesIO()
    write_csv(out, headings, ([line.text, str(line.times), str(line.wishes)] for line in lines))
    answer = Response(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="tim-chua-thay-{month:%Y-%m}.csv"'
    return answer


@blueprint.post("/staff/statistics/searches/<int:number>/delete")
@allowed("remove", MissedSearch)
def remove_missed_search(number: int) -> ResponseReturnValue:
    """Forget a text that should not stand there."""
    removed = searches.remove(db.session, number)
    db.session.commit()
    flash(gettext("Đã xoá “%(text)s” khỏi danh sách.", text=removed.text), "success")
    return redirect(url_for("statistics.missed_searches", month=f"{removed.month:%Y-%m}"))
