"""Every text a person sees exists in Vietnamese (its source) and in English."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "elibrary" / "translations"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "_l": None, "N_": None}
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")


@cache
def texts() -> frozenset[str]:
    """Every text marked for translation in the program."""
    with (TRANSLATIONS / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS, strip_comment_tags=True)
    return frozenset(text for _, _, message, _, _ in found for text in _strings(message))


def _strings(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else message[:1]


@cache
def english() -> Catalog:
    """The English catalogue."""
    with (TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


def translated() -> list[Message]:
    """Its messages, without the header."""
    return [message for message in english() if message.id]


def _parts(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def test_every_text_has_an_english_one() -> None:
    have = {_parts(message.id)[0] for message in translated() if all(_parts(message.string))}
    assert sorted(texts() - have) == []


def test_no_translation_is_left_over() -> None:
    assert sorted({_parts(message.id)[0] for message in translated()} - texts()) == []


def test_no_translation_is_a_guess() -> None:
    assert [message.id for message in translated() if message.fuzzy] == []


def test_no_translation_is_the_vietnamese_itself() -> None:
    assert [
        message.id for message in translated() if _same(message) and VIETNAMESE.search(_parts(message.id)[0])
    ] == []


def _same(message: Message) -> bool:
    return _parts(message.id)[0] in _parts(message.string)


@pytest.mark.parametrize(
    "message", translated() if TRANSLATIONS.joinpath("en").is_dir() else [], ids=lambda m: str(m.id)[:40]
)
def test_places_for_values_and_blanks_at_the_ends_are_the_same(message: Message) -> None:
    vietnamese = _parts(message.id)[-1]
    for text in _parts(message.string):
        assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(vietnamese))
        assert text.count("%") == vietnamese.count("%")
        assert (text[0].isspace(), text[-1].isspace()) == (vietnamese[0].isspace(), vietnamese[-1].isspace())


def test_no_sentence_raises_its_voice() -> None:
    english_texts = {text for message in translated() for text in _parts(message.string)}
    assert [text for text in texts() | english_texts if "!" in text] == []


def test_the_catalogue_names_nobody_and_no_address() -> None:
    head = (TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8").split("\n\n")[0]
    assert not re.search("@|FULL NAME|PROJECT|ORGANIZATION|AUTHOR", head)


def test_every_text_is_written_in_one_unicode_form() -> None:
    assert [text for text in texts() if unicodedata.normalize("NFC", text) != text] == []
