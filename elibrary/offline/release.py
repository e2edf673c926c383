"""What the service worker fetches once, when it is installed, and the name of that release.

The name hangs on everything that is fetched, so that a new release, another language or another name of the
library makes a new worker, and the old one goes with what it kept.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import current_app, request, url_for

from elibrary.localisation import chosen_language
from elibrary.paths import STATIC, TEMPLATES

_STAFF = frozenset({"staff.css", "labels.js", "record_form.js", "upload.js", "workbench.js"})
"""The staff works with a network."""
_WORKER = "js/offline_worker.js"
_FONTS = "vendor/be-vietnam-pro/be-vietnam-pro-{}-{}-normal.woff2"
_SUBSETS = ("vietnamese", "latin-ext", "latin")
_WEIGHTS = (400, 600)
_SHELLS = ("offline.missing", "offline.downloads", "my_shelf.shelf")
"""Pages without anything of anybody, filled in by the device itself."""
_SHELL_TEMPLATES = ("base.html", "offline/*.html", "my_shelf/*.html")


@dataclass(frozen=True)
class Release:
    """What one worker keeps: addresses of files and pages, in one language."""

    version: str
    language: str
    files: list[str]
    shells: list[str]


def release(library: str) -> Release:
    """The release in the language of the request; `library` is the name that the pages show."""
    language = chosen_language()
    return Release(
        version=_version(library, language),
        language=language,
        files=_addresses(request.script_root),
        shells=[url_for(endpoint) for endpoint in _SHELLS],
    )


@lru_cache(maxsize=1)
def worker_code() -> str:
    """The worker's own script."""
    return (STATIC / _WORKER).read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def _addresses(script_root: str) -> list[str]:
    """As the pages themselves name them: the browser then has most of these files already."""
    bare = f"{script_root}{current_app.static_url_path}"
    return [
        *(url_for("static", filename=name) for name in _names()),
        *(f"{bare}/{name}" for name in _fonts()),
    ]


def _names() -> list[str]:
    """Files whose address has a version in it."""
    own = (*STATIC.glob("css/*.css"), *STATIC.glob("js/*.js"))
    names = [str(path.relative_to(STATIC).as_posix()) for path in own if path.name not in _STAFF]
    others = ("favicon.svg", "vendor/icons.svg", "vendor/be-vietnam-pro/fonts.css")
    return sorted(name for name in (*names, *others) if name != _WORKER)


def _fonts() -> list[str]:
    """Named by a style sheet, which knows no version."""
    return [_FONTS.format(subset, weight) for weight in _WEIGHTS for subset in _SUBSETS]


@lru_cache(maxsize=32)
def _version(library: str, language: str) -> str:
    made_of = hashlib.sha256(f"{library}\0{language}".encode())
    for path in _sources():
        made_of.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return made_of.hexdigest()[:16]


def _sources() -> list[Path]:
    files = [STATIC / name for name in (*_names(), *_fonts(), _WORKER)]
    return [*files, *(path for pattern in _SHELL_TEMPLATES for path in sorted(TEMPLATES.glob(pattern)))]
