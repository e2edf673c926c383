"""The pictures of covers."""

import io
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from catalog.models import Record, StoredFile
from catalog.services import fill, values_of
from elibrary.browse.holdings import cover_version
from elibrary.config import Config
from elibrary.extensions import store
from tests import factories
from tests.conftest import Visitor


def picture(data: bytes) -> Image.Image:
    """The bytes as a picture."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.fixture
def blue(session: Session, tmp_path: Path) -> Record:
    """A record whose stored cover is all blue."""
    out = io.BytesIO()
    Image.new("RGB", (900, 1350), "blue").save(out, "PNG")
    kept = store().add(io.BytesIO(out.getvalue()))
    session.add(StoredFile(sha256=kept.sha256, size=kept.size, content_type="image/png"))
    record = factories.record(session)
    record.cover_sha256 = kept.sha256
    session.commit()
    return record


def test_a_record_without_a_cover_gets_one_drawn(client: Visitor, kieu: Record) -> None:
    answer = client.get(f"/media/covers/{kieu.id}?w=160")
    assert answer.content_type == "image/webp"
    assert picture(answer.data).size == (160, 240)


def test_a_stored_cover_is_made_small(client: Visitor, blue: Record) -> None:
    image = picture(client.get(f"/media/covers/{blue.id}?w=320").data)
    assert image.size == (320, 480)
    red, green, blueness = image.convert("RGB").getpixel((160, 240))  # type: ignore[misc]
    assert blueness > 200
    assert red < 60
    assert green < 60


@pytest.mark.parametrize("width", ["", "1", "100000", "-5", "abc", "²"])
def test_no_other_widths_are_made(client: Visitor, kieu: Record, width: str) -> None:
    assert picture(client.get(f"/media/covers/{kieu.id}?w={width}").data).width == 320


def test_a_lost_file_leaves_no_hole(client: Visitor, blue: Record) -> None:
    assert blue.cover_sha256
    store().delete(blue.cover_sha256)
    assert picture(client.get(f"/media/covers/{blue.id}").data).size == (320, 480)


def test_it_is_kept_for_a_year_under_its_version_and_asked_for_again_without_bytes(
    client: Visitor, kieu: Record
) -> None:
    address = f"/media/covers/{kieu.id}?w=160"
    first = client.get(f"{address}&v={cover_version(kieu)}")
    assert first.cache_control.max_age == 31536000
    assert client.get(address).cache_control.max_age == 300
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data


def test_a_new_title_is_drawn_anew(client: Visitor, kieu: Record, session: Session) -> None:
    before, version = client.get(f"/media/covers/{kieu.id}").data, cover_version(kieu)
    values = values_of(kieu)
    fill(session, kieu, type(values)(**vars(values) | {"title": "Kim Vân Kiều"}), now=factories.NOW)
    session.commit()
    assert cover_version(kieu) != version
    assert client.get(f"/media/covers/{kieu.id}").data != before


def test_the_cache_may_be_deleted(client: Visitor, kieu: Record, config: Config) -> None:
    before = client.get(f"/media/covers/{kieu.id}").data
    kept = list((config.cache / "covers").iterdir())
    assert len(kept) == 1
    kept[0].unlink()
    assert client.get(f"/media/covers/{kieu.id}").data == before


def test_a_record_that_is_not_there_has_no_cover(client: Visitor) -> None:
    assert client.get("/media/covers/4711").status_code == 404
