"""Completions while typing: a few of each kind, titles with their covers."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from catalog.models import Record
from tests import factories
from tests.conftest import Visitor

Index = Callable[[], int]


@pytest.fixture
def library(session: Session, indexed: Index) -> list[Record]:
    """Nine titles by four people on four subjects, all of which begin alike."""
    made = [
        factories.record(session, f"Kim {name}", f"Kim Tác {number % 4}", subjects=(f"Kim Đề {number % 4}",))
        for number, name in enumerate("ABCDEGHIK")
    ]
    indexed()
    return made


def suggested(client: Visitor, typed: str) -> list[dict[str, str]]:
    """What the API answers."""
    answer = client.get("/api/v1/suggest", query_string={"q": typed}).json
    assert answer is not None
    return answer["suggestions"]  # type: ignore[no-any-return]


def test_no_kind_fills_the_list_alone_and_titles_come_first(client: Visitor, library: list[Record]) -> None:
    kinds = [one["kind"] for one in suggested(client, "kim")]
    assert len(kinds) == 8
    assert kinds == sorted(kinds, key=["title", "author", "subject"].index)
    assert set(kinds) == {"title", "author", "subject"}


def test_a_title_has_its_cover_and_the_other_kinds_have_none(client: Visitor, library: list[Record]) -> None:
    found = suggested(client, "kim a")
    assert found[0]["text"] == "Kim A"
    assert found[0]["url"].endswith(f"/records/{library[0].id}")
    assert client.get(found[0]["cover_url"]).content_type == "image/webp"
    assert all(("cover_url" in one) == (one["kind"] == "title") for one in suggested(client, "kim"))


def test_a_name_leads_to_its_records(client: Visitor, library: list[Record]) -> None:
    [author] = [one for one in suggested(client, "kim tac 1") if one["kind"] == "author"]
    assert "Kim B" in client.get(author["url"]).text


def test_a_title_that_is_just_being_deleted_is_left_out(
    client: Visitor, session: Session, library: list[Record]
) -> None:
    session.delete(library[0])
    session.commit()  # the index has not heard of it yet
    assert "Kim A" not in [one["text"] for one in suggested(client, "kim a")]


@pytest.mark.parametrize("typed", ["", "   ", "x" * 5000, "%", "\x00", "zzz"])
def test_what_nothing_begins_with_gives_nothing(client: Visitor, library: list[Record], typed: str) -> None:
    assert suggested(client, typed) == []
