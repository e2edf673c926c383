"""Listening: the player's page, the sound, and the count of what was listened to."""

import math

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from catalog.errors import N_, Refusal
from catalog.models import Audiobook, Form
from elibrary.extensions import csrf, db, limiter
from elibrary.listening import services
from elibrary.security import allowed, require
from elibrary.streaming import send_stored
from elibrary.usage import Event, report

blueprint = Blueprint("listening", __name__)

MOST_SECONDS = 120
"""One report covers about a minute of listening; more than two cannot be one."""
LONGEST_REPORT = 1000
"""Bytes; JSON takes many times its size in memory, and anybody may send it."""


class BadMinutes(Refusal):
    """A report of listening that no player of ours sends."""

    status = 400
    message = N_("Không ghi được thời gian nghe. Việc nghe không bị ảnh hưởng.")


@blueprint.get("/listen/<int:audiobook_id>")
@allowed("read", Audiobook)
def listen(audiobook_id: int) -> ResponseReturnValue:
    """The player. `?t=` opens it so many seconds into the book."""
    book = services.audiobook(db.session, audiobook_id)
    require("read", book)
    asked = _seconds(request.args.get("t", ""))
    return render_template(
        "listening/listen.html",
        book=book,
        placed_tracks=list(zip(book.tracks, services.track_starts(book), strict=True)),
        asked=asked,
        spot=services.spot_at(book, asked or 0),
        chapter=services.chapter_at(book, asked or 0),
    )


@blueprint.get("/media/tracks/<int:track_id>")
@allowed("read", Audiobook)
def track(track_id: int) -> ResponseReturnValue:
    """The sound of one track."""
    found = services.track(db.session, track_id)
    require("read", found.audiobook)
    return send_stored(found.file)


@blueprint.post("/listen/<int:audiobook_id>/minutes")
@limiter.limit("120 per minute")
@allowed("read", Audiobook)
def minutes(audiobook_id: int) -> ResponseReturnValue:
    """A player tells how many seconds were listened to since it last did."""
    book = services.audiobook(db.session, audiobook_id)
    require("read", book)
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise BadMinutes
    request.max_content_length = LONGEST_REPORT
    sent = request.get_json(force=True, silent=True)
    seconds = sent.get("seconds") if isinstance(sent, dict) else None
    if type(seconds) is not int or not 1 <= seconds <= MOST_SECONDS:
        raise BadMinutes
    report(Event.LISTEN, book.record_id, Form.AUDIO, amount=seconds)
    return "", 204


csrf.exempt(minutes)  # it changes a count only, on nobody's authority, and refuses other sites itself


def _seconds(text: str) -> float | None:
    """A number of seconds from a URL; None where it is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None
