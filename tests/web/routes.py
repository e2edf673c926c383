"""Every page of the site, and every address that is none: what the checks of all pages walk through.

The numbers are those of the sample collection with `everything.py` in it. A route that is in neither table
fails `test_every_page_has_an_entry.py`. One route may have several pages: another state is another page.
"""

from typing import NamedTuple

from tests.web.everything import LIST, LISTEN_CODE, RECORD_CODE

VISITOR, PATRON, CHILD, STAFF = "visitor", "patron", "child", "staff"


class Page(NamedTuple):
    """A page as somebody sees it. `who` is signed in; `status` is what the server answers."""

    path: str
    who: str = VISITOR
    status: int = 200


PAGES = {
    "home": Page("/"),
    "search": Page("/search?q=kieu"),
    "search all": Page("/search"),
    "search filtered": Page("/search?q=kieu&form=audio&form=paper"),
    "search inside": Page("/search?q=trăm+năm+trong+cõi"),
    "search nothing": Page("/search?q=khongcogi"),
    "record": Page("/records/4"),
    "record on paper": Page("/records/19"),
    "record long": Page("/records/3"),
    "record of a paper": Page("/records/10"),
    "record from a code": Page("/records/4?via=qr"),
    "record missing": Page("/records/99999", status=404),
    "shelf": Page("/shelves/1"),
    "code unknown": Page("/q/XXXXXXXX", status=404),
    "scan": Page("/scan"),
    "scan mistyped": Page("/scan?code=7K2M-9QXA"),
    "lists": Page("/lists"),
    "list": Page(f"/lists/{LIST}"),
    "downloads": Page("/downloads"),
    "offline": Page("/offline"),
    "read": Page("/read/4"),
    "read chapter": Page("/read/1/1"),
    "read pages": Page("/read/9"),
    "listen": Page("/listen/4"),
    "my shelf": Page("/account/shelf"),
    "help": Page("/help"),
    "help scan": Page("/help/quet-ma"),
    "sign in card": Page("/account/card"),
    "shelf of a patron": Page("/account/shelf", PATRON),
    "account": Page("/account", PATRON),
    "own data": Page("/account/data", PATRON),
    "pin": Page("/account/pin", PATRON),
    "child new": Page("/account/family/new", PATRON),
    "child edited": Page("/account/family/2", PATRON),
    "home of a patron": Page("/", PATRON),
    "record seen by a patron": Page("/records/2", PATRON),
    "listen as a patron": Page("/listen/4", PATRON),
    "shelf of a child": Page("/account/shelf", CHILD),
    "account of a child": Page("/account", CHILD),
    "back to the parent": Page("/account/family/back", CHILD),
    "sign in staff": Page("/account/sign-in"),
    "workbench": Page("/staff", STAFF),
    "statistics": Page("/staff/statistics", STAFF),
    "missed searches": Page("/staff/statistics/searches", STAFF),
    "upload": Page("/staff/upload", STAFF),
    "labels": Page("/staff/labels", STAFF),
    "record new": Page("/staff/records/new", STAFF),
    "record edited": Page("/staff/records/4", STAFF),
    "copy new": Page("/staff/records/1/copies/new", STAFF),
    "copy edited": Page("/staff/copies/1", STAFF),
    "home of the staff": Page("/", STAFF),
    "centre": Page("/staff/centre", STAFF),
    "notices": Page("/staff/notices", STAFF),
    "lists at the desk": Page("/staff/lists", STAFF),
    "list edited": Page("/staff/lists/1", STAFF),
    "list poster": Page("/staff/lists/1/poster", STAFF),
    "posters counted": Page("/staff/statistics/posters", STAFF),
    "patrons": Page("/staff/patrons", STAFF),
    "patron new": Page("/staff/patrons/new", STAFF),
    "patron edited": Page("/staff/patrons/1", STAFF),
    "record seen by the staff": Page("/records/1", STAFF),
}
"""Name → page. The name is also the name of its screenshots."""

NO_PAGE = {
    f"/q/{RECORD_CODE}": "redirect to what the code leads to",
    f"/Q/{LISTEN_CODE}": "the same in capital letters, as symbols hold it",
    "/records/1/qr.svg": "picture",
    "/health": "JSON",
    "/language/en": "redirect",
    "/look/dark": "redirect",
    "/h/1": "redirect to a page of help, short for symbols",
    "/H/1": "the same in capital letters",
    "/help/quet-ma/poster.pdf": "PDF",
    "/help/quet-ma/qr.svg": "picture",
    "/help/quet-ma/voice-vi.ogg": "sound",
    f"/lists/{LIST}/feed": "Atom",
    f"/lists/{LIST}/qr.svg": "picture",
    "/records/1/cite.bib": "file",
    "/manifest.webmanifest": "JSON",
    "/service-worker.js": "script",
    "/media/centre/logo": "picture",
    "/account/data/file": "file",
    "/account/places": "JSON",
    "/account/places/digital/1": "JSON",
    "/staff/patrons/1/card.pdf": "PDF",
    "/static/favicon.svg": "file",
    "/read/1/page": "redirect",
    "/read/look": "redirect",
    "/media/digital/1/member/x": "bytes",
    "/media/digital/9/pages/0": "picture",
    "/media/digital/1/file": "bytes",
    "/media/covers/1": "picture",
    "/media/tracks/1": "bytes",
    "/api/v1/search": "JSON",
    "/api/v1/suggest": "JSON",
    "/api/v1/records/1": "JSON",
    "/api/v1/openapi.json": "JSON",
    "/staff/statistics/searches.csv": "file",
}
"""An address of each route that gives no page → what it gives."""
