"""Every check of the project, after all set-up. Extra arguments go to pytest."""

import os
import shutil
import sys

import environment

BROWSER = "chromium-headless-shell"
"""Debian's Chromium without windows: the browser tests take less time with it."""
OTHER_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
)
TOGETHER = ("-n", "2", "--dist", "loadfile")
"""Two test files at a time: most tests wait for a server or a browser."""


def main() -> int:
    """Run the checks one after another and return the first bad status."""
    environment.prepare("dev")
    _find_browser()
    for module, *arguments in CHECKS:
        print(f"→ {module} {' '.join(arguments)}", flush=True)
        if status := environment.run(environment.PYTHON, "-m", module, *arguments):
            return status
    print("→ pytest", flush=True)
    return environment.run(environment.PYTHON, "-m", "pytest", *TOGETHER, *sys.argv[1:])


def _find_browser() -> None:
    """Make sure that the browser tests have a browser, or say why they will be skipped."""
    if os.environ.get("TEST_BROWSER") or shutil.which(BROWSER):
        return
    may_install = environment.may_install_debian_packages()
    if may_install and environment.install_debian_packages(BROWSER):
        return
    if any(map(shutil.which, OTHER_BROWSERS)):
        return
    if may_install and environment.install_debian_packages("chromium"):
        return
    print(
        "No Chromium was found, so the browser tests will be skipped. "
        "Install it (Debian, Ubuntu: sudo apt install chromium) to run them.",
        file=sys.stderr,
    )


if __name__ == "__main__":
    sys.exit(main())
