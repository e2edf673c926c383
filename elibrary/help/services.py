"""The pages of the help, read from `texts/<language>.toml`, and what the voice makers left in `voices/`."""

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from catalog.errors import N_, NotFound
from elibrary.help.topics import TOPICS, Topic

HERE = Path(__file__).parent
TEXTS = HERE / "texts"
VOICES = HERE / "voices"
FORMS = {"ogg": "audio/ogg", "m4a": "audio/mp4"}
"""Endings of a voice's files with their types: Opus, and AAC for phones that play no Opus."""

LANGUAGES = frozenset(file.stem for file in TEXTS.glob("*.toml"))

_SCREEN_WORDS = re.compile(r"\[([^\]]+)\]")


class NoSuchHelp(NotFound):
    """The help has no such page, or no voice for it."""

    message = N_("Không có trang trợ giúp này. Hãy xem các trang khác trong mục Trợ giúp.")


@dataclass(frozen=True)
class Step:
    """One thing to do. `text` holds [words of the screen] in brackets; `starts` is seconds into the voice."""

    picture: str
    alt: str
    text: str
    starts: float | None = None

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The text in pieces, each with whether it stands so on a screen."""
        pieces = _SCREEN_WORDS.split(self.text)
        return tuple((piece, bool(place % 2)) for place, piece in enumerate(pieces) if piece)

    @property
    def plain(self) -> str:
        """The text without brackets."""
        return _SCREEN_WORDS.sub(r"\1", self.text)


@dataclass(frozen=True)
class HelpPage:
    """One page in one language; `voice` names the text that its sound files speak, None: there are none."""

    number: int
    slug: str
    language: str
    title: str
    lead: str
    steps: tuple[Step, ...]
    shown: int
    """The step whose picture stands for the page in the index."""
    voice: str | None = None


def help_page(slug: str, language: str) -> HelpPage:
    """The page about `slug`. Raises NoSuchHelp."""
    for page in help_pages(language):
        if page.slug == slug:
            return page
    raise NoSuchHelp


def numbered(number: int) -> Topic:
    """The topic whose number stands in a poster's symbol. Raises NoSuchHelp."""
    for topic in TOPICS:
        if topic.number == number:
            return topic
    raise NoSuchHelp


@cache
def help_pages(language: str) -> tuple[HelpPage, ...]:
    """Every page in the order of the index; in Vietnamese where nobody has written `language`."""
    if language not in LANGUAGES:
        return help_pages("vi")
    texts = tomllib.loads((TEXTS / f"{language}.toml").read_text("utf-8"))
    cues = _cues().get(language, {})
    return tuple(_page(topic, language, texts[topic.slug], cues.get(topic.slug, {})) for topic in TOPICS)


def voice_file(slug: str, language: str, form: str) -> Path:
    """The sound of a page in one of FORMS. Raises NoSuchHelp."""
    if language not in LANGUAGES or help_page(slug, language).voice is None:
        raise NoSuchHelp
    return VOICES / language / f"{slug}.{form}"


def spoken_text(page: HelpPage) -> str:
    """A name for what the voice of a page says, so that a voice is known to be older than its text."""
    lines = "\n".join((page.title, page.lead, *(step.plain for step in page.steps)))
    return hashlib.sha256(lines.encode()).hexdigest()[:12]


def _page(topic: Topic, language: str, text: dict[str, Any], cues: dict[str, Any]) -> HelpPage:
    starts = cues.get("starts") or [None] * len(topic.pictures)
    told = zip(topic.pictures, text["steps"], starts, strict=True)
    steps = tuple(Step(picture, step["alt"], step["text"], start) for picture, step, start in told)
    title, lead, voice = text["title"], text["lead"], cues.get("speaks")
    return HelpPage(topic.number, topic.slug, language, title, lead, steps, topic.shown, voice)


def _cues() -> dict[str, dict[str, dict[str, Any]]]:
    """By language and page: `speaks` (see spoken_text) and `starts`, seconds at which each step is read."""
    file = VOICES / "cues.json"
    found: dict[str, dict[str, dict[str, Any]]] = (
        json.loads(file.read_text("utf-8")) if file.is_file() else {}
    )
    return found
