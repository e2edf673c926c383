"""The front door."""

import time
from functools import partial
from typing import NamedTuple

from flask import Blueprint, current_app, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from catalog.base import utcnow
from elibrary import audience
from elibrary.centre import hours, notices
from elibrary.centre.views import zone
from elibrary.extensions import db
from elibrary.home import services
from elibrary.home.memory import Remembered
from elibrary.home.services import Popular
from elibrary.localisation import chosen_words
from elibrary.security import allowed

_MEMORY = "elibrary_home"

SECONDS = 5.0
"""How long the page may be behind what another process has saved."""

blueprint = Blueprint("home", __name__)


class Shared(NamedTuple):
    """What everybody of the same age and language sees."""

    notices: list[str]
    empty: bool
    """Whether the library has no record at all."""
    rows: Markup


class Memory(NamedTuple):
    """What this process remembers for the next visitor: by age, and by age, language and path of the site."""

    popular: Remembered[int | None, Popular]
    shared: Remembered[tuple[int | None, str, str], Shared]


@blueprint.record_once
def _make_memory(state: BlueprintSetupState) -> None:
    state.app.extensions[_MEMORY] = Memory(Remembered(), Remembered(SECONDS, until_saved=True))


@blueprint.get("/")
@allowed("read", "Site")
def index() -> ResponseReturnValue:
    """Search, notices, what to go on with, the three ways of reading, what is new, when the door is open."""
    memory: Memory = current_app.extensions[_MEMORY]
    key = (audience.of(db.session), chosen_words(), request.script_root)
    shared = memory.shared.get(key, partial(_shared, memory), now=time.monotonic())
    return render_template("home/index.html", shared=shared)


def _shared(memory: Memory) -> Shared:
    age, now = audience.of(db.session), utcnow()
    popular = memory.popular.get(age, partial(services.popular, db.session), now=time.monotonic())
    home = services.home(db.session, popular.most_read)
    opening = hours.opening(db.session, now.astimezone(zone()))
    rows = render_template("home/rows.html", home=home, counts=popular.counts, opening=opening)
    return Shared(list(notices.visible(db.session, now=now)), home.empty, Markup(rows))  # noqa: S704 - a template's
