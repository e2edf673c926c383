"""What the service worker fetches once, when it is installed, and the name of that release.

The name hangs on everything that is fetched: new files, another language or another description of the centre
make a new worker, and the old one goes with what it kept.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import request, url_for

from elibrary import assets
from elibrary.localisation import chosen_language
from elibrary.paths import STATIC, TEMPLATES

_NOT_HERE = frozenset(
    {
        *("staff.css", "labels.js", "lists_edit.js", "record_form.js", "upload.js", "workbench.js"),
        *("tokens.css", "colours.css", "base.css", "records.css"),
        "offline_worker.js",
    }
)
"""What only the staff needs, who work with a network; the parts of site.css; the worker itself."""
_WORKER = STATIC / "js" / "offline_worker.js"
_FONTS = tuple(f"vendor/be-vietnam-pro/be-vietnam-pro-core-{weight}.woff" for weight in (400, 600))
"""All letters of Vietnamese and English; the browser has them from the page that installs the worker."""
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


def release(centre: str) -> Release:
    """The release in the language of the request; `centre` changes with what pages say of the centre."""
    language = chosen_language()
    return Release(
        version=_version(centre, language),
        language=language,
        files=_addresses(request.script_root),
        shells=[url_for(endpoint) for endpoint in _SHELLS],
    )


@lru_cache(maxsize=1)
def worker_code() -> str:
    """The worker's own script."""
    return _WORKER.read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def _addresses(_script_root: str) -> list[str]:
    """As the pages themselves name them: the browser then has most of these files already."""
    return [url_for("static", filename=name) for name in _names()]


def _names() -> list[str]:
    """The files that residents' pages need."""
    own = (path for kind in ("css/*.css", "js/*.js") for path in STATIC.glob(kind))
    names = [path.relative_to(STATIC).as_posix() for path in own if path.name not in _NOT_HERE]
    return sorted((*names, *_FONTS, "css/site.css", "favicon.svg", "vendor/icons.svg"))


@lru_cache(maxsize=32)
def _version(centre: str, language: str) -> str:
    texts = [centre, language, worker_code(), *(f"{name} {assets.version(name)}" for name in _names())]
    texts += [path.read_text(encoding="utf-8") for path in _shell_templates()]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def _shell_templates() -> list[Path]:
    return [path for pattern in _SHELL_TEMPLATES for path in sorted(TEMPLATES.glob(pattern))]
