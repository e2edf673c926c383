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


_WITHOUT_WINDOWS = "chromium-headless-shell"
_WHOLE = ("chromium", "chromium-browser", "google-chrome")


def find_browser(*, whole: bool = False) -> str | None:
    """Chromium's path; None where there is none.

    The one without windows needs less of the processor; `whole` is the one that people have, to be measured.
    """
    names = _WHOLE if whole else (_WITHOUT_WINDOWS, *_WHOLE)
    return os.environ.get("TEST_BROWSER") or next(filter(None, map(shutil.which, names)), None)
