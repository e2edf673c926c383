"""Help pages."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from elibrary.security import allowed

blueprint = Blueprint("help", __name__, url_prefix="/help")


@blueprint.get("")
@allowed("read", "Help")
def index() -> ResponseReturnValue:
    """All help pages."""
    return render_template("help/index.html")
