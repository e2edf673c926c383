"""Static files: kept by browsers for a year and yet never out of date, joined, compressed once."""

import gzip
import re

import pytest
from flask import Flask, url_for

from elibrary import assets
from elibrary.paths import STATIC
from tests.conftest import Visitor

PACKED = {"Accept-Encoding": "gzip"}


def address(app: Flask, name: str) -> str:
    """As pages name the file."""
    with app.test_request_context():
        return url_for("static", filename=name)


def test_a_page_names_the_version_and_the_browser_keeps_it_for_a_year(app: Flask, client: Visitor) -> None:
    where = address(app, "css/base.css")
    assert re.fullmatch(r"/static/css/base\.css\?v=[0-9a-f]{10}", where)
    answer = client.get(where)
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert client.get(where, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert "max-age=0" in client.get("/static/css/base.css").headers["Cache-Control"]


def test_a_module_names_the_versions_of_those_that_it_imports(app: Flask, client: Visitor) -> None:
    text = client.get("/static/js/player.js").text
    imported = re.findall(r'from "\./([^"]+)"', text)
    assert imported
    for name in imported:
        assert f"/static/js/{name}" == address(app, f"js/{name.partition('?')[0]}")


def test_the_joined_style_sheet_has_every_part_and_finds_its_fonts(client: Visitor) -> None:
    text = client.get("/static/css/site.css").text
    for part in ("--paper:", ".places", ".card-title", "data-colour"):
        assert part in text
    for font in re.findall(r'url\("([^"]+)"\)', text):
        assert font.startswith("../vendor/be-vietnam-pro/")
        assert "?v=" in font
        got = client.get(f"/static/{font.removeprefix('../')}")
        got.close()
        assert got.status_code == 200


def test_text_comes_compressed_and_is_the_same(client: Visitor) -> None:
    plain = client.get("/static/js/search.js")
    packed = client.get("/static/js/search.js", headers=PACKED)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data) == plain.data == (STATIC / "js" / "search.js").read_bytes()
    assert len(packed.data) < len(plain.data) / 2
    assert (
        "Content-Encoding"
        not in client.get("/static/js/search.js", headers={"Accept-Encoding": "gzip;q=0"}).headers
    )


@pytest.mark.parametrize("name", ["../config.py", "css/../../app.py", "css/none.css", "css", "a\\b", "%00"])
def test_nothing_else_is_served(client: Visitor, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404
    assert assets.version(name) == ""


def test_files_that_name_each_other_in_a_circle_have_a_version(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    (tmp_path / "one.js").write_text('import { b } from "./two.js";')
    (tmp_path / "two.js").write_text('import { a } from "./one.js";')
    first = assets.version("one.js")
    (tmp_path / "two.js").write_text('import { a } from "./one.js"; // changed')
    assets._version.cache_clear()
    assert first
    assert assets.version("one.js") != first
    assets._version.cache_clear()
