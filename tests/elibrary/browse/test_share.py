"""Passing a record on: plain addresses that work without scripts."""

import base64
import json
import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

from flask.testing import FlaskClient

from catalog.models import Record
from tests.conftest import Visitor


def link(page: str, host: str) -> str:
    [found] = re.findall(rf'href="(https://{re.escape(host)}/[^"]*)"', page)
    return unescape(found)


def test_facebook_and_zalo_get_the_address_of_the_page(client: Visitor, kieu: Record) -> None:
    page = client.get(f"/records/{kieu.id}?via=qr").text
    here = f"http://localhost/records/{kieu.id}"
    facebook = urlsplit(link(page, "www.facebook.com"))
    assert parse_qs(facebook.query) == {"u": [here]}
    [told] = parse_qs(urlsplit(link(page, "sp.zalo.me")).query)["d"]
    assert unquote(json.loads(base64.b64decode(told))["url"]) == here


def test_other_sites_do_not_learn_where_one_came_from(client: FlaskClient, kieu: Record) -> None:
    page = client.get(f"/records/{kieu.id}").text
    outside = re.findall(r'<a [^>]*href="https?://[^>]*>', page)
    assert outside
    assert all('rel="noopener noreferrer"' in anchor for anchor in outside)


def test_without_scripts_the_address_and_the_symbol_are_there(client: Visitor, kieu: Record) -> None:
    page = client.get(f"/records/{kieu.id}").text
    assert f'value="http://localhost/records/{kieu.id}"' in page
    assert f'src="/records/{kieu.id}/qr.svg"' in page
