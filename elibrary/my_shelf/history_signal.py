"""Writing down what a patron opens, in the request in which they do, while they want that."""

from flask import Flask, has_request_context
from sqlalchemy.exc import IntegrityError

from catalog.base import utcnow
from catalog.database import write_if_free
from elibrary.extensions import db
from elibrary.my_shelf import history
from elibrary.patrons.models import Patron
from elibrary.robots import is_robot
from elibrary.security import actor
from elibrary.usage import Use, used


def init_app(app: Flask) -> None:
    """Listen to the uses of this application."""

    def note(_sender: object, use: Use, user_agent: str) -> None:
        who = actor() if has_request_context() else None
        if use.form is None or use.record_id is None or not isinstance(who, Patron) or is_robot(user_agent):
            return
        change = history.change_for(db.session, who, use.record_id, use.form, now=utcnow())
        if change is None:
            return
        try:
            write_if_free(db.session, change)  # nobody's page waits for a line of their history
        except IntegrityError:
            db.session.rollback()  # the same title on two devices at once: the other one has written it

    used.connect(note, sender=app, weak=False)
