"""The centre in the frame of every page, and the pages on which the staff describe it."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from sqlalchemy.exc import SQLAlchemyError

from catalog.base import utcnow
from catalog.errors import NotFound
from elibrary.centre import hours, notices, services
from elibrary.centre.forms import CentreForm, NoticeForm, centre_form
from elibrary.centre.models import Centre, Notice
from elibrary.centre.services import Description
from elibrary.extensions import config, db, store
from elibrary.localisation import translated
from elibrary.security import allowed

A_YEAR = 31536000
"""Seconds."""

blueprint = Blueprint("centre", __name__)


def zone() -> ZoneInfo:
    """The centre's time zone."""
    return ZoneInfo(config().timezone)


def shown() -> Description:
    """The centre as this page shows it, asked for once.

    A page that says why the database does not answer has a frame too: it shows the program's own words.
    """
    if "centre" not in g:
        try:
            found = services.centre(db.session)
        except SQLAlchemyError:
            db.session.rollback()
            found = Description()
        g.centre = found if found.version else replace(found, name=translated(services.NAME))
    kept: Description = g.centre
    return kept


def weekday_names() -> list[str]:
    """Monday to Sunday in the language of the page."""
    locale = get_locale()
    names = locale.days["stand-alone"]["wide"] if locale else {}
    return [str(names[day])[:1].upper() + str(names[day])[1:] for day in range(hours.DAYS)]


blueprint.app_context_processor(lambda: {"centre": shown()})
blueprint.add_app_template_global(weekday_names, "weekday_names")


@blueprint.get("/media/centre/logo")
@allowed("read", "Site")
def logo() -> ResponseReturnValue:
    """The centre's sign; with the right `?v=` it may be kept for a year."""
    digest = shown().logo_sha256
    if digest is None or not store().exists(digest):
        raise NotFound
    answer = make_response(store().path(digest).read_bytes())
    answer.content_type = "image/webp"
    answer.set_etag(digest)
    answer.cache_control.public = True
    answer.cache_control.max_age = A_YEAR if digest.startswith(request.args.get("v") or "-") else 300
    return answer.make_conditional(request)


@blueprint.route("/staff/centre", methods=["GET", "POST"])
@allowed("describe", Centre)
def describe() -> ResponseReturnValue:
    """Name, texts, hours, colour and sign of the centre."""
    centre = shown()
    form = centre_form(centre, hours.opening(db.session, utcnow().astimezone(zone())))
    if form.is_good():
        with form.keeping():
            services.describe(db.session, form.description(_logo(form, centre)))
            hours.keep_hours(db.session, form.stretches())
            db.session.commit()
            flash(gettext("Đã lưu. Mọi trang hiện thông tin mới từ bây giờ."), "success")
            return redirect(url_for(".describe"))
        if isinstance(form.refusal, services.CentreChanged):
            form.version.data = services.centre(db.session).version
    return render_template("centre/describe.html", form=form), form.http_status


def _logo(form: CentreForm, centre: Description) -> str | None:
    """Digest of the sign from now on."""
    if form.logo.data:
        return services.keep_logo(db.session, store(), form.logo.data.stream)
    return None if form.no_logo.data else centre.logo_sha256


@blueprint.route("/staff/notices", methods=["GET", "POST"])
@allowed("publish", Notice)
def notice_list() -> ResponseReturnValue:
    """Publish a notice on the home page; those there are and were."""
    now = utcnow()
    today = now.astimezone(zone()).date()
    form = NoticeForm(first=today)
    if form.is_good():
        with form.keeping():
            notices.publish(db.session, form.text.data or "", form.period(zone(), now=now), now=now)
            db.session.commit()
            flash(gettext("Đã đăng thông báo."), "success")
            return redirect(url_for(".notice_list"))
    page = render_template(
        "centre/notices.html",
        form=form,
        notices=notices.listed(db.session),
        now=now,
        instant=timedelta(microseconds=1),  # before midnight is the last day on which it is shown
    )
    return page, form.http_status


@blueprint.post("/staff/notices/<int:notice_id>/end")
@allowed("publish", Notice)
def end_notice(notice_id: int) -> ResponseReturnValue:
    """Take a notice off the home page now."""
    notices.end(db.session, notice_id, now=utcnow())
    db.session.commit()
    flash(gettext("Thông báo không còn hiện trên trang chủ."), "success")
    return redirect(url_for(".notice_list"))


@blueprint.post("/staff/notices/<int:notice_id>/delete")
@allowed("publish", Notice)
def remove_notice(notice_id: int) -> ResponseReturnValue:
    """Delete a notice."""
    notices.remove(db.session, notice_id)
    db.session.commit()
    flash(gettext("Đã xoá thông báo."), "success")
    return redirect(url_for(".notice_list"))
