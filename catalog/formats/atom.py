"""Atom feeds (RFC 4287): values in, the bytes of a feed document out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from catalog.formats.xmltext import clean

ATOM = "http://www.w3.org/2005/Atom"
CONTENT_TYPE = "application/atom+xml"  # §7
_DEFAULT: Any = {None: ATOM}  # the namespace of names without a prefix
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Entry:
    """One `atom:entry` (§4.1.2). `address` is absolute: the page of what the entry is about."""

    id: str
    title: str
    updated: datetime
    address: str
    authors: Sequence[str] = ()
    """Without any the feed's author stands for it (§4.2.1)."""
    summary: str = ""


@dataclass(frozen=True)
class Feed:
    """One `atom:feed` (§4.1.1). `address` and `own_address` are absolute: of the page, and of the feed."""

    id: str
    title: str
    updated: datetime
    address: str
    own_address: str
    author: str
    subtitle: str = ""
    language: str = ""
    """BCP 47, as `xml:lang` (§2)."""
    entries: Sequence[Entry] = ()


def tag(authority: str, made: datetime, path: str) -> str:
    """An id that never changes (§4.2.6): a tag URI (RFC 4151 §2.1) `tag:<authority>,<day>:<path>`.

    `authority` is a host name that the library held on that day; `path` holds only what a URI may.
    """
    return f"tag:{authority},{_utc(made):%Y-%m-%d}:{path}"


def write_atom(feed: Feed) -> bytes:
    """The feed as an XML document in UTF-8, its entries in the order given."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=_DEFAULT)
    if feed.language:
        root.set(_LANGUAGE, feed.language)
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    if feed.subtitle:
        _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _moment(feed.updated))
    _link(root, "alternate", "text/html", feed.address)
    _link(root, "self", CONTENT_TYPE, feed.own_address)  # §4.1.1: a feed should say where it is found
    _person(root, feed.author)
    for entry in feed.entries:
        _entry(root, entry)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(root: etree._Element, entry: Entry) -> None:
    element = etree.SubElement(root, f"{{{ATOM}}}entry")
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.updated))
    _link(element, "alternate", "text/html", entry.address)
    for name in entry.authors:
        _person(element, name)
    if entry.summary:
        _text(element, "summary", entry.summary)


def _text(parent: etree._Element, name: str, text: str) -> None:
    """A text construct is plain text unless it says otherwise (§3.1.1)."""
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = clean(text)


def _link(parent: etree._Element, relation: str, kind: str, address: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=relation, type=kind, href=clean(address))  # §4.2.7


def _person(parent: etree._Element, name: str) -> None:
    _text(etree.SubElement(parent, f"{{{ATOM}}}author"), "name", name)  # §3.2.1


def _moment(when: datetime) -> str:
    """A date construct (§3.3): RFC 3339 with `T` and `Z` in upper case."""
    return _utc(when).strftime("%Y-%m-%dT%H:%M:%SZ")


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC)
