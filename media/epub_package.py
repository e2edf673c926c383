"""The package of an EPUB: where it is, what it declares, what it reads in which order.

OCF 3.3 §4.2.6.3.1 (container.xml, encryption.xml, rights.xml), EPUB Packages 3.3 §5 and OPF 2.0.1 §2.
Namespaces are ignored on purpose: real files declare them wrongly.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree

from media.archive import MemberMissing, SafeArchive
from media.errors import DamagedFile, RightsProtected
from media.markup import xml_tree
from media.text import local_name, one_line

DOCUMENT_LIMIT = 8 * 2**20  # bytes of one XML or XHTML member
LOCKS = ("META-INF/rights.xml", "META-INF/sinf.xml", "META-INF/license.lcpl")
FONT_OBFUSCATION = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
PAGE_TYPES = frozenset(
    {"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"}
)
PAGE_ENDINGS = (".xhtml", ".html", ".htm", ".xml")


@dataclass(frozen=True)
class Item:
    """One publication resource of the manifest; `name` is its member name in the archive."""

    id: str
    name: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True)
class SpineItem:
    """One page in reading order."""

    item: Item
    linear: bool


@dataclass(frozen=True)
class Package:
    """What the package document says, unjudged. `metadata` and `root` are its trees."""

    name: str
    root: etree._Element
    items: dict[str, Item]
    spine: tuple[SpineItem, ...]
    ncx: Item | None

    def by_name(self) -> dict[str, Item]:
        """Manifest items by member name."""
        return {item.name: item for item in self.items.values()}

    def positions(self) -> dict[str, int]:
        """The place in the spine, from 0, by member name."""
        return {place.item.name: at for at, place in enumerate(self.spine)}


def elements(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Every element below `root` with this local name, in document order."""
    return (element for element in root.iter() if local_name(element) == name)


def attribute(element: etree._Element, name: str) -> str:
    """The attribute with this local name, in whatever namespace; "" when it is missing."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value).strip()
    return ""


def content(element: etree._Element) -> str:
    """All text inside an element, on one line."""
    return one_line("".join(str(piece) for piece in element.itertext()))


def resolve(base: str, href: str) -> tuple[str, str] | None:
    """(member name, fragment) that `href` means inside member `base`; None when it points outside the book.

    A reference into the page itself has the name `base`.
    """
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return None
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or path.startswith("/") or "\\" in path or "\0" in path:
        return None
    if not path:
        return base, unquote(parts.fragment)
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    return None if name.startswith("..") else (name, unquote(parts.fragment))


def refuse_locked(archive: SafeArchive) -> None:
    """Raise RightsProtected for a book under DRM. Obfuscated fonts are no lock (EPUB 3.3 §4.4)."""
    if any(archive.find(name) for name in LOCKS):
        raise RightsProtected
    name = archive.find("META-INF/encryption.xml")
    if name is None:
        return
    root = xml_tree(archive.read(name, DOCUMENT_LIMIT))
    for data in elements(root, "encrypteddata"):
        methods = {attribute(method, "Algorithm") for method in elements(data, "encryptionmethod")}
        if not methods or not methods <= FONT_OBFUSCATION:
            raise RightsProtected


def read_package(archive: SafeArchive) -> Package:
    """The package document of a book. Raises RightsProtected, DamagedFile (no package, nothing to read)."""
    refuse_locked(archive)
    name = _package_name(archive)
    root = xml_tree(archive.read(name, DOCUMENT_LIMIT))
    items = _items(archive, name, root)
    spine = tuple(_spine(root, items))
    if not spine:
        raise DamagedFile
    declared = next((attribute(element, "toc") for element in elements(root, "spine")), "")
    by_type = (item for item in items.values() if item.media_type == "application/x-dtbncx+xml")
    return Package(name, root, items, spine, items.get(declared) or next(by_type, None))


def _package_name(archive: SafeArchive) -> str:
    """Where the package document is: as container.xml says, else the only .opf there is."""
    stored = archive.find("META-INF/container.xml")
    if stored is not None:
        root = xml_tree(archive.read(stored, DOCUMENT_LIMIT))
        for rootfile in elements(root, "rootfile"):
            found = archive.find(unquote(attribute(rootfile, "full-path")))
            if found is not None:
                return found
    packages = [name for name in archive.names() if name.lower().endswith(".opf")]
    if not packages:
        raise DamagedFile
    return packages[0]


def _items(archive: SafeArchive, package: str, root: etree._Element) -> dict[str, Item]:
    """Manifest items whose member is in the archive, by id. Remote resources are left out."""
    items: dict[str, Item] = {}
    for element in elements(root, "item"):
        place = resolve(package, attribute(element, "href"))
        name = archive.find(place[0]) if place else None
        identifier = attribute(element, "id")
        if name is None or identifier in items:
            continue
        properties = frozenset(attribute(element, "properties").split())
        items[identifier] = Item(identifier, name, attribute(element, "media-type").lower(), properties)
    return items


def _spine(root: etree._Element, items: dict[str, Item]) -> Iterator[SpineItem]:
    """Pages in reading order; each member once, images and missing files left out."""
    seen: set[str] = set()
    for reference in elements(root, "itemref"):
        item = items.get(attribute(reference, "idref"))
        if item is None or item.name in seen:
            continue
        if item.media_type in PAGE_TYPES or item.name.lower().endswith(PAGE_ENDINGS):
            seen.add(item.name)
            yield SpineItem(item, linear=attribute(reference, "linear") != "no")


def member_bytes(archive: SafeArchive, name: str) -> bytes:
    """The bytes of a page or table. Raises DamagedFile when it is missing."""
    try:
        return archive.read(name, DOCUMENT_LIMIT)
    except MemberMissing as error:
        raise DamagedFile from error
