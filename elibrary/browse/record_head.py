"""What a record's page says to those outside: search engines, and people it is shared with."""

import base64
import json
from typing import NamedTuple
from urllib.parse import quote, urlencode

from flask import request

from catalog.formats import schema_org
from catalog.models import Access
from elibrary.browse import holdings, lines
from elibrary.browse.record_page import ShownRecord
from elibrary.extensions import config
from elibrary.pages import address

DESCRIBED = 200
"""Characters of a description; search engines show about 160."""


class Head(NamedTuple):
    """Texts for the head of the page, and the ways to share it."""

    page: str
    """Its one absolute address."""
    cover: str
    description: str
    linked_data: str
    zalo: str
    facebook: str


def head_of(record: ShownRecord) -> Head:
    """The head of a record's page."""
    page = absolute("browse.record", record_id=record.id)
    cover = f"{absolute('browse.cover', record_id=record.id)}?v={holdings.cover_version(record)}&w=640"
    texts = [
        schema_org.TextForm(absolute("reading.read", digital_id=one.id), one.content_type)
        for one in record.books
        if one.access is Access.PUBLIC
    ]
    sounds = [
        schema_org.SoundForm(absolute("listening.listen", audiobook_id=one.id), one.duration, one.narrator)
        for one in record.recordings
        if one.access is Access.PUBLIC
    ]
    found = schema_org.linked_data(record.values, schema_org.Addresses(page, cover, texts, sounds))
    return Head(page, cover, _description(record), schema_org.in_html(found), _zalo(page), _facebook(page))


def absolute(endpoint: str, **values: int) -> str:
    """An address with the library's scheme and host before it."""
    root = config().base_url or request.host_url
    return root.rstrip("/") + address(endpoint, **values)


def _description(record: ShownRecord) -> str:
    """The beginning of the summary, else who made it and what it is."""
    said = " ".join(record.summary[: 4 * DESCRIBED].split())
    if not said:
        return ". ".join(filter(None, (lines.people(record), lines.facts(record))))[:DESCRIBED]
    return said if len(said) <= DESCRIBED else f"{said[:DESCRIBED].rsplit(' ', 1)[0]}…"


def _zalo(page: str) -> str:
    """The address that Zalo's own share button opens: Base64 of JSON, the address in it percent-encoded."""
    told = json.dumps({"url": quote(page, safe="")}).encode()
    return "https://sp.zalo.me/share_inline?" + urlencode({"d": base64.b64encode(told).decode()})


def _facebook(page: str) -> str:
    return "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": page})
