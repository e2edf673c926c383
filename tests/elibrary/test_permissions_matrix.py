"""Who may open what: every route and method × visitor, staff, patron and child, with the exact answer.

A new route without a line here fails the test, so that somebody has thought about who may use it.
"""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from catalog.models import DigitalKind, ReadingList
from elibrary import ingest
from elibrary.accounts.models import Account
from elibrary.browse.codes import code_for
from elibrary.centre.models import Notice
from elibrary.extensions import store
from elibrary.patrons.models import Patron
from elibrary.statistics.models import MissedSearch
from tests import factories
from tests.conftest import Visitor
from tests.media import documents, sounds

# Line: method, route, what to put into it, then the answers for visitor, librarian and administrator.
# A visitor who asks for a page of the staff is led to the sign-in page (302); anything else he sends there
# is refused (401).
# Two more answers may follow, for a patron and for a child's profile. Left out, both are answered as the
# visitor is, except that under /staff they are refused (403).
TABLE = """
GET  /                                             -                        200 200 200
GET  /search                                       -                        200 200 200
GET  /records/<int:record_id>                      record                   200 200 200
GET  /records/<int:record_id>/qr.svg               record                   200 200 200
GET  /records/<int:record_id>/cite.<any(bib,ris):kind>  cited            200 200 200
GET  /shelves/<int:shelf_id>                       shelf                    200 200 200
GET  /q/<text>                                     code                     302 302 302
GET  /Q/<text>                                     code                     302 302 302
GET  /health                                       -                        200 200 200
GET  /language/<code>                              language                 302 302 302
GET  /look/<any(auto,light,dark,normal,large,usual,easy):choice>  look                 302 302 302
GET  /static/<path:filename>                       file                     200 200 200
GET  /read/<int:digital_id>                        epub                     200 200 200
GET  /read/<int:digital_id>/<int:position>         epub                     200 200 200
GET  /read/<int:digital_id>/page                   epub                     302 302 302
GET  /read/look                                    -                        302 302 302
GET  /media/digital/<int:digital_id>/member/<path:name>  epub               200 200 200
GET  /media/digital/<int:digital_id>/pages/<int:page>    pdf                200 200 200
GET  /media/digital/<int:digital_id>/file          epub                     200 200 200
GET  /media/covers/<int:record_id>                 record                   200 200 200
GET  /media/tracks/<int:track_id>                  track                    200 200 200
GET  /listen/<int:audiobook_id>                    audiobook                200 200 200
POST /listen/<int:audiobook_id>/minutes            audiobook                400 400 400
GET  /api/v1/search                                -                        200 200 200
GET  /api/v1/suggest                               -                        200 200 200
GET  /api/v1/records/<int:record_id>               record                   200 200 200
GET  /api/v1/openapi.json                          -                        200 200 200
GET  /lists                                        -                        200 200 200
GET  /lists/<slug>                                 list                     200 200 200
GET  /lists/<slug>/feed                            list                     200 200 200
GET  /lists/<slug>/qr.svg                          list                     200 200 200
GET  /scan                                         -                        200 200 200
GET  /downloads                                    -                        200 200 200
GET  /offline                                      -                        200 200 200
GET  /manifest.webmanifest                         -                        200 200 200
GET  /service-worker.js                            -                        200 200 200
GET  /account/shelf                                -                        200 200 200
GET  /help                                         -                        200 200 200
GET  /help/<slug>                                  help                     200 200 200
GET  /help/<slug>/voice-<language>.<any(ogg,m4a):form>  help                200 200 200
GET  /help/<slug>/qr.svg                           help                     200 200 200
GET  /help/<slug>/poster.pdf                       help                     200 200 200
GET  /h/<int:number>                               help                     302 302 302
GET  /H/<int:number>                               help                     302 302 302
GET  /account/sign-in                              -                        200 200 200
POST /account/sign-in                              -                        422 422 422
GET  /staff                                        -                        302 200 200
POST /staff                                        -                        401 200 200
GET  /staff/statistics                             -                        302 200 200
GET  /staff/statistics/searches                    -                        302 200 200
GET  /staff/statistics/searches.csv                -                        302 200 200
POST /staff/statistics/searches/<int:number>/delete  missed                 401 302 302
GET  /staff/statistics/posters                     -                        302 200 200
GET  /staff/lists                                  -                        302 200 200
POST /staff/lists                                  -                        401 422 422
GET  /staff/lists/<int:list_id>                    list                     302 200 200
POST /staff/lists/<int:list_id>                    list                     401 422 422
POST /staff/lists/<int:list_id>/titles             list                     401 302 302
GET  /staff/lists/<int:list_id>/poster             list                     302 200 200
POST /staff/lists/<int:list_id>/poster             list                     401 422 422
POST /staff/lists/<int:list_id>/delete             spare                    401 302 302
GET  /staff/upload                                 -                        302 200 200
POST /staff/upload                                 -                        401 422 422
GET  /staff/labels                                 -                        302 200 200
POST /staff/labels                                 -                        401 422 422
GET  /staff/records/new                            -                        302 200 200
POST /staff/records/new                            -                        401 422 422
GET  /staff/records/<int:record_id>                record                   302 200 200
POST /staff/records/<int:record_id>                record                   401 422 422
POST /staff/records/<int:record_id>/delete         record                   401 409 409
GET  /staff/records/<int:record_id>/copies/new     record                   302 200 200
POST /staff/records/<int:record_id>/copies/new     record                   401 422 422
GET  /staff/copies/<int:copy_id>                   copy                     302 200 200
POST /staff/copies/<int:copy_id>                   copy                     401 422 422
POST /staff/copies/<int:copy_id>/delete            copy                     401 302 302
POST /staff/<any(digital,audiobook):kind>/<int:number>/access  form        401 400 400
POST /staff/<any(digital,audiobook):kind>/<int:number>/delete  form        401 302 302
GET  /media/centre/logo                            -                        404 404 404
GET  /staff/centre                                 -                        302 403 200
POST /staff/centre                                 -                        401 403 302
GET  /staff/notices                                -                        302 200 200
POST /staff/notices                                -                        401 422 422
POST /staff/notices/<int:notice_id>/end            notice                   401 302 302
POST /staff/notices/<int:notice_id>/delete         notice                   401 302 302
POST /search/wish                                  -                        422 422 422
GET  /account/card                                 -                        200 200 200
POST /account/card                                 -                        422 422 422
GET  /account/places                               -                        302 403 403 200 200
GET  /account/places/<any(digital,audio):kind>/<int:book_id>  kept          302 403 403 404 404
PUT  /account/places/<any(digital,audio):kind>/<int:book_id>  kept          401 403 403 400 400
POST /account/places/<int:number>/delete           place                    401 403 403 404 404
POST /account/saved/<int:record_id>                record                   401 403 403 302 302
POST /account/saved/<int:record_id>/delete         record                   401 403 403 302 302
POST /account/bookmarks/<any(digital,audio):kind>/<int:book_id>  kept       401 403 403 302 302
POST /account/bookmarks/<int:number>/delete        place                    401 403 403 404 404
POST /account/history                              -                        401 403 403 302 302
POST /account/history/erase                        -                        401 403 403 302 302
POST /account/history/<int:number>/delete          place                    401 403 403 404 404
GET  /account/data                                 -                        302 403 403 200 403
GET  /account/data/file                            -                        302 403 403 200 403
POST /account/data/delete                          -                        401 403 403 422 403
GET  /account/family/back                          -                        302 403 403 302 200
POST /account/family/back                          -                        401 403 403 302 422
GET  /account                                      -                        302 403 403 200 200
POST /account                                      -                        401 403 403 422 403
GET  /account/pin                                  -                        302 403 403 200 403
POST /account/pin                                  -                        401 403 403 422 403
POST /account/devices/<int:number>/sign-out        nobody                   401 403 403 404 403
POST /account/card/stay                            -                        401 403 403 204 204
GET  /account/family/new                           -                        302 403 403 200 403
POST /account/family/new                           -                        401 403 403 422 403
GET  /account/family/<int:number>                  child                    302 403 403 200 403
POST /account/family/<int:number>                  child                    401 403 403 422 403
GET  /staff/patrons                                -                        302 200 200
POST /staff/patrons                                -                        401 200 200
GET  /staff/patrons/new                            -                        302 200 200
POST /staff/patrons/new                            -                        401 422 422
GET  /staff/patrons/<int:number>                   neighbour                302 200 200
POST /staff/patrons/<int:number>                   neighbour                401 422 422
GET  /staff/patrons/<int:number>/card.pdf          neighbour                302 200 200
POST /staff/patrons/cards                          -                        401 422 422
POST /staff/patrons/<int:number>/pin               neighbour                401 302 302
POST /staff/patrons/<int:number>/<any(rest,wake):what>  neighbour           401 302 302
POST /staff/patrons/<int:number>/delete            neighbour                401 302 302
POST /account/family/<int:number>/remove           nobody                   401 403 403 404 403
POST /account/family/<int:number>/open             child                    401 403 403 302 403
POST /account/card/sign-out                        -                        401 403 403 302 302
POST /account/sign-out                             -                        401 302 302
"""
WHO = ("visitor", "librarian", "administrator", "patron", "child")
LINES = {(method, rule): rest for method, rule, *rest in map(str.split, TABLE.strip().splitlines())}


