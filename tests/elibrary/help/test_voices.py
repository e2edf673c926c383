"""The help read aloud."""

import av
import pytest
from flask import Flask

from elibrary.help import services
from elibrary.help.services import FORMS, LANGUAGES, VOICES, HelpPage, help_pages, spoken_text, voice_file
from tests.conftest import Visitor

PAGES = [page for language in sorted(LANGUAGES) for page in help_pages(language)]
EVERY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.language}-{page.slug}")
LARGEST = 120 * 1024


@EVERY_PAGE
def test_the_voice_says_what_stands_on_the_page(page: HelpPage) -> None:
    """After a change of a text: `python -m elibrary.help.making`."""
    assert page.voice == spoken_text(page)


@EVERY_PAGE
@pytest.mark.parametrize("form", FORMS)
def test_a_voice_can_be_played_and_is_short_and_small(page: HelpPage, form: str) -> None:
    file = voice_file(page.slug, page.language, form)
    assert file.stat().st_size <= LARGEST
    with av.open(str(file)) as sound:
        decoded = sum(frame.samples / frame.sample_rate for frame in sound.decode(audio=0))
    assert 10 <= decoded <= 180
    starts = [step.starts or 0 for step in page.steps]
    assert starts == sorted(starts)
    assert 2 < starts[0] < starts[-1] < decoded


@pytest.mark.parametrize(("form", "kind"), FORMS.items())
def test_a_voice_comes_with_its_type_whole_and_in_parts(client: Visitor, form: str, kind: str) -> None:
    address = f"/help/tim/voice-vi.{form}"
    with client.get(address) as whole:
        assert whole.content_type == kind
        assert whole.data == voice_file("tim", "vi", form).read_bytes()
    with client.get(address, headers={"Range": "bytes=100-199"}) as part:
        assert part.status_code == 206
        assert len(part.data) == 100


def test_a_voice_may_be_kept_as_long_as_its_text_stays(client: Visitor) -> None:
    current = services.help_page("tim", "vi").voice
    with client.get(f"/help/tim/voice-vi.ogg?v={current}") as answer:
        assert answer.cache_control.max_age == 31536000
    with client.get("/help/tim/voice-vi.ogg?v=0") as answer:
        assert answer.cache_control.max_age == 300


@pytest.mark.parametrize(
    "name", ["voice-fr.ogg", "voice-vi.mp3", "voice-..%2f..%2ftexts%2fvi.ogg", "voice-.ogg"]
)
def test_no_other_file_is_given_out(client: Visitor, name: str) -> None:
    assert client.get(f"/help/tim/{name}").status_code == 404


def test_a_page_offers_its_own_voice(client: Visitor) -> None:
    assert "/help/doc/voice-vi.ogg?v=" in client.get("/help/doc").text
    client.set_cookie("language", "en")
    assert "/help/doc/voice-en.ogg?v=" in client.get("/help/doc").text


def test_a_page_without_a_voice_has_no_player(
    app: Flask, client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "VOICES", VOICES / "none")
    services.help_pages.cache_clear()
    try:
        page = client.get("/help/doc")
        assert page.status_code == 200
        assert "<audio" not in page.text
        assert client.get("/help/doc/voice-vi.ogg").status_code == 404
    finally:
        services.help_pages.cache_clear()
