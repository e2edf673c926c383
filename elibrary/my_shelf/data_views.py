"""My data: seeing it, taking it along, deleting it with the card."""

import json
from http import HTTPStatus
from zoneinfo import ZoneInfo

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalog.base import utcnow
from catalog.database import overwrite_deleted
from elibrary.extensions import config, db
from elibrary.localisation import translated
from elibrary.my_shelf import own_data
from elibrary.my_shelf.views import blueprint, owner
from elibrary.patrons import guessing, session
from elibrary.patrons.forms import PinForm
from elibrary.security import allowed


def _everything() -> list[own_data.Person]:
    zone = ZoneInfo(config().timezone)
    return own_data.everything(db.session, owner(), say=translated, zone=zone)


@blueprint.get("/data")
@allowed("manage", "OwnData")
def data() -> ResponseReturnValue:
    """Everything that is kept about the card, to read; and the ways to take it along or delete it."""
    return render_template("my_shelf/data.html", form=PinForm(), people=_everything())


@blueprint.get("/data/file")
@allowed("manage", "OwnData")
def data_file() -> ResponseReturnValue:
    """The same as one JSON file."""
    now = utcnow().astimezone(ZoneInfo(config().timezone))
    whole = {_("Lấy ra lúc"): now.isoformat(timespec="seconds"), _("Hồ sơ của thẻ và trẻ em"): _everything()}
    answer = Response(json.dumps(whole, ensure_ascii=False, indent=2), content_type="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="du-lieu-cua-toi.json"'
    return answer


@blueprint.post("/data/delete")
@allowed("manage", "OwnData")
def delete_data() -> ResponseReturnValue:
    """Delete the card and everything of it. Nobody can undo that."""
    form = PinForm()
    if form.is_good():
        with form.keeping():
            with guessing.counted(owner().card_number or ""):
                own_data.delete_card(db.session, owner(), form.pin.data or "")
            db.session.commit()
            overwrite_deleted(db.session)
            session.end()
            flash(_("Thẻ và mọi dữ liệu của thẻ đã được xoá. Bạn vẫn tìm, đọc và nghe như mọi người."))
            return redirect(url_for("home.index"), HTTPStatus.SEE_OTHER)
    return render_template("my_shelf/data.html", form=form, people=_everything()), form.http_status