def rules(app: Flask) -> dict[tuple[str, str], Rule]:
    """Every route and method of the application."""
    asked = ((rule, rule.methods - {"HEAD", "OPTIONS"}) for rule in app.url_map.iter_rules() if rule.methods)
    return {(method, rule.rule.replace(" ", "")): rule for rule, methods in asked for method in methods}


@pytest.fixture
def things(session: Session, tmp_path: Path, indexed, child: Patron) -> dict[str, dict[str, object]]:  # type: ignore[no-untyped-def]
    """One of each thing, as the values that its routes take."""
    record = factories.record(session)
    copy = factories.copy(session, record, barcode="893")
    made = (
        documents.epub(tmp_path / "a.epub", files={"bia.png": documents.picture()}),
        documents.pdf(tmp_path / "b.pdf", ["x"]),
        sounds.mp3(tmp_path / "c.mp3"),
    )
    for path in made:
        assert ingest.receive(session, store(), [path], record=record, now=factories.NOW).refusal is None
    code = code_for(session, copy, now=factories.NOW).value
    neighbour = factories.patron(session, "Anh Tư")
    missed = MissedSearch(month=date(2026, 11, 1), folded="tho", text="thơ", times=1, wishes=0)
    notice = Notice(text="Nghỉ lễ", starts_at=factories.NOW, ends_at=factories.NOW + timedelta(days=9999))
    session.add_all([missed, notice])
    lists = [ReadingList(title=slug, slug=slug, published=True) for slug in ("tet", "le")]
    session.add_all([missed, *lists])
    session.commit()
    indexed()
    epub, pdf = sorted(record.digital, key=lambda item: item.kind is DigitalKind.PDF)
    audiobook = record.audiobooks[0]
    return {
        "-": {},
        "record": {"record_id": record.id},
        "cited": {"record_id": record.id, "kind": "bib"},
        "copy": {"copy_id": copy.id},
        "shelf": {"shelf_id": copy.shelf_id},
        "code": {"text": code},
        "language": {"code": "en"},
        "look": {"choice": "dark"},
        "file": {"filename": "favicon.svg"},
        "epub": {"digital_id": epub.id, "position": 0, "name": "OEBPS/bia.png"},
        "pdf": {"digital_id": pdf.id, "page": 0},
        "audiobook": {"audiobook_id": audiobook.id},
        "track": {"track_id": audiobook.tracks[0].id},
        "help": {"slug": "tim", "language": "vi", "form": "ogg", "number": 2},
        "missed": {"number": missed.id},
        "notice": {"notice_id": notice.id},
        "child": {"number": child.id},
        "neighbour": {"number": neighbour.id, "what": "rest"},
        "nobody": {"number": 10**9},
        "kept": {"kind": "digital", "book_id": epub.id},
        "place": {"number": 4711},
        "list": {"list_id": lists[0].id, "slug": "tet"},
        "spare": {"list_id": lists[1].id},
        "form": {"kind": "digital", "number": pdf.id},
    }


