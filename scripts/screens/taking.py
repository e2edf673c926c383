"""The pictures: OUT/<page>/<width>-<look>.png."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.web.routes import Page
from tests.web.visits import Site, guest

SCREENS = 3.0


class Size(NamedTuple):
    """A screen in CSS pixels, and whether it is touched."""

    width: int
    height: int
    touched: bool = True


SIZES = (Size(360, 740), Size(390, 844), Size(768, 1024), Size(1440, 900, touched=False))
LOOKS = ("light", "dark", "large")
_SHOW_ALL = """async () => {
  for (const one of document.images) one.loading = "eager";
  await Promise.all([...document.images].map((one) => one.decode().catch(() => undefined)));
  await document.fonts.ready;
}"""


def folder_of(out: Path, name: str) -> Path:
    """Where the pictures of a page lie."""
    return out / name.replace(" ", "-")


def take(
    browser: Browser, site: Site, pages: Mapping[str, Page], size: Size, options: argparse.Namespace
) -> Iterator[Path]:
    """Every page at this size in all looks, each seen by whom it is for."""
    screen = {
        "viewport": {"width": size.width, "height": size.height},
        "is_mobile": size.touched,
        "has_touch": size.touched,
    }
    for who in sorted({page.who for page in pages.values()}):
        with guest(browser, site, who, language=options.language, **screen) as tab:
            for name, page in pages.items():
                if page.who == who:
                    tab.goto(page.path)
                    tab.evaluate(_SHOW_ALL)
                    yield from _looks(tab, folder_of(options.out, name), size, options.screens)


def _looks(tab: Tab, folder: Path, size: Size, screens: float) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        tab.emulate_media(color_scheme="dark" if look == "dark" else "light")
        large = "true" if look == "large" else "false"
        tab.evaluate(f"document.documentElement.classList.toggle('large', {large})")
        whole = int(tab.evaluate("document.documentElement.scrollHeight"))
        height = max(size.height, min(whole, int(size.height * screens)))
        path = folder / f"{size.width}-{look}.png"
        tab.set_viewport_size({"width": size.width, "height": height})  # fixed bars stand at the end
        tab.screenshot(path=path)
        tab.set_viewport_size({"width": size.width, "height": size.height})
        yield path
