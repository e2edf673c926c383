"""The bytes of covers: stored ones made small, drawn ones where there is none, both kept in the cache."""

import os
import tempfile
from pathlib import Path

from catalog.models import Record
from elibrary.browse.holdings import cover_author, cover_version
from elibrary.paths import FONT_BOLD, FONT_REGULAR
from media.covers import draw_cover
from media.errors import MediaRefusal
from media.fonts import Fonts
from media.images import thumbnail
from media.store import Store

WIDTHS = (160, 320, 640)
"""Pixels; no other width is made, so that nobody can fill the cache."""
CONTENT_TYPE = "image/webp"
_FONTS = Fonts(regular=FONT_REGULAR, bold=FONT_BOLD)


def cover_bytes(record: Record, store: Store, cache: Path, *, width: int) -> bytes:
    """A WebP picture of one of the WIDTHS."""
    place = cache / "covers" / f"{cover_version(record)}-{width}.webp"
    try:
        return place.read_bytes()
    except FileNotFoundError:
        picture = _made(record, store, width)
        _keep(place, picture)
        return picture


def _made(record: Record, store: Store, width: int) -> bytes:
    if record.cover_sha256:
        try:
            return thumbnail(store.path(record.cover_sha256), width)
        except MediaRefusal:
            pass  # a lost or broken picture must not leave a hole: it is drawn
    return draw_cover(record.title, cover_author(record), seed=record.work_key, fonts=_FONTS, width=width)


def _keep(place: Path, picture: bytes) -> None:
    """Write whole or not at all: another process may read at the same moment."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(picture)
    Path(temporary).replace(place)