def test_every_route_has_its_line(app: Flask) -> None:
    assert set(rules(app)) == set(LINES)


def test_every_view_declares_a_permission(app: Flask) -> None:
    declared = {name for name, view in app.view_functions.items() if hasattr(view, "permission")}
    assert set(app.view_functions) - declared == {"static"}


def expected(rule: str, answers: list[str], who: str) -> int:
    """What the line says for somebody."""
    if len(answers) == len(WHO):
        return int(answers[WHO.index(who)])
    if who in ("patron", "child"):
        return 403 if rule.startswith("/staff") else int(answers[0])
    return int(answers[WHO.index(who)])


@pytest.mark.parametrize("who", WHO)
def test_each_route_answers_as_the_table_says(
    app: Flask,
    client: Visitor,
    things: dict[str, dict[str, object]],
    who: str,
    request: pytest.FixtureRequest,
) -> None:
    if who in ("patron", "child"):
        client.sign_in_card(request.getfixturevalue(who))
    elif who != "visitor":
        client.sign_in(request.getfixturevalue(who))
    known, wrong = rules(app), {}
    for (method, rule), (thing, *answers) in LINES.items():
        with app.test_request_context():
            values = {name: things[thing][name] for name in known[method, rule].arguments}
            _, path = known[method, rule].build(values)  # type: ignore[misc]
        answer = client.open(path, method=method)
        answer.close()
        if answer.status_code != expected(rule, answers, who):
            wrong[f"{method} {path}"] = answer.status
        asked_to_sign_in = answer.headers.get("Location", "").startswith("/account/sign-in?next=")
        if asked_to_sign_in != (who == "visitor" and method == "GET" and rule.startswith("/staff")):
            wrong[f"{method} {path}"] = f"{answer.status} to {answer.headers.get('Location')}"
    assert wrong == {}


@pytest.mark.parametrize("number", [0, 2**31, 10**30])
def test_numbers_that_nothing_has_are_not_found(
    client: Visitor, librarian: Account, patron: Patron, app: Flask, number: int
) -> None:
    client.sign_in(librarian)
    at_home: Visitor = app.test_client()  # type: ignore[assignment]
    at_home.sign_in_card(patron)
    answers = {
        rule.rule: (at_home if rule.rule.startswith("/account") else client)
        .get(rule.rule.replace(f"<int:{next(iter(rule.arguments))}>", str(number)))
        .status_code
        for rule in app.url_map.iter_rules()
        if len(rule.arguments) == 1 and "<int:" in rule.rule and "GET" in (rule.methods or ())
    }
    assert answers == dict.fromkeys(answers, 404)
