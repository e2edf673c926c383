"""The front door."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from elibrary.extensions import db
from elibrary.home import services
from elibrary.security import allowed

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@allowed("read", "Site")
def index() -> ResponseReturnValue:
    """Search, what to go on with, the three ways of reading, what is new."""
    return render_template("home/index.html", home=services.home(db.session))
