"""Easy words: other texts for who asks for them, and less of what only some readers need."""

import re
import tomllib

import pytest
from sqlalchemy.orm import Session

from elibrary.localisation import LANGUAGES
from elibrary.paths import TRANSLATIONS
from tests import factories
from tests.conftest import Visitor
from tests.test_translations import texts

EASY = tomllib.loads((TRANSLATIONS / "easy.toml").read_text(encoding="utf-8"))
PLACE = re.compile(r"%\(\w+\)s")


@pytest.mark.parametrize("text", EASY)
def test_an_easy_text_stands_for_one_of_the_screens_in_every_language(text: str) -> None:
    assert text in texts()
    assert set(EASY[text]) == set(LANGUAGES)
    for said in EASY[text].values():
        assert sorted(PLACE.findall(said)) == sorted(PLACE.findall(text))
        assert said != text


def test_a_record_is_told_in_easy_words_once_they_are_chosen(client: Visitor, session: Session) -> None:
    record = factories.record(session, call_number="895.9221", ddc="895")
    factories.copy(session, record, call_number="895.9221")
    address = f"/records/{record.id}"
    assert "Ký hiệu xếp giá" in client.get(address).text
    assert client.get(f"/look/easy?next={address}").location == address
    page = client.get(address).text
    assert "Số dán trên gáy sách" in page
    assert "Ký hiệu xếp giá" not in page
    assert 'class="easy"' in page
    client.get("/language/en")
    assert "Number on the spine of the book" in client.get(address).text
    client.get("/look/usual")
    assert "Call number" in client.get(address).text
