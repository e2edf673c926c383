"""The help: every page in every language, its pictures, and the words that it quotes from the screens."""

import re

import pytest
from babel.messages.pofile import read_po
from lxml import html

from elibrary.help.services import LANGUAGES, HelpPage, Step, help_pages
from elibrary.help.topics import TOPICS
from elibrary.localisation import LANGUAGES as SPOKEN
from elibrary.paths import TRANSLATIONS
from tests.conftest import Visitor

PAGES = [page for language in sorted(LANGUAGES) for page in help_pages(language)]
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.language}-{page.slug}")


def opened(client: Visitor, address: str, language: str = "vi") -> html.HtmlElement:
    client.set_cookie("language", language)
    answer = client.get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def test_there_is_help_in_every_language_of_the_library() -> None:
    assert set(SPOKEN) == LANGUAGES


def test_a_language_without_texts_is_helped_in_vietnamese() -> None:
    assert help_pages("fr") == help_pages("vi")


def test_no_two_topics_share_a_number_or_an_address() -> None:
    assert len({topic.number for topic in TOPICS}) == len({topic.slug for topic in TOPICS}) == len(TOPICS)


@EVERY_PAGE
def test_a_page_has_a_title_and_steps_each_with_a_picture_that_is_described(
    client: Visitor, page: HelpPage
) -> None:
    shown = opened(client, f"/help/{page.slug}", page.language)
    assert [heading.text_content() for heading in shown.iter("h1")] == [page.title]
    steps = shown.xpath("//*[@data-step]")
    assert 3 <= len(steps) <= 6
    for drawn, step in zip(steps, page.steps, strict=True):
        [picture] = drawn.xpath(".//*[local-name()='svg'][@role='img']")
        assert picture.get("aria-label") == step.alt
        assert len(picture.xpath(".//*")) >= 3
        assert step.plain in drawn.text_content()


@EVERY_PAGE
def test_a_page_is_written_to_be_understood(page: HelpPage) -> None:
    texts = (page.title, page.lead, *(step.plain for step in page.steps))
    assert all(5 < len(text) <= 125 for text in texts)
    assert not [text for text in texts if re.search(r"[!—*_]|--", text)]
    assert len({step.alt for step in page.steps}) == len(page.steps)


@EVERY_PAGE
def test_words_in_brackets_are_words_of_the_screens(page: HelpPage) -> None:
    with (TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        english = {str(message.id): str(message.string) for message in read_po(file) if message.id}
    known = set(english) if page.language == "vi" else set(english.values())
    quoted = {words for step in page.steps for words, on_screen in step.parts if on_screen}
    assert quoted - known == set()


def test_the_index_leads_to_every_page(client: Visitor) -> None:
    shown = opened(client, "/help")
    links = [link for link in shown.iter("a") if "help-card" in link.get("class", "")]
    assert [link.get("href") for link in links] == [f"/help/{topic.slug}" for topic in TOPICS]
    for link, page in zip(links, help_pages("vi"), strict=True):
        assert page.title in link.text_content()
        assert client.get(link.get("href")).status_code == 200


@pytest.mark.parametrize("address", ["/help/khong-co", "/help/tim/poster.pdf/x", "/help/khong-co/poster.pdf"])
def test_what_is_not_there_is_said_so(client: Visitor, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_long_or_hostile_name_is_just_not_found(client: Visitor) -> None:
    for slug in ("x" * 10_000, "%2e%2e%2fvi", "vi.toml", "ti\u0300m"):
        assert client.get(f"/help/{slug}").status_code == 404


@pytest.mark.parametrize("address", ["/", "/search?q=khongcogi", "/scan", "/account/sign-in"])
def test_who_gets_stuck_finds_help(client: Visitor, indexed, address: str) -> None:  # type: ignore[no-untyped-def]
    indexed()
    assert opened(client, address).xpath("//a[starts-with(@href, '/help/')]")


def test_words_in_brackets_stand_out() -> None:
    step = Step("bar_scan", "x", "Bấm [Quét mã] rồi [Tìm].")
    assert step.parts == (("Bấm ", False), ("Quét mã", True), (" rồi ", False), ("Tìm", True), (".", False))
    assert step.plain == "Bấm Quét mã rồi Tìm."
