"""The page of counts for the staff."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.base import utcnow
from elibrary.extensions import config, db
from elibrary.security import allowed
from elibrary.statistics import services
from elibrary.usage import Channel, Event

blueprint = Blueprint("statistics", __name__)

DAYS = 30


@blueprint.get("/staff/statistics")
@allowed("read", "Count")
def index() -> ResponseReturnValue:
    """What was used in the last thirty days."""
    today = utcnow().astimezone(ZoneInfo(config().timezone)).date()
    first = today - timedelta(days=DAYS - 1)
    return render_template(
        "statistics/index.html",
        first=first,
        last=today,
        totals=services.totals(db.session, first, today),
        Event=Event,
        Channel=Channel,
        most_used=services.most_used(db.session, first, today),
    )
