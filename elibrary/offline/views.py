"""The app: its manifest, its service worker, and the pages about what is on the device."""

import json
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from elibrary.centre.views import shown
from elibrary.localisation import chosen_language
from elibrary.offline.release import release, worker_code
from elibrary.security import allowed

blueprint = Blueprint("offline", __name__)

PAPER = "#fbf8f3"
SURFACE = "#ffffff"
"""Of tokens.css: what shows while the app starts, and the frame of its window."""
UNDER_AN_ICON = 12
"""Letters that a phone shows there."""


@blueprint.get("/service-worker.js")
@allowed("read", "Site")
def worker() -> ResponseReturnValue:
    """The service worker, with the list of what it keeps."""
    centre = shown()
    kept = json.dumps(asdict(release(f"{centre.version} {centre.name}")), ensure_ascii=False)
    return _fresh(f"const RELEASE = {kept};\n{worker_code()}", "text/javascript; charset=utf-8")


@blueprint.get("/manifest.webmanifest")
@allowed("read", "Site")
def manifest() -> ResponseReturnValue:
    """The web app manifest in the language of the page."""
    return _fresh(json.dumps(_manifest(), ensure_ascii=False), "application/manifest+json")


@blueprint.get("/downloads")
@allowed("read", "Site")
def downloads() -> ResponseReturnValue:
    """The books on this device; the device itself fills in which."""
    return render_template("offline/downloads.html")


@blueprint.get("/offline")
@allowed("read", "Site")
def missing() -> ResponseReturnValue:
    """What the worker shows in place of a page that it does not have."""
    return render_template("offline/missing.html")


def _manifest() -> dict[str, Any]:
    home, name = url_for("home.index"), shown().name
    return {
        "id": home,
        "name": name,
        "short_name": name if len(name) <= UNDER_AN_ICON else gettext("Thư viện"),
        "description": gettext("Tìm, đọc và nghe sách của thư viện phường."),
        "lang": chosen_language(),
        "dir": "ltr",
        "start_url": url_for("home.index", via="app"),
        "scope": home,
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": SURFACE,
        "categories": ["books", "education"],
        "icons": [
            _icon("icon-192.png", 192),
            _icon("icon-512.png", 512),
            _icon("maskable-512.png", 512, purpose="maskable"),
        ],
        "shortcuts": [
            _shortcut(gettext("Tìm"), "browse.search"),
            _shortcut(gettext("Quét mã QR"), "browse.scan"),
            _shortcut(gettext("Kệ của tôi"), "my_shelf.shelf"),
        ],
    }


def _icon(name: str, size: int, *, purpose: str = "any") -> dict[str, str]:
    address = url_for("static", filename=f"icons/{name}")
    return {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def _shortcut(name: str, endpoint: str) -> dict[str, Any]:
    return {"name": name, "url": url_for(endpoint), "icons": [_icon("icon-192.png", 192)]}


def _fresh(text: str, content_type: str) -> Response:
    """An answer that is asked for again each time, and is short when nothing changed."""
    response = make_response(text)
    response.content_type = content_type
    response.cache_control.no_cache = True
    response.headers["Vary"] = "Cookie"
    response.add_etag()
    response.make_conditional(request)
    return response
