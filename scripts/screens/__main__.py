"""`scripts/shots.py`: which pages, in which language, where to."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import environment
from playwright.sync_api import sync_playwright

from screens.sheet import sheet
from screens.taking import SCREENS, SIZES, take
from tests.web.browser import QUIETLY, find_browser
from tests.web.routes import PAGES
from tests.web.visits import whole_site


def main() -> int:
    """Take them all; exit status 2 where there is no browser or no such page."""
    options = _options()
    path = find_browser()
    if path is None:
        print("No Chromium here (Debian, Ubuntu: sudo apt install chromium).", file=sys.stderr)
        return 2
    if unknown := set(options.pages) - set(PAGES):
        print(f"No such page: {', '.join(sorted(unknown))}. There are: {', '.join(PAGES)}.", file=sys.stderr)
        return 2
    pages = {name: page for name, page in PAGES.items() if not options.pages or name in options.pages}
    with (
        TemporaryDirectory() as folder,
        whole_site(Path(folder, "data"), python=environment.PYTHON) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIETLY))
        for size in SIZES:
            for picture in take(browser, site, pages, size, options):
                print(picture, flush=True)
        browser.close()
    for name in pages:
        print(sheet(options.out, name), flush=True)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="shots.py", description="Take pictures of every page.")
    parser.add_argument(
        "--pages", nargs="+", default=[], metavar="NAME", help="only these: names of tests/web/routes.py"
    )
    parser.add_argument("--language", choices=("vi", "en"), default="vi")
    parser.add_argument("--out", type=Path, default=environment.ROOT / "shots")
    parser.add_argument("--screens", type=float, default=SCREENS, help="at most so many screens of a page")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
