"""Whatever is changed on a search page, the rest of the URL stays."""

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl

import pytest
from sqlalchemy.orm import Session

from catalog.models import Record
from elibrary.patrons.models import Patron
from tests import factories
from tests.conftest import Visitor

ASKED = "q=kieu&form=paper&form=audio&language=vi&year=2010-2019&verbatim=1&sort=year&per_page=2"


class Forms(HTMLParser):
    """Fields of every form of a page, by what the form is for, as a browser would send them untouched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, list[tuple[str, str]]] = {}
        self._form = ""
        self.feed(page)

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        """Note forms and the fields inside them."""
        values: dict[str, Any] = dict(given)
        if tag == "form":
            marks = ("data-search-box", "data-filters", "data-sort")
            self._form = next((mark for mark in marks if mark in values), "")
            self.sent[self._form] = []
        ticked = values.get("type") != "checkbox" or "checked" in values
        if tag == "input" and self._form and values.get("name") and ticked:
            self.sent[self._form].append((values["name"], values.get("value") or ""))


@pytest.fixture
def forms(client: Visitor, session: Session, kieu: Record, indexed: Any) -> dict[str, list[tuple[str, str]]]:
    """The forms of a search page with two results and much in its URL."""
    other = factories.record(session, "Kim Vân Kiều", "", year_printed="2016", language="vi")
    factories.copy(session, other)
    kieu.language = "vi"
    session.commit()
    indexed()
    page = client.get(f"/search?{ASKED}&form=digital").text
    return Forms(page).sent


@pytest.mark.parametrize(
    ("form", "changed"),
    [("data-filters", ()), ("data-sort", ("sort",)), ("data-search-box", ("sort", "verbatim"))],
)
def test_a_form_sends_all_but_what_it_changes(
    forms: dict[str, list[tuple[str, str]]], form: str, changed: tuple[str, ...]
) -> None:
    asked = [pair for pair in parse_qsl(f"{ASKED}&form=digital") if pair[0] not in changed]
    assert sorted(forms[form]) == sorted(asked)


def test_a_chosen_value_stays_where_it_stood(client: Visitor, kieu: Record, indexed: Any) -> None:
    indexed()
    order = r'type="checkbox" name="form" value="(\w+)"'
    before = re.findall(order, client.get("/search").text)
    assert len(before) == 3
    assert re.findall(order, client.get(f"/search?form={before[2]}").text) == before


def test_a_chosen_value_that_nothing_has_can_still_be_taken_off(
    client: Visitor, kieu: Record, indexed: Any
) -> None:
    indexed()
    page = client.get("/search?language=ja").text
    assert re.search(r'name="language" value="ja" checked><span[^>]*>Tiếng Nhật</span> <span[^>]*>0<', page)


def test_what_is_hidden_from_a_child_stands_in_no_address_of_its_pages(
    client: Visitor, session: Session, kieu: Record, child: Patron, indexed: Any
) -> None:
    kieu.minimum_age = 16
    for number in range(3):
        factories.record(session, f"Kiều của em {number}", "")
    session.commit()
    indexed()
    client.sign_in_card(child)
    page = client.get("/search?q=kieu&per_page=2").text
    assert "page=2" in page
    assert "frozenset" not in page


@pytest.mark.parametrize(
    ("asked", "listed"),
    [("q=kieu", True), ("", True), ("q=kieu&sort=year", False), ("q=qwopf", False), ("q=kieeuf", False)],
)
def test_search_engines_list_only_what_was_found_as_it_was_typed(
    client: Visitor, kieu: Record, indexed: Any, asked: str, listed: bool
) -> None:
    indexed()
    assert ('content="noindex"' not in client.get(f"/search?{asked}").text) is listed
