"""The front door."""

import time
from functools import partial

from flask import Blueprint, current_app, render_template
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from catalog.base import utcnow
from elibrary import audience
from elibrary.centre import hours, notices
from elibrary.centre.views import zone
from elibrary.extensions import db
from elibrary.home import services
from elibrary.home.memory import Remembered
from elibrary.home.services import Popular
from elibrary.security import allowed

_REMEMBERED = "elibrary_home"

blueprint = Blueprint("home", __name__)


@blueprint.record_once
def _make_memory(state: BlueprintSetupState) -> None:
    state.app.extensions[_REMEMBERED] = Remembered[int | None, Popular]()


def _popular() -> Popular:
    """Counts and most read titles, at most a minute old; those of a child's profile stand apart."""
    memory: Remembered[int | None, Popular] = current_app.extensions[_REMEMBERED]
    age = audience.of(db.session)
    return memory.get(age, partial(services.popular, db.session), now=time.monotonic())


@blueprint.get("/")
@allowed("read", "Site")
def index() -> ResponseReturnValue:
    """Search, notices, what to go on with, the three ways of reading, what is new, when the door is open."""
    popular, now = _popular(), utcnow()
    return render_template(
        "home/index.html",
        home=services.home(db.session, popular.most_read),
        counts=popular.counts,
        notices=notices.visible(db.session, now=now),
        opening=hours.opening(db.session, now.astimezone(zone())),
    )
