"""Two librarians whose saves meet: the second is told, nothing breaks."""

from flask import Flask
from sqlalchemy.orm import Session

from elibrary.cataloguing.forms import CopyForm
from elibrary.errors import ChangedMeanwhile
from tests import factories


def test_what_only_the_database_sees_is_told_in_the_form(app: Flask, session: Session) -> None:
    record = factories.record(session)
    factories.copy(session, record, barcode="1001")
    other = factories.copy(session, record, barcode="1002")
    with app.test_request_context(method="POST"):
        form = CopyForm()
        with form.keeping():
            other.barcode = "1001"  # as if the first came in after the rule had looked
            session.commit()
    assert isinstance(form.refusal, ChangedMeanwhile)
