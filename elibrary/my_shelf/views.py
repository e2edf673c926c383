"""My shelf: its page."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from elibrary.security import allowed

blueprint = Blueprint("my_shelf", __name__, url_prefix="/account")


@blueprint.get("/shelf")
@allowed("look at", "MyShelf")
def shelf() -> ResponseReturnValue:
    """What somebody goes on with and has saved: on this device, and with a card on all of theirs."""
    return render_template("my_shelf/shelf.html")
