"""What search engines and other sites read of a record: JSON-LD, Open Graph, its one address."""

import json
import re
from typing import Any

import pytest
from sqlalchemy.orm import Session

from catalog.models import Access, MaterialType, Record, Role
from tests import factories
from tests.conftest import Visitor
from tests.elibrary.browse.makers import add_audiobook, add_digital


def linked(page: str) -> dict[str, Any]:
    """The data block of a page."""
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    found: dict[str, Any] = json.loads(block)
    return found


def meta(page: str) -> dict[str, str]:
    """The Open Graph properties and the description of a page."""
    return dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', page))


def test_a_book_names_its_forms(client: Visitor, kieu: Record) -> None:
    found = linked(client.get(f"/records/{kieu.id}").text)
    assert found["@context"] == "https://schema.org"
    assert (found["@type"], found["name"]) == ("Book", "Truyện Kiều")
    assert found["author"] == [{"@type": "Person", "name": "Nguyễn Du"}]
    assert found["url"] == f"http://localhost/records/{kieu.id}"
    text, sound = found["workExample"]
    assert text["bookFormat"] == "https://schema.org/EBook"
    assert text["url"] == f"http://localhost/read/{kieu.digital[0].id}"
    assert (sound["@type"], sound["duration"]) == ("Audiobook", "PT1H5M")
    assert sound["readBy"]["name"] == "Hồng Vân"
    assert "offers" not in found


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (MaterialType.AUDIOBOOK, "Audiobook"),
        (MaterialType.NEWSPAPER, "Periodical"),
        (MaterialType.MAGAZINE, "Periodical"),
        (MaterialType.MAP, "Map"),
        (MaterialType.OTHER, "CreativeWork"),
    ],
)
def test_every_type_has_its_name(client: Visitor, session: Session, kind: MaterialType, name: str) -> None:
    record = factories.record(
        session, type=kind, isbns=("9786049690969",), contributors=(("A", Role.ILLUSTRATOR),)
    )
    add_digital(session, record, "…")
    add_audiobook(session, record)
    found = linked(client.get(f"/records/{record.id}").text)
    assert found["@type"] == name
    if name == "Audiobook":
        assert len(found["workExample"]) == 2
    else:
        assert [one["@type"] for one in found["encoding"]] == ["MediaObject", "AudioObject"]
        assert "isbn" not in found


def test_forms_for_the_staff_are_told_nobody(client: Visitor, session: Session) -> None:
    record = factories.record(session)
    add_digital(session, record, "…", access=Access.STAFF)
    assert "workExample" not in linked(client.get(f"/records/{record.id}").text)


def test_nothing_ends_the_block(client: Visitor, session: Session) -> None:
    evil = "</script><!--<script>alert(1)//]]>&"
    record = factories.record(session, evil, evil, summary=evil, subjects=(evil,))
    page = client.get(f"/records/{record.id}").text
    assert linked(page)["name"] == evil
    assert page.count("</script>") == len(re.findall(r"<script[ >]", page))


def test_the_page_says_what_it_is_when_it_is_shared(client: Visitor, session: Session) -> None:
    record = factories.record(session, summary='Một "truyện" dài.\n' + "Trăm năm trong cõi người ta. " * 20)
    page = client.get(f"/records/{record.id}?via=qr").text
    found = meta(page)
    assert (found["og:type"], found["og:title"]) == ("book", "Truyện Kiều")
    assert found["description"] == found["og:description"]
    assert found["description"].startswith("Một &#34;truyện&#34; dài. Trăm năm")
    assert len(found["description"]) < 230
    assert f'<link rel="canonical" href="http://localhost/records/{record.id}">' in page
    picture = found["og:image"].replace("&amp;", "&").removeprefix("http://localhost")
    assert "w=640" in picture
    assert client.get(picture).content_type == "image/webp"
