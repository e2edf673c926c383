"""The page of counts for the posters of reading lists."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import render_template, request
from flask.typing import ResponseReturnValue

from catalog.base import utcnow
from elibrary.extensions import config, db
from elibrary.lists.editing import get_list
from elibrary.security import allowed
from elibrary.statistics import posters as counts
from elibrary.statistics.views import DAYS, blueprint

_LARGEST_ID = 2**31 - 1


@blueprint.get("/staff/statistics/posters")
@allowed("read", "Count")
def posters() -> ResponseReturnValue:
    """Scans by list and place, of one list with `?list=`."""
    number = request.args.get("list", type=int)
    of_list = get_list(db.session, number) if number is not None and 0 < number <= _LARGEST_ID else None
    today = utcnow().astimezone(ZoneInfo(config().timezone)).date()
    lines = counts.by_place(
        db.session, today - timedelta(days=DAYS - 1), list_id=of_list.id if of_list else None
    )
    return render_template("statistics/posters.html", list=of_list, lines=lines)
