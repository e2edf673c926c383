"""The library as an app: its manifest, its icons, and the list of what its worker keeps."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from elibrary.paths import STATIC
from scripts import icons
from tests.conftest import Visitor


def manifest(client: Visitor) -> dict[str, Any]:
    answer = client.get("/manifest.webmanifest")
    assert answer.content_type == "application/manifest+json"
    return dict(json.loads(answer.data))


def release(client: Visitor) -> dict[str, Any]:
    line = client.get("/service-worker.js").text.splitlines()[0]
    return dict(json.loads(line.removeprefix("const RELEASE = ").removesuffix(";")))


def test_the_manifest_speaks_the_language_of_the_pages(client: Visitor) -> None:
    assert manifest(client)["lang"] == "vi"
    assert [one["name"] for one in manifest(client)["shortcuts"]] == ["Tìm", "Quét mã QR", "Kệ của tôi"]
    client.get("/language/en")
    assert manifest(client)["lang"] == "en"
    assert [one["name"] for one in manifest(client)["shortcuts"]] == ["Search", "Scan a QR code", "My shelf"]


def test_every_page_names_it_and_sends_the_language_along(client: Visitor) -> None:
    link = re.search(r'<link rel="manifest"[^>]*>', client.get("/").text)
    assert link
    assert 'href="/manifest.webmanifest"' in link[0]
    assert 'crossorigin="use-credentials"' in link[0]


def test_its_colours_are_the_librarys(client: Visitor) -> None:
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    assert f"--paper: {manifest(client)['background_color']};" in tokens
    assert f"--surface: {manifest(client)['theme_color']};" in tokens


def test_its_icons_have_the_sizes_it_says(client: Visitor) -> None:
    for icon in manifest(client)["icons"]:
        with client.get(icon["src"]) as answer:
            picture = Image.open(BytesIO(answer.data))
        assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_what_it_leads_to_is_there(client: Visitor, indexed: Callable[[], object]) -> None:
    indexed()
    about = manifest(client)
    for path in (about["start_url"], *(one["url"] for one in about["shortcuts"])):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("name", icons.ICONS)
def test_icons_are_drawn_from_the_design_of_the_small_one(name: str) -> None:
    size, rounded = icons.ICONS[name]
    kept = Image.open(STATIC / "icons" / name).convert("RGBA")
    drawn = icons.draw(size, rounded=rounded)
    for place in ((0.5, 0.1), (0.25, 0.6), (0.325, 0.5), (0.5, 0.6), (0.01, 0.01)):
        spot = tuple(round(share * size) for share in place)
        assert kept.getpixel(spot) == drawn.getpixel(spot), place  # type: ignore[arg-type]
    corner = kept.getpixel((0, 0))
    assert isinstance(corner, tuple)
    assert (corner[3] == 0) is rounded


def test_the_worker_stands_at_the_top_and_is_asked_for_each_time(client: Visitor) -> None:
    answer = client.get("/service-worker.js")
    assert answer.content_type.startswith("text/javascript")
    assert answer.cache_control.no_cache
    again = client.get("/service-worker.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_all_that_it_keeps_is_there_and_nothing_of_the_staff(client: Visitor) -> None:
    kept = release(client)
    for path in (*kept["files"], *kept["shells"]):
        with client.get(path) as answer:
            assert answer.status_code == 200, path
    assert not [path for path in kept["files"] if re.search(r"staff|upload|workbench|service|worker", path)]


def test_every_file_that_a_residents_page_names_is_kept(
    client: Visitor, indexed: Callable[[], object]
) -> None:
    indexed()
    kept = set(release(client)["files"])
    for page in ("/", "/search?q=a", "/downloads", "/offline", "/account/shelf", "/help"):
        named = set(
            re.findall(r'(?:href|src)="(/static/[^"#]+\.(?:css|js|svg)[^"#]*)"', client.get(page).text)
        )
        assert named <= kept, page


def test_another_language_is_another_release(client: Visitor) -> None:
    before = release(client)
    client.get("/language/en")
    after = release(client)
    assert before["version"] != after["version"]
    assert after["language"] == "en"
