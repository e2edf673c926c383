"""The browser of this machine, started so that it talks to nobody but the library."""

import os
import shutil

QUIETLY = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
)


def find_browser() -> str | None:
    """Chromium's path; None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("ELIBRARY_TEST_BROWSER") or next(filter(None, map(shutil.which, names)), None)
