"""A child asks for every address of the library with the numbers of a title for grown-ups, in vain."""

from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from flask import Flask
from sqlalchemy.orm import Session, selectinload
from werkzeug.routing import AnyConverter, Rule

from catalog.models import DigitalKind, ListEntry, ReadingList, Record
from elibrary import ingest
from elibrary.browse.codes import code_for
from elibrary.extensions import store
from elibrary.patrons.models import Patron
from tests import factories
from tests.conftest import Visitor
from tests.media import documents, sounds

TITLE, AUTHOR, INSIDE = "Zanzibar Qwopfen", "Xylo Vermeer", "flibbertigibbet"
SECRETS = (TITLE, AUTHOR, INSIDE)
THINGS = ("record_id", "digital_id", "audiobook_id", "track_id", "copy_id", "text")
"""Arguments that name the title or a part of it; other addresses (a shelf, a list) may open without it."""
QUESTIONS = (
    "",
    "?q=Vermeer",
    f"?q={INSIDE}",
    "?q=Zanz",
    "?subject=Qualms",
    "?author=Xylo+Vermeer",
    "?sort=newest",
)


@pytest.fixture
def adult(session: Session, tmp_path: Path, indexed) -> dict[str, list[object]]:  # type: ignore[no-untyped-def]
    """What an argument of a route may be for a title from 16 years on: all forms, on a shelf, in a list."""
    factories.copy(session, factories.record(session, "Dế Mèn phiêu lưu ký", "Tô Hoài"))
    record = factories.record(session, TITLE, AUTHOR, minimum_age=16, subjects=("Qualms",), summary=INSIDE)
    copy = factories.copy(session, record)
    chapter = documents.page(f"<p>{INSIDE}</p><img src='bia.png'/>")
    made = (
        documents.epub(tmp_path / "a.epub", {"p1.xhtml": chapter}, files={"bia.png": documents.picture()}),
        documents.pdf(tmp_path / "b.pdf", [INSIDE]),
        sounds.mp3(tmp_path / "c.mp3"),
    )
    for path in made:
        assert ingest.receive(session, store(), [path], record=record, now=factories.NOW).refusal is None
    entry = ListEntry(record=record, position=0)
    shown = ReadingList(slug="hop", title="Danh mục", published=True, on_home=True, entries=[entry])
    session.add(shown)
    session.flush()
    codes = [
        code_for(session, thing, now=factories.NOW).value
        for thing in (record, copy, record.digital[0], record.audiobooks[0])
    ]
    session.commit()
    indexed()
    return _values(record, shown) | {"text": list(codes), "shelf_id": [copy.shelf_id], "copy_id": [copy.id]}


def _values(record: Record, shown: ReadingList) -> dict[str, list[object]]:
    epub, pdf = sorted(record.digital, key=lambda item: item.kind is DigitalKind.PDF)
    return {
        "record_id": [record.id],
        "digital_id": [epub.id, pdf.id],
        "audiobook_id": [record.audiobooks[0].id],
        "track_id": [record.audiobooks[0].tracks[0].id],
        "slug": [shown.slug],
        "list_id": [shown.id],
        "name": ["OEBPS/bia.png"],
        "filename": ["favicon.svg"],
        "code": ["en"],
    }


def addresses(app: Flask, adult: dict[str, list[object]]) -> list[tuple[str, bool]]:
    """Every address that GET opens, and whether it names the title itself."""
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        for number in range(2):
            path = _built(app, rule, adult, number)
            found.append((path, any(name in THINGS for name in rule.arguments)))
    asked = [
        (path + more, names) for path, names in found for more in (QUESTIONS if "search" in path else ("",))
    ]
    asked += [(f"/api/v1/suggest?q={text}", False) for text in ("zanz", "xylo", "qual", INSIDE)]
    return list(dict.fromkeys(asked))


def _built(app: Flask, rule: Rule, adult: dict[str, list[object]], number: int) -> str:
    """An argument that nobody named above is a number."""
    values: dict[str, object] = dict.fromkeys(rule.arguments, number)
    for name, converter in rule._converters.items():
        if isinstance(converter, AnyConverter):
            values[name] = min(converter.items)
    values |= {name: known[-1 if number else 0] for name, known in adult.items() if name in values}
    with app.test_request_context():
        _, path = rule.build(values)  # type: ignore[misc]
    return path


def told(client: Visitor, path: str) -> tuple[int, str, bool]:
    """The status, everything said that is text, and whether bytes came that are none."""
    answer = client.get(path)
    head = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    text = answer.mimetype.startswith("text/") or "json" in answer.mimetype or "xml" in answer.mimetype
    said = answer.get_data().decode("utf-8", "replace")
    answer.close()
    return answer.status_code, head + said, answer.status_code in (200, 206) and not text


def test_no_address_gives_a_child_a_byte_or_the_title(
    app: Flask, client: Visitor, session: Session, adult: dict[str, list[object]], child: Patron
) -> None:
    held = session.get(Record, adult["record_id"][0], options=(selectinload(Record.digital),))
    assert held is not None  # in the identity map, where no criteria of a query reach: the doors must ask
    client.sign_in_card(child)
    leaks = []
    for path, names_it in addresses(app, adult):
        status, said, is_bytes = told(client, path)
        assert status < 500, path
        typed = unquote_plus(path.partition("?")[2])  # which a page repeats
        secrets = [secret for secret in SECRETS if secret in said and secret not in typed]
        opened = names_it and (status in (200, 206) or is_bytes)
        if secrets or opened:
            leaks.append((path, status, secrets))
    assert leaks == []


def test_the_same_walk_shows_it_to_a_grown_up(
    app: Flask, client: Visitor, adult: dict[str, list[object]], patron: Patron
) -> None:
    client.sign_in_card(patron)
    opened = [path for path, names_it in addresses(app, adult) if names_it and told(client, path)[0] == 200]
    named = [path for path, _ in addresses(app, adult) if TITLE in told(client, path)[1]]
    assert len(opened) >= 12
    assert {"/", f"/records/{adult['record_id'][0]}", "/search?q=Vermeer", f"/search?q={INSIDE}"} <= set(
        named
    )
