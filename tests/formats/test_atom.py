"""Atom feeds: what RFC 4287 asks of every feed and entry, whatever text comes in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from catalog.formats.atom import ATOM, Entry, Feed, tag, write_atom
from catalog.formats.xmltext import clean

WHEN = datetime(2026, 11, 22, 9, 5, 7, tzinfo=timezone(timedelta(hours=7)))
NAMES = {"a": ATOM}
texts = st.text(max_size=60)


def feed(*entries: Entry, **values: object) -> Feed:
    given = {"id": "tag:x.vn,2026-11-22:lists/tet", "title": "Sách Tết", "author": "Thư viện Phường 13"}
    places = {"address": "https://x.vn/lists/tet", "own_address": "https://x.vn/lists/tet/feed"}
    return Feed(**given | places | {"updated": WHEN, "entries": entries} | values)  # type: ignore[arg-type]


def read(document: bytes) -> etree._Element:
    return etree.fromstring(document)


def one(element: etree._Element, path: str) -> str:
    [found] = element.xpath(path, namespaces=NAMES)
    return found if isinstance(found, str) else found.text or ""


def test_a_feed_says_all_that_rfc_4287_requires() -> None:
    entry = Entry("tag:x.vn,2026-11-22:lists/tet/7", "Truyện Kiều", WHEN, "https://x.vn/records/7")
    root = read(write_atom(feed(entry, subtitle="Đọc ba ngày Tết", language="vi")))
    assert root.tag == f"{{{ATOM}}}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    assert one(root, "a:updated") == one(root, "a:entry/a:updated") == "2026-11-22T02:05:07Z"
    assert one(root, "a:author/a:name") == "Thư viện Phường 13"
    assert one(root, "a:subtitle") == "Đọc ba ngày Tết"
    assert one(root, "a:link[@rel='self'][@type='application/atom+xml']/@href").endswith("/feed")
    assert one(root, "a:link[@rel='alternate'][@type='text/html']/@href") == "https://x.vn/lists/tet"
    assert one(root, "a:entry/a:link[@rel='alternate']/@href") == "https://x.vn/records/7"
    assert root.xpath("a:entry/a:author | a:entry/a:summary", namespaces=NAMES) == []


def test_the_order_and_the_people_of_the_entries_are_kept() -> None:
    entries = [
        Entry(f"tag:x.vn,2026-11-22:{n}", f"Cuốn {n}", WHEN, "https://x.vn/", ("A", "B")) for n in (3, 1, 2)
    ]
    root = read(write_atom(feed(*entries)))
    assert root.xpath("a:entry/a:title/text()", namespaces=NAMES) == ["Cuốn 3", "Cuốn 1", "Cuốn 2"]
    assert root.xpath("a:entry[1]/a:author/a:name/text()", namespaces=NAMES) == ["A", "B"]


def _lines(text: str) -> str:
    """With one kind of line end, as XML readers may give them (XML 1.0 §2.11)."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@given(title=texts, summary=texts, author=texts)
def test_any_text_comes_back_as_it_was(title: str, summary: str, author: str) -> None:
    entry = Entry("tag:x.vn,2026-11-22:1", title, WHEN, "https://x.vn/?a=1&b=<2>", (author,), summary)
    root = read(write_atom(feed(entry, title=title, author=author)))
    for path, text in (("a:title", title), ("a:entry/a:title", title), ("a:author/a:name", author)):
        assert _lines(one(root, path)) == _lines(clean(text))
    shown = root.xpath("a:entry/a:summary", namespaces=NAMES)
    assert bool(shown) == bool(summary)
    assert one(root, "a:entry/a:link/@href") == "https://x.vn/?a=1&b=<2>"


@pytest.mark.parametrize(("hour", "day"), [(1, "2026-11-21"), (8, "2026-11-22")])
def test_a_tag_has_the_day_in_utc(hour: int, day: str) -> None:
    assert tag("x.vn", WHEN.replace(hour=hour), "lists/tet") == f"tag:x.vn,{day}:lists/tet"
    assert WHEN.astimezone(UTC).tzinfo is UTC
