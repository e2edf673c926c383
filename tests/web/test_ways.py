"""The residents' ways: to sound in a few taps, everything of use without scripts, nothing lost at 200 %."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.everything import LIST, LISTEN_CODE, RECORD_CODE
from tests.web.visits import Site, guest

# The element that plays may stand in no page: remembered when somebody lets it play.
REMEMBER_SOUND = """
window.sounds = [];
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () { window.sounds.push(this); return play.call(this); };
"""
WIDE = {"width": 1280, "height": 800}
TWICE = {"width": 640, "height": 400}
"""What is left of a wide screen when its reader has zoomed to 200 %."""


class Thumb:
    """Taps, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, what: Locator) -> None:
        """Tap once."""
        what.tap()
        self.taps += 1

    def hears(self, seconds: float = 1.0) -> bool:
        """Whether the sound goes on beyond this moment, within ten seconds."""
        for _ in range(100):
            places = self.page.evaluate("(window.sounds ?? []).map((one) => one.currentTime)")
            if any(place > seconds for place in places):
                return True
            self.page.wait_for_timeout(100)
        return False


@pytest.fixture
def resident(browser: Browser, site: Site) -> Iterator[Page]:
    """A phone that has never been here."""
    with guest(browser, site, "visitor", viewport={"width": 360, "height": 740}) as tab:
        tab.context.add_init_script(REMEMBER_SOUND)
        yield tab


@pytest.fixture
def plain(browser: Browser, site: Site) -> Iterator[Page]:
    """A phone that runs no scripts."""
    with guest(
        browser, site, "visitor", viewport={"width": 360, "height": 740}, java_script_enabled=False
    ) as tab:
        yield tab


def test_from_home_to_listening_in_three_taps(resident: Page) -> None:
    thumb = Thumb(resident)
    resident.goto("/")
    row = resident.locator("section").filter(has=resident.get_by_role("heading", name="Sách nói", exact=True))
    thumb.tap(row.locator("a[href*='/records/']").first)
    thumb.tap(resident.get_by_role("link", name="Nghe", exact=True).first)
    resident.wait_for_url("**/listen/**")
    thumb.tap(resident.locator("[data-play]"))
    assert thumb.hears()
    assert thumb.taps <= 3


@pytest.mark.parametrize("code", [RECORD_CODE, RECORD_CODE.lower(), LISTEN_CODE])
def test_from_a_scanned_code_to_sound_in_one_tap(resident: Page, code: str) -> None:
    thumb = Thumb(resident)
    resident.goto(f"/q/{code}")
    thumb.tap(resident.locator("[data-play]").first)
    assert thumb.hears()
    assert thumb.taps == 1


def test_without_scripts_a_title_is_found_and_its_record_opened(plain: Page) -> None:
    plain.goto("/")
    plain.locator("#q").fill("truyen kieu")
    plain.get_by_role("button", name="Tìm").first.click()
    plain.get_by_role("link", name=re.compile("Truyện Kiều")).first.click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Truyện Kiều")


def test_without_scripts_a_chapter_is_read_and_the_next_one(plain: Page) -> None:
    plain.goto("/records/4")
    plain.get_by_role("link", name="Đọc", exact=True).first.click()
    plain.get_by_role("link", name="Chương sau").first.click()
    expect(plain.locator("[data-text]")).not_to_be_empty()


def test_without_scripts_there_is_a_plain_player_for_every_track(plain: Page) -> None:
    plain.goto(f"/q/{RECORD_CODE}")
    plain.get_by_role("link", name="Nghe", exact=True).first.click()
    plain.wait_for_url("**/listen/**")
    player = plain.locator("audio[controls]").first
    expect(player).to_be_visible()
    sound = plain.request.get(
        player.get_attribute("src") or player.locator("source").first.get_attribute("src") or ""
    )
    assert sound.ok
    assert sound.headers["content-type"].startswith("audio/")


def test_without_scripts_a_list_leads_to_its_titles(plain: Page) -> None:
    plain.goto(f"/lists/{LIST}")
    expect(plain.get_by_role("heading", level=1)).to_have_text("Hè này đọc gì")
    plain.locator("main a[href*='/records/']").first.click()
    expect(plain.get_by_role("heading", level=1)).to_be_visible()


def test_without_scripts_the_scanner_takes_a_typed_code(plain: Page) -> None:
    plain.goto("/scan")
    plain.locator("[name=code]").fill(f"{RECORD_CODE[:4]}-{RECORD_CODE[4:]}".lower())
    plain.locator("[name=code]").press("Enter")
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Truyện Kiều")


@pytest.mark.parametrize(
    "path", ["/", "/search?q=kieu", "/records/4", f"/lists/{LIST}", "/listen/4", "/read/1/2", "/help"]
)
def test_at_200_per_cent_nothing_is_lost(browser: Browser, site: Site, path: str) -> None:
    with guest(browser, site, "visitor", viewport=WIDE, is_mobile=False, has_touch=False) as tab:
        tab.goto(path)
        wide = links(tab)
        tab.set_viewport_size(TWICE)
        assert tab.evaluate("document.documentElement.scrollWidth") <= TWICE["width"]
        assert wide - links(tab) == set()


def links(tab: Page) -> set[str]:
    """Where the links that can be seen lead; the same place may be reached by another link elsewhere."""
    return set(
        tab.evaluate(
            "[...document.querySelectorAll('a[href]')]"
            ".filter((one) => one.checkVisibility({visibilityProperty: true})).map((one) => one.pathname)"
        )
    )
