"""Size of type and colour of paper: chosen by plain links, kept on the device."""

from pathlib import Path

import pytest
from lxml import html
from sqlalchemy.orm import Session

from elibrary.reading.look import Look
from tests.conftest import Visitor
from tests.elibrary.reading import books


def test_larger_type_on_another_paper_is_kept_from_chapter_to_chapter(
    client: Visitor, session: Session, tmp_path: Path
) -> None:
    book = books.epub(session, tmp_path)
    for word in ("Chữ lớn hơn", "Ngả vàng"):
        page = html.fromstring(client.get(f"/read/{book.id}/1").text)
        answer = client.get(page.xpath(f"//a[. = '{word}']/@href")[0])
        assert answer.headers["Location"] == f"/read/{book.id}/1"
    page = html.fromstring(client.get(f"/read/{book.id}/2").text)
    assert "paper-sepia" in page.xpath("//body/@class")[0]
    assert "size-3" in page.xpath("//*[@data-text]/@class")[0]
    assert page.xpath("//a[@aria-current and @data-look]/text()") == ["Ngả vàng"]


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_the_link_never_leads_out(client: Visitor, target: str) -> None:
    answer = client.get("/read/look", query_string={"look": "3.dark", "next": target})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    "text", ["", "x", "9.sepia", "-1.dark", "3.pink", "3", "33.dark", "².dark", '3.dark" onload="x']
)
def test_a_cookie_that_makes_no_sense_is_the_plain_look(text: str) -> None:
    assert Look.parse(text) == Look()


def test_type_grows_and_shrinks_within_bounds() -> None:
    look = Look.parse("6.dark")
    assert look.larger == look
    assert str(look.smaller) == "5.dark"
    assert Look(0).smaller == Look(0)
