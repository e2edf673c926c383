"""The table of contents: EPUB 3 navigation document (EPUB 3.3 §7) or NCX (OPF 2.0.1 §2.4.1)."""

from dataclasses import dataclass

from lxml import etree

from media.archive import SafeArchive
from media.contents import MAX_DEPTH, MAX_ENTRIES, TITLE_LIMIT, TocEntry
from media.epub_package import Package, attribute, content, elements, member_bytes, resolve
from media.markup import page_tree, xml_tree
from media.text import local_name, one_line


@dataclass
class _Reading:
    """What the recursion needs: the base of links, the spine's places, the entries still allowed."""

    base: str
    positions: dict[str, int]
    archive: SafeArchive
    left: int = MAX_ENTRIES

    def entry(self, title: str, href: str, children: tuple[TocEntry, ...]) -> TocEntry:
        place = resolve(self.base, href) if href else None
        name = self.archive.find(place[0]) if place else None
        position = self.positions.get(name) if name else None
        return TocEntry(
            one_line(title)[:TITLE_LIMIT],
            position,
            place[1] if place and position is not None else "",
            children,
        )


def contents(archive: SafeArchive, package: Package) -> tuple[TocEntry, ...]:
    """The declared contents; () when there are none that lead into the book."""
    nav = next((item for item in package.items.values() if "nav" in item.properties), None)
    entries: tuple[TocEntry, ...] = ()
    if nav is not None:
        reading = _Reading(nav.name, package.positions(), archive)
        entries = _from_nav(page_tree(member_bytes(archive, nav.name)), reading)
    if not _leads(entries) and package.ncx is not None:
        reading = _Reading(package.ncx.name, package.positions(), archive)
        entries = _from_ncx(_ncx_root(archive, package), reading)
    return entries if _leads(entries) else ()


def ncx_text(archive: SafeArchive, package: Package, name: str) -> str:
    """The NCX's `docTitle` or `docAuthor`; "" without one."""
    if package.ncx is None:
        return ""
    return next((content(element) for element in elements(_ncx_root(archive, package), name)), "")


def _ncx_root(archive: SafeArchive, package: Package) -> etree._Element:
    if package.ncx is None:
        return etree.Element("ncx")
    return xml_tree(member_bytes(archive, package.ncx.name))


def _leads(entries: tuple[TocEntry, ...]) -> bool:
    return any(entry.position is not None for top in entries for entry in top.flat())


def _from_nav(page: etree._Element, reading: _Reading) -> tuple[TocEntry, ...]:
    navs = list(elements(page, "nav"))
    toc = [nav for nav in navs if "toc" in attribute(nav, "type").split()]
    for nav in toc or navs:
        for child in nav.iter():
            if local_name(child) == "ol":
                return _nav_list(child, reading, depth=1)
    return ()


def _nav_list(ol: etree._Element, reading: _Reading, *, depth: int) -> tuple[TocEntry, ...]:
    entries = []
    for li in ol:
        if local_name(li) != "li" or reading.left <= 0:
            continue
        reading.left -= 1
        label = next((child for child in li if local_name(child) in {"a", "span"}), None)
        below = next((child for child in li if local_name(child) == "ol"), None)
        children = () if below is None or depth >= MAX_DEPTH else _nav_list(below, reading, depth=depth + 1)
        href = "" if label is None else attribute(label, "href")
        entries.append(reading.entry("" if label is None else content(label), href, children))
    return tuple(entry for entry in entries if entry.title)


def _from_ncx(root: etree._Element, reading: _Reading) -> tuple[TocEntry, ...]:
    tree = next(elements(root, "navmap"), None)
    return () if tree is None else _ncx_points(tree, reading, depth=1)


def _ncx_points(parent: etree._Element, reading: _Reading, *, depth: int) -> tuple[TocEntry, ...]:
    entries = []
    for point in parent:
        if local_name(point) != "navpoint" or reading.left <= 0:
            continue
        reading.left -= 1
        label = next((child for child in point if local_name(child) == "navlabel"), None)
        target = next((child for child in point if local_name(child) == "content"), None)
        children = () if depth >= MAX_DEPTH else _ncx_points(point, reading, depth=depth + 1)
        href = "" if target is None else attribute(target, "src")
        entries.append(reading.entry("" if label is None else content(label), href, children))
    return tuple(entry for entry in entries if entry.title)
