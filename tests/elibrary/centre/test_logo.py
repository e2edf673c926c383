"""The centre's sign: a small picture of ours, whatever was sent."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from elibrary.centre.models import Centre
from elibrary.centre.services import LARGEST_LOGO, LOGO_WIDTH, LogoTooLarge, keep_logo
from elibrary.extensions import store
from tests.conftest import Visitor

Fields = dict[str, str]


def test_it_is_made_small_and_shown_in_the_bar(
    at_the_desk: Visitor, described: Fields, picture: BytesIO
) -> None:
    answer = at_the_desk.post("/staff/centre", data=described | {"logo": (picture, "a.png")})
    assert answer.status_code == 302
    page = at_the_desk.get("/help").text
    address = page.partition('<img src="')[2].partition('"')[0]
    sign = at_the_desk.get(address)
    assert sign.content_type == "image/webp"
    assert Image.open(BytesIO(sign.data)).size == (LOGO_WIDTH, 128)
    assert "max-age=31536000" in sign.headers["Cache-Control"]
    again = at_the_desk.get(address, headers={"If-None-Match": sign.headers["ETag"]})
    assert again.status_code == 304


def test_it_stays_until_it_is_taken_away(
    at_the_desk: Visitor, described: Fields, picture: BytesIO, session: Session
) -> None:
    at_the_desk.post("/staff/centre", data=described | {"logo": (picture, "a.png")})
    at_the_desk.post("/staff/centre", data=described | {"version": "1"})
    assert session.scalar(select(Centre.logo_sha256))
    at_the_desk.post("/staff/centre", data=described | {"version": "2", "no_logo": "y"})
    assert session.scalar(select(Centre.logo_sha256)) is None
    assert at_the_desk.get("/media/centre/logo").status_code == 404


def test_a_file_that_went_lost_is_not_found(
    at_the_desk: Visitor, described: Fields, picture: BytesIO, session: Session
) -> None:
    at_the_desk.post("/staff/centre", data=described | {"logo": (picture, "a.png")})
    store().delete(session.scalar(select(Centre.logo_sha256)) or "")
    assert at_the_desk.get("/media/centre/logo").status_code == 404


def test_what_is_no_raster_picture_is_refused(
    at_the_desk: Visitor, described: Fields, session: Session
) -> None:
    for data in (b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n\x1a\n", b"x" * 100, b""):
        answer = at_the_desk.post("/staff/centre", data=described | {"logo": (BytesIO(data), "a.svg")})
        assert answer.status_code in (400, 415, 422), (data, answer.status_code)
        assert 'value="12 Hồ Văn Huê"' in answer.text
    assert session.scalar(select(Centre.id)) is None


def test_what_is_too_large_is_refused(session: Session) -> None:
    with pytest.raises(LogoTooLarge):
        keep_logo(session, store(), BytesIO(b"\xff" * (LARGEST_LOGO + 1)))
